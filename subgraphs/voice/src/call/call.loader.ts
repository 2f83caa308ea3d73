import { loader } from '@deskgraph/kit';
import type { Call } from './call.entity.js';
import { calls } from './call.repository.js';

/** Calls by id, null where the viewer may not see one. Also the federation reference. */
export const callById = loader<Call>(
  (ctx, ids) => calls(ctx).visible().andWhere('call.id = any(:ids)', { ids }).getMany(),
  call => call.id,
);
