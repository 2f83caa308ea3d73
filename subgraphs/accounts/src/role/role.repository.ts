import type { Context } from '@deskgraph/kit';
import { In } from 'typeorm';
import { validate as isUuid } from 'uuid';
import { Role } from './role.entity.js';

/** The roles' SQL, bound to the context's transaction. */
export const roles = ({ db, viewer }: Context) =>
  db.getRepository(Role).extend({
    /** The rows `rolePolicy.read` allows, said in SQL. */
    visible() {
      const query = this.createQueryBuilder('role');
      return viewer.may('role.read') ? query : query.where('false');
    },

    /** The built-in or custom role of this key in the viewer's organization. */
    byKey(key: string): Promise<Role | null> {
      return this.findOne({ where: { organizationId: viewer.organizationId, key } });
    },

    /** Locks in id order; answers in the order asked. */
    async lock(...ids: string[]): Promise<(Role | undefined)[]> {
      const rows = await this.find({ where: { id: In(ids.filter(id => isUuid(id))) }, order: { id: 'ASC' }, lock: { mode: 'pessimistic_write' } });
      return ids.map(id => rows.find(role => role.id === id));
    },
  });
