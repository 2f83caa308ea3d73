import { loader } from '@deskgraph/kit';
import type { Connection } from './connection.entity.js';
import { connections } from './connection.repository.js';

/** Connections by id, null where the viewer may not see one. Also the federation reference. */
export const connectionById = loader<Connection>(
  (ctx, ids) => connections(ctx).visible().andWhere('connection.id = any(:ids)', { ids }).getMany(),
  connection => connection.id,
);
