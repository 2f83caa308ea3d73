import { isUuid, type Context } from '@deskgraph/kit';
import { SavedQuery } from './saved-query.entity.js';
import type { SavedQueryFilter } from './saved-query.inputs.js';

/** The saved queries' SQL, bound to the context's transaction. */
export const savedQueries = ({ db, viewer }: Context) =>
  db.getRepository(SavedQuery).extend({
    /** The rows `savedQueryPolicy.read` allows, said in SQL. */
    visible() {
      const query = this.createQueryBuilder('savedQuery');
      return viewer.may('savedQuery.read') ? query.where('(savedQuery.shared or savedQuery.ownerId = :self)', { self: viewer.memberId }) : query.where('false');
    },

    /** The visible rows a filter asks for. */
    matching({ search, shared, own }: SavedQueryFilter) {
      const query = this.visible();
      if (search) query.andWhere('savedQuery.name ilike :pattern', { pattern: `%${search.replace(/[\\%_]/g, '\\$&')}%` });
      if (typeof shared === 'boolean') query.andWhere('savedQuery.shared = :shared', { shared });
      if (typeof own === 'boolean') query.andWhere(`savedQuery.ownerId is ${own ? 'not ' : ''}distinct from :self`, { self: viewer.memberId });
      return query;
    },

    byId(id: string): Promise<SavedQuery | null> {
      return this.findOneBy({ id });
    },

    /** Locks a saved query. */
    lock(id: string): Promise<SavedQuery | null> {
      return isUuid(id) ? this.findOne({ where: { id }, lock: { mode: 'pessimistic_write' } }) : Promise.resolve(null);
    },

    /** How many the viewer has; nobody saves for them meanwhile, so that the limit holds. */
    async countOwn(): Promise<number> {
      await db.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`saved queries ${viewer.organizationId} ${viewer.memberId}`]);
      return this.countBy({ ownerId: viewer.memberId });
    },

    /** Deletes a member's personal ones; answers their ids. */
    async deletePersonalOf(ownerId: string): Promise<string[]> {
      const rows = await this.find({ select: { organizationId: true, id: true }, where: { ownerId, shared: false } });
      await this.delete({ ownerId, shared: false });
      return rows.map(({ id }) => id);
    },

    /** Writes a change to the table and the row, as its next version. */
    async change(row: SavedQuery, change: Pick<SavedQuery, 'name' | 'document' | 'variables' | 'shared' | 'changedAt'>): Promise<SavedQuery> {
      const next = { ...change, version: row.version + 1 };
      await this.update({ id: row.id }, next);
      return Object.assign(row, next);
    },
  });
