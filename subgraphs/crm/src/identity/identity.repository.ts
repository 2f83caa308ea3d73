import { insertAll, isUuid, type Context, type PartyKind } from '@deskgraph/kit';
import { In } from 'typeorm';
import { Identity } from './identity.entity.js';

/** A party as the platform holds it. */
export interface PartyRow {
  readonly id: string;
  readonly kind: PartyKind;
  readonly value: string;
  readonly name: string | null;
  readonly customerId: string | null;
}

/** The identities' SQL and that of the parties behind them, bound to the context's transaction. */
export const identities = ({ db, viewer }: Context) =>
  db.getRepository(Identity).extend({
    /** The rows `identityPolicy.read` allows, said in SQL. */
    visible() {
      const query = this.createQueryBuilder('identity');
      return viewer.may('customer.read') ? query : query.where('false');
    },

    byId(id: string): Promise<Identity | null> {
      return isUuid(id) ? this.findOneBy({ id }) : Promise.resolve(null);
    },

    byIds(ids: readonly string[]): Promise<Identity[]> {
      return this.findBy({ id: In(ids) });
    },

    countOf(customerId: string): Promise<number> {
      return this.countBy({ customerId });
    },

    /** Locks a party, whom rooms cannot meet meanwhile; null when it was forgotten. */
    async lockParty(id: string): Promise<PartyRow | null> {
      const [party] = await db.query<PartyRow[]>('select id, kind, value, name, customer_id as "customerId" from platform.party where id = $1 for update', [id]);
      return party ?? null;
    },

    /** Says whose a party is. */
    async claimParty(id: string, customerId: string): Promise<void> {
      await db.query('update platform.party set customer_id = $2 where id = $1', [id, customerId]);
    },

    /** Inserts identities, and says whose their parties are. */
    async addAll(rows: readonly Identity[]): Promise<void> {
      await insertAll({ db }, Identity, rows);
      await db.query(
        'update platform.party p set customer_id = u.customer_id from unnest($2::uuid[], $3::uuid[]) as u (id, customer_id) where p.organization_id = $1 and p.id = u.id',
        [viewer.organizationId, rows.map(({ id }) => id), rows.map(({ customerId }) => customerId)],
      );
    },

    /** Forgets a party: the next meeting is the first again. */
    async forgetParty(id: string): Promise<void> {
      await db.query('delete from platform.party where id = $1', [id]);
    },

    /** Gives one customer's identities and parties to another, each with whose it was. */
    async move(from: string, to: string): Promise<void> {
      await db.query('update crm.identity set customer_id = $2, origin_customer_id = coalesce(origin_customer_id, $1) where customer_id = $1', [from, to]);
      await db.query('update platform.party set customer_id = $2 where customer_id = $1', [from, to]);
    },

    /** Gives the identities and parties of these origins back to one customer from another; answers which. */
    async giveBack(to: string, origins: readonly string[], from: string): Promise<string[]> {
      const [rows] = await db.query<[{ id: string }[], number]>(
        'update crm.identity set customer_id = $1, origin_customer_id = nullif(origin_customer_id, $1) where customer_id = $3 and origin_customer_id = any($2) returning id',
        [to, origins, from],
      );
      const ids = rows.map(({ id }) => id);
      await db.query('update platform.party set customer_id = $2 where id = any($1)', [ids, to]);
      return ids;
    },

    /** Writes a change to the table and the row. */
    async change(identity: Identity, change: Partial<Pick<Identity, 'verifiedAt' | 'verifiedById'>>): Promise<Identity> {
      await this.update({ id: identity.id }, change);
      return Object.assign(identity, change);
    },
  });
