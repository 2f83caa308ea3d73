import { isUuid, type Context } from '@deskgraph/kit';
import { View } from './view.entity.js';

/** The views' SQL, bound to the context's transaction. */
export const views = ({ db, viewer }: Context) =>
  db.getRepository(View).extend({
    /** The rows `viewPolicy.read` allows, said in SQL. */
    visible() {
      const query = this.createQueryBuilder('view');
      return viewer.may('ticket.read') ? query.where('(view.isShared or view.ownerId = :viewerId)', { viewerId: viewer.memberId }) : query.where('false');
    },

    byId(id: string): Promise<View | null> {
      return this.findOneBy({ id });
    },

    /** Locks a view. */
    lock(id: string): Promise<View | null> {
      return isUuid(id) ? this.findOne({ where: { id }, lock: { mode: 'pessimistic_write' } }) : Promise.resolve(null);
    },

    /** Lets one transaction of an organization at a time keep views, so that the limits hold. */
    async lockKeeping(): Promise<void> {
      await db.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`views ${viewer.organizationId}`]);
    },

    /** Writes a change to the table and the row. */
    async change(view: View, change: Partial<Omit<View, 'organizationId' | 'id' | 'createdAt'>>): Promise<View> {
      await this.update({ id: view.id }, change);
      return Object.assign(view, change);
    },

    /** Deletes what somebody kept for themselves; what they shared stays, and is nobody's. */
    async leave(ownerId: string): Promise<void> {
      await this.delete({ ownerId, isShared: false });
      await this.update({ ownerId }, { ownerId: null });
    },
  });
