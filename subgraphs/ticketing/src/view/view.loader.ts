import { loader } from '@deskgraph/kit';
import type { View } from './view.entity.js';
import { views } from './view.repository.js';

/** Views by id, null where the viewer may not see one. Also the federation reference. */
export const viewById = loader<View>(
  (ctx, ids) => views(ctx).visible().andWhere('view.id = any(:ids)', { ids }).getMany(),
  view => view.id,
);
