import type { Policy } from '@deskgraph/kit';
import type { Connection } from './connection.entity.js';

/** What may be done to a connection, and by whom. `read` has a twin in SQL: `connections().visible()`. */
export const connectionPolicy = {
  read: viewer => viewer.may('connection.read'),
  rotateSecret: viewer => viewer.may('connection.rotateSecret'),
  switch: viewer => viewer.may('connection.switch'),
  delete: viewer => viewer.may('connection.delete'),
} satisfies Policy<Connection>;
