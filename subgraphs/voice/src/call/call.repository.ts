import { insertAll, unknownAmong, type Context } from '@deskgraph/kit';
import { Call } from './call.entity.js';
import type { CallFilter } from './call.inputs.js';

/** The calls' SQL, bound to the context's transaction. */
export const calls = ({ db, viewer }: Context) =>
  db.getRepository(Call).extend({
    /** The rows `callPolicy.read` allows, said in SQL. */
    visible() {
      const query = this.createQueryBuilder('call');
      return viewer.may('call.read') ? query : query.where('false');
    },

    /** The visible rows a filter asks for. */
    matching({ state, direction, from, before }: CallFilter) {
      const query = this.visible();
      if (state) query.andWhere('call.state = :state', { state });
      if (direction) query.andWhere('call.direction = :direction', { direction });
      if (from) query.andWhere('call.startedAt >= :from', { from });
      if (before) query.andWhere('call.startedAt < :before', { before });
      return query;
    },

    /** Locks a call by the switchboard's name for it. */
    lockExternal(connectionId: string, externalId: string): Promise<Call | null> {
      return this.findOne({ where: { connectionId, externalId }, lock: { mode: 'pessimistic_write' } });
    },

    /** The next number of the organization, or the first of so many; taken for good when the transaction commits. */
    async nextNumber(count = 1): Promise<number> {
      const [row] = await db.query<{ last: number }[]>(
        'insert into voice.counter (organization_id, last) values ($1, $2) on conflict (organization_id) do update set last = voice.counter.last + $2 returning last',
        [viewer.organizationId, count],
      );
      return (row?.last ?? count) - count + 1;
    },

    /** Those of some rows that are not there yet. */
    unknown<Row extends { readonly id: string }>(rows: readonly Row[]): Promise<Row[]> {
      return unknownAmong({ db, viewer }, Call, rows);
    },

    /** Inserts calls. */
    addAll(rows: readonly Call[]): Promise<void> {
      return insertAll({ db }, Call, rows);
    },

    /** Gives a party's calls the customer it turned out to be; answers their ids. */
    async identify(partyId: string, customerId: string): Promise<string[]> {
      const [rows] = await db.query<[{ id: string }[], number]>('update voice.call set customer_id = $2 where party_id = $1 and customer_id is null returning id', [partyId, customerId]);
      return rows.map(({ id }) => id);
    },

    /** Gives one customer's calls to another. */
    async move(from: string, to: string): Promise<void> {
      await this.update({ customerId: from }, { customerId: to });
    },

    /** Writes a change to the table and the row. */
    async change(call: Call, change: Partial<Pick<Call, 'state' | 'sequence' | 'answeredAt' | 'endedAt'>>): Promise<Call> {
      await this.update({ id: call.id }, change);
      return Object.assign(call, change);
    },
  });
