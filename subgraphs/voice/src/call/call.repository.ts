import { insertAll, isUuid, unknownAmong, type Context } from '@deskgraph/kit';
import { Call } from './call.entity.js';
import type { CallFilter } from './call.inputs.js';

/** How many calls are about a ticket. */
export interface CallCount {
  readonly ticketId: string;
  readonly count: number;
}

/** A call, and whom and what it concerns. */
export type Concerning = Pick<Call, 'id' | 'partyId' | 'customerId' | 'ticketId'>;

/** What of a call may change. */
export type CallChange = Partial<Pick<Call, 'state' | 'sequence' | 'answeredAt' | 'endedAt' | 'isEndLost' | 'ticketId' | 'originTicketId'>>;

/** The calls' SQL, bound to the context's transaction. */
export const calls = ({ db, viewer, now }: Context) =>
  db.getRepository(Call).extend({
    /** The rows `callPolicy.read` allows, said in SQL. */
    visible() {
      const query = this.createQueryBuilder('call');
      return viewer.may('call.read') ? query : query.where('false');
    },

    /** The visible rows a filter asks for. */
    matching({ ids, state, direction, customerId, ticketId, from, before }: CallFilter) {
      const query = this.visible();
      if (ids) query.andWhere('call.id = any(:ids)', { ids: ids.filter(isUuid) });
      if (state) query.andWhere('call.state = :state', { state });
      if (direction) query.andWhere('call.direction = :direction', { direction });
      if (customerId) query.andWhere(isUuid(customerId) ? 'call.customerId = :customerId' : 'false', { customerId });
      if (ticketId) query.andWhere(isUuid(ticketId) ? 'call.ticketId = :ticketId' : 'false', { ticketId });
      if (from) query.andWhere('call.startedAt >= :from', { from });
      if (before) query.andWhere('call.startedAt < :before', { before });
      return query;
    },

    byId(id: string): Promise<Call | null> {
      return this.findOneBy({ id });
    },

    /** Locks a call. */
    lock(id: string): Promise<Call | null> {
      return isUuid(id) ? this.findOne({ where: { id }, lock: { mode: 'pessimistic_write' } }) : Promise.resolve(null);
    },

    /** The newest visible calls of each of these customers, or about each of these tickets. */
    newestBy(noun: 'customer' | 'ticket', ids: readonly string[], count: number): Promise<Call[]> {
      const ranked = `select id from (select id, row_number() over (partition by ${noun}_id order by started_at desc, id desc) as rank from voice.call where ${noun}_id = any(:ids)) r where rank <= :count`;
      return this.visible().andWhere(`call.id = any(array(${ranked}))`, { ids, count }).orderBy('call.startedAt', 'DESC').addOrderBy('call.id', 'DESC').getMany();
    },

    /** How many visible calls are about each of these tickets; none for none. */
    countByTicket(ids: readonly string[]): Promise<CallCount[]> {
      return this.visible().andWhere('call.ticketId = any(:ids)', { ids }).select('call.ticketId', 'ticketId').addSelect('count(*)::integer', 'count').groupBy('call.ticketId').getRawMany();
    },

    /** Gives the calls about one ticket to another, each with where it came from; answers their ids. */
    async follow(from: string, to: string): Promise<string[]> {
      return ids(await db.query('update voice.call set ticket_id = $2, origin_ticket_id = coalesce(origin_ticket_id, $1) where ticket_id = $1 returning id', [from, to]));
    },

    /** Gives back what came from one ticket to another; answers the ids. */
    async giveBack(origin: string, from: string): Promise<string[]> {
      return ids(await db.query('update voice.call set ticket_id = $1, origin_ticket_id = null where ticket_id = $2 and origin_ticket_id = $1 returning id', [origin, from]));
    },

    /** Ends calls that ring since before an instant, or were answered before another, so many at most: their ends were lost. */
    async giveUp(rangBefore: Date, answeredBefore: Date, most: number): Promise<Concerning[]> {
      const [rows] = await db.query<[Concerning[], number]>(
        `update voice.call set state = case state when 'RINGING' then 'MISSED' else 'ENDED' end, ended_at = $1, is_end_lost = true
         where id in (select id from voice.call where (case when ended_at is null then 'infinity' else ended_at end) = 'infinity'
           and (state = 'RINGING' and started_at < $2 or state = 'ANSWERED' and answered_at < $3) order by id limit $4 for update skip locked)
         returning id, party_id as "partyId", customer_id as "customerId", ticket_id as "ticketId"`,
        [now(), rangBefore, answeredBefore, most],
      );
      return rows;
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
      return ids(await db.query('update voice.call set customer_id = $2 where party_id = $1 and customer_id is distinct from $2 returning id', [partyId, customerId]));
    },

    /** Gives one customer's calls to another; answers their ids. */
    async move(from: string, to: string): Promise<string[]> {
      return ids(await db.query('update voice.call set customer_id = $2 where customer_id = $1 returning id', [from, to]));
    },

    /** Writes a change to the table and the row. */
    async change(call: Call, change: CallChange): Promise<Call> {
      await this.update({ id: call.id }, change);
      return Object.assign(call, change);
    },
  });

function ids([rows]: [{ id: string }[], number]): string[] {
  return rows.map(({ id }) => id);
}
