import { loader } from '@deskgraph/kit';
import type { Organization } from './organization.entity.js';
import { organizations } from './organization.repository.js';

/** Organizations by id, null where the viewer may not see one. Also the federation reference. */
export const organizationById = loader<Organization>(
  (ctx, ids) => organizations(ctx).visible().andWhere('organization.organizationId = any(:ids)', { ids }).getMany(),
  organization => organization.id,
);
