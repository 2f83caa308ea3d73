import { isUuid, type Context } from '@deskgraph/kit';
import { In, IsNull, MoreThan } from 'typeorm';
import { ApiKey } from './api-key.entity.js';
import type { ApiKeyFilter } from './api-key.inputs.js';

/** The API keys' SQL, bound to the context's transaction. */
export const apiKeys = ({ db, viewer, now }: Context) =>
  db.getRepository(ApiKey).extend({
    /** The rows `apiKeyPolicy.read` allows, said in SQL. */
    visible() {
      const query = this.createQueryBuilder('apiKey');
      return viewer.may('apiKey.read') ? query : query.where('false');
    },

    /** The visible rows a filter asks for. */
    matching({ live, createdById }: ApiKeyFilter) {
      const query = this.visible();
      const works = 'apiKey.revokedAt is null and (apiKey.expiresAt is null or apiKey.expiresAt > :now)';
      if (typeof live === 'boolean') query.andWhere(live ? works : `not (${works})`, { now: now() });
      if (createdById) query.andWhere(isUuid(createdById) ? 'apiKey.createdById = :createdById' : 'false', { createdById });
      return query;
    },

    byId(id: string): Promise<ApiKey | null> {
      return this.findOneBy({ id });
    },

    /** How many keys are neither revoked nor expired. */
    countLive(): Promise<number> {
      const live = { revokedAt: IsNull() };
      return this.countBy([{ ...live, expiresAt: IsNull() }, { ...live, expiresAt: MoreThan(now()) }]);
    },

    /** Locks in id order; answers in the order asked. */
    async lock(...ids: string[]): Promise<(ApiKey | undefined)[]> {
      const where = { id: In(ids.filter(id => isUuid(id))) };
      const rows = await this.find({ where, order: { id: 'ASC' }, lock: { mode: 'pessimistic_write' } });
      return ids.map(id => rows.find(apiKey => apiKey.id === id));
    },

    /** Writes a change to the table and the row. */
    async change(apiKey: ApiKey, change: Partial<Pick<ApiKey, 'revokedAt'>>): Promise<ApiKey> {
      await this.update({ id: apiKey.id }, change);
      return Object.assign(apiKey, change);
    },
  });
