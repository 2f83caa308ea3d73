import { askedWords, insertAll, isUuid, unknownAmong, type Context, type Viewer } from '@deskgraph/kit';
import { In, IsNull, Not } from 'typeorm';
import { Ticket, TicketStatus } from './ticket.entity.js';
import type { TicketFilter } from './ticket.inputs.js';

/** What of a ticket may change. */
export type TicketChange = Partial<Pick<Ticket, 'subject' | 'status' | 'priority' | 'tags' | 'assigneeId' | 'teamId' | 'customerId' | 'mailboxId' | 'mergedIntoId' | 'resolvedAt'>>;

/** How many tickets a customer has. */
export interface TicketCount {
  readonly customerId: string;
  readonly count: number;
}

/** The tickets' SQL, bound to the context's transaction. */
export const tickets = ({ db, viewer, now }: Context) =>
  db.getRepository(Ticket).extend({
    /** The rows `ticketPolicy.read` allows, said in SQL. */
    visible() {
      const query = this.createQueryBuilder('ticket');
      return viewer.may('ticket.read') ? query : query.where('false');
    },

    /** The visible rows a filter asks for. */
    matching({ ids, number, statuses, priorities, channel, assigneeId, isMine, isAssigned, teamId, customerId, mailboxId, tags, search, ...instants }: TicketFilter) {
      const query = this.visible();
      const isOne = (column: string, value: string): void => void query.andWhere(isUuid(value) ? `ticket.${column} = :${column}` : 'false', { [column]: value });
      if (ids) query.andWhere('ticket.id = any(:ids)', { ids: ids.filter(id => isUuid(id)) });
      if (number !== null && number !== undefined) query.andWhere('ticket.number = :number', { number });
      if (number === null || number === undefined) query.andWhere('ticket.mergedIntoId is null');
      if (statuses) query.andWhere('ticket.status = any(:statuses)', { statuses });
      if (priorities) query.andWhere('ticket.priority = any(:priorities)', { priorities });
      if (channel) query.andWhere('ticket.channel = :channel', { channel });
      if (assigneeId) isOne('assigneeId', assigneeId);
      if (isMine !== null && isMine !== undefined) query.andWhere(`ticket.assigneeId is ${isMine ? 'not ' : ''}distinct from :viewerId`, { viewerId: viewer.memberId });
      if (isAssigned !== null && isAssigned !== undefined) query.andWhere(`ticket.assigneeId is ${isAssigned ? 'not ' : ''}null`);
      if (teamId) isOne('teamId', teamId);
      if (customerId) isOne('customerId', customerId);
      if (mailboxId) isOne('mailboxId', mailboxId);
      if (tags) query.andWhere('ticket.tags @> :tags', { tags: tags.map(tag => tag.toLowerCase()) });
      if (search) askedWords(search).forEach((word, at) => query.andWhere(`ticket.id in (${found(`word${String(at)}`, numberOf(word))})`, { [`word${String(at)}`]: word }));
      const { createdFrom, createdBefore, resolvedFrom, resolvedBefore } = instants;
      if (createdFrom) query.andWhere('ticket.createdAt >= :createdFrom', { createdFrom });
      if (createdBefore) query.andWhere('ticket.createdAt < :createdBefore', { createdBefore });
      if (resolvedFrom) query.andWhere('ticket.resolvedAt >= :resolvedFrom', { resolvedFrom });
      if (resolvedBefore) query.andWhere('ticket.resolvedAt < :resolvedBefore', { resolvedBefore });
      return query;
    },

    byId(id: string): Promise<Ticket | null> {
      return isUuid(id) ? this.findOneBy({ id }) : Promise.resolve(null);
    },

    /** Locks a ticket. */
    lock(id: string): Promise<Ticket | null> {
      return isUuid(id) ? this.findOne({ where: { id }, lock: { mode: 'pessimistic_write' } }) : Promise.resolve(null);
    },

    /** The ticket that somebody began last at a mailbox because another was closed, and is not closed itself or was merged; null for none. */
    lastAfter(previousId: string, mailboxId: string, requesterAddress: string): Promise<Ticket | null> {
      return this.findOne({ where: [{ status: Not(TicketStatus.CLOSED) }, { mergedIntoId: Not(IsNull()) }].map(how => ({ previousId, mailboxId, requesterAddress, ...how })), order: { number: 'DESC' } });
    },

    /** The next number of the organization, or the first of so many; taken for good when the transaction commits. */
    async nextNumber(count = 1): Promise<number> {
      const [row] = await db.query<{ last: number }[]>(
        'insert into ticketing.counter (organization_id, last) values ($1, 1000 + $2) on conflict (organization_id) do update set last = ticketing.counter.last + $2 returning last',
        [viewer.organizationId, count],
      );
      return (row?.last ?? count) - count + 1;
    },

    /** Those of some rows that are not there yet. */
    unknown<Row extends { readonly id: string }>(rows: readonly Row[]): Promise<Row[]> {
      return unknownAmong({ db, viewer }, Ticket, rows);
    },

    /** Inserts tickets. */
    addAll(rows: readonly Ticket[]): Promise<void> {
      return insertAll({ db }, Ticket, rows);
    },

    /** Writes a change to the table and the row, as the ticket's next version. */
    async change(ticket: Ticket, change: TicketChange): Promise<Ticket> {
      const next = { ...change, version: ticket.version + 1, changedAt: now(), activeAt: now(), activeById: actorOf(viewer) };
      await this.update({ id: ticket.id }, next);
      return Object.assign(ticket, next);
    },

    /** Notes that something was said. */
    async touch(ticket: Ticket): Promise<void> {
      const active = { activeAt: now(), activeById: actorOf(viewer) };
      await this.update({ id: ticket.id }, active);
      Object.assign(ticket, active);
    },

    /** Points what was merged into one ticket to another, or some of it: the chain is one step long. */
    async repoint(fromId: string, toId: string, ids?: readonly string[]): Promise<void> {
      await this.update({ mergedIntoId: fromId, ...(ids && { id: In(ids) }) }, { mergedIntoId: toId });
    },

    /** What came into one ticket with another that was merged into it: what was merged into that before, and what into those. */
    async broughtBy(id: string, targetId: string): Promise<string[]> {
      const into = `(select e."to" from ticketing.ticket_event e where e.organization_id = t.organization_id and e.ticket_id = t.id and e.kind = 'MERGED_INTO' order by e.at desc, e.id desc limit 1)`;
      const rows = await db.query<{ id: string }[]>(
        `with recursive part (id) as (select $1::uuid union select t.id from part join ticketing.ticket t on t.merged_into_id = $2 and ${into} = part.id::text) select id from part where id <> $1`,
        [id, targetId],
      );
      return rows.map(row => row.id);
    },

    /** Takes tickets out of a team, or from an assignee who is gone; answers which. */
    async release(column: 'team_id' | 'assignee_id', id: string): Promise<string[]> {
      return ids(await db.query(`update ticketing.ticket set ${column} = null, version = version + 1, changed_at = $2 where ${column} = $1 returning id`, [id, now()]));
    },

    /** Says of a party's tickets whose they are; answers those that changed. */
    async identify(partyId: string, customerId: string): Promise<string[]> {
      return ids(await db.query('update ticketing.ticket set customer_id = $2, version = version + 1, changed_at = $3 where party_id = $1 and customer_id is distinct from $2 returning id', [partyId, customerId, now()]));
    },

    /** Gives a customer's tickets to another; answers which. */
    async reassign(fromId: string, toId: string): Promise<string[]> {
      return ids(await db.query('update ticketing.ticket set customer_id = $2, version = version + 1, changed_at = $3 where customer_id = $1 returning id', [fromId, toId, now()]));
    },

    /** The visible tickets of each of these customers that were last active. */
    newestOf(customerIds: readonly string[], count: number): Promise<Ticket[]> {
      const ranked = `select id from (select id, row_number() over (partition by customer_id order by active_at desc, id desc) as rank from ticketing.ticket where customer_id = any(:customerIds) and merged_into_id is null) r where rank <= :count`;
      return this.visible().andWhere(`ticket.id = any(array(${ranked}))`, { customerIds, count }).orderBy('ticket.activeAt', 'DESC').addOrderBy('ticket.id', 'DESC').getMany();
    },

    /** How many visible tickets each of these customers has. */
    countOf(customerIds: readonly string[]): Promise<TicketCount[]> {
      const query = this.visible().select('ticket.customerId', 'customerId').addSelect('count(*)::integer', 'count');
      return query.andWhere('ticket.customerId = any(:customerIds)', { customerIds }).andWhere('ticket.mergedIntoId is null').groupBy('ticket.customerId').getRawMany<TicketCount>();
    },
  });

/** The person who does something; null for the house, and for keys, which nobody reads with. */
export function actorOf({ credential, memberId }: Viewer): string | null {
  return credential === 'SYSTEM' || credential === 'API_KEY' ? null : memberId;
}

/** The tickets of which a word begins like one that was asked for, or that have it as their number. */
function found(word: string, number: number | null): string {
  const hits = `select ticket_id from ticketing.term where term >= :${word} and term < :${word} || U&'\\+10FFFF'`;
  return number === null ? hits : `${hits} union all select id from ticketing.ticket where number = ${String(number)}`;
}

function numberOf(word: string): number | null {
  const digits = /^#?([1-9]\d{0,8})$/.exec(word)?.[1];
  return digits === undefined ? null : Number(digits);
}

function ids([rows]: [{ id: string }[], number]): string[] {
  return rows.map(({ id }) => id);
}
