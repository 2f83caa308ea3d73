import { isUuid, type Context } from '@deskgraph/kit';
import { LessThan } from 'typeorm';
import { Connection } from './connection.entity.js';

type Change = Partial<Pick<Connection, 'state' | 'sealed' | 'previousSealed' | 'previousUntil' | 'changedAt'>>;

/** The connections' SQL, bound to the context's transaction. */
export const connections = ({ db, viewer }: Context) =>
  db.getRepository(Connection).extend({
    /** The rows `connectionPolicy.read` allows, said in SQL. */
    visible() {
      const query = this.createQueryBuilder('connection');
      return viewer.may('connection.read') ? query : query.where('false');
    },

    byId(id: string): Promise<Connection | null> {
      return this.findOneBy({ id });
    },

    /** Locks a connection. */
    lock(id: string): Promise<Connection | null> {
      return isUuid(id) ? this.findOne({ where: { id }, lock: { mode: 'pessimistic_write' } }) : Promise.resolve(null);
    },

    /** Lets one transaction of an organization at a time add connections, so that the limit holds. */
    async lockAdding(): Promise<void> {
      await db.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`connections ${viewer.organizationId}`]);
    },

    /** Drops replaced secrets whose time is over. */
    async forgetReplaced(now: Date): Promise<void> {
      await this.update({ previousUntil: LessThan(now) }, { previousSealed: null, previousUntil: null });
    },

    /** Writes a change to the table and the row. */
    async change(connection: Connection, change: Change): Promise<Connection> {
      await this.update({ id: connection.id }, change);
      return Object.assign(connection, change);
    },
  });
