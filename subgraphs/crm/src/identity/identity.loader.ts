import { listLoader, loader } from '@deskgraph/kit';
import type { Identity } from './identity.entity.js';
import { identities } from './identity.repository.js';

/** Identities by id, null where the viewer may not see one. Also the federation reference. */
export const identityById = loader<Identity>(
  (ctx, ids) => identities(ctx).visible().andWhere('identity.id = any(:ids)', { ids }).getMany(),
  identity => identity.id,
);

/** By what a customer is known: numbers after addresses, each in the order in which they came. */
export const identitiesByCustomer = listLoader<Identity>(
  (ctx, ids) => identities(ctx).visible().andWhere('identity.customerId = any(:ids)', { ids }).orderBy('identity.kind').addOrderBy('identity.createdAt').addOrderBy('identity.id').getMany(),
  ({ customerId }) => customerId,
);
