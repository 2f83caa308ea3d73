import { loader } from '@deskgraph/kit';
import type { Export } from './export.entity.js';
import { exportsOf } from './export.repository.js';

/** Exports by id, null where the viewer may not see one. Also the federation reference. */
export const exportById = loader<Export>(
  (ctx, ids) => exportsOf(ctx).visible().andWhere('export.id = any(:ids)', { ids }).getMany(),
  one => one.id,
);
