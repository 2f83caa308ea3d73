import { loader } from '@deskgraph/kit';
import type { SavedQuery } from './saved-query.entity.js';
import { savedQueries } from './saved-query.repository.js';

/** Saved queries by id, null where the viewer may not see one. Also the federation reference. */
export const savedQueryById = loader<SavedQuery>(
  (ctx, ids) => savedQueries(ctx).visible().andWhere('savedQuery.id = any(:ids)', { ids }).getMany(),
  savedQuery => savedQuery.id,
);
