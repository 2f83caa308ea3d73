import { audit, authorize, emit, emitEach, once, page, Refused, transact, type Context, type Page, type PageArgs, type Transaction } from '@deskgraph/kit';
import { index, reindex } from '../search/search.service.js';
import { TicketEventKind } from '../ticket-event/ticket-event.entity.js';
import { note, noteAll } from '../ticket-event/ticket-event.service.js';
import { TicketPriority, TicketStatus, type Ticket } from './ticket.entity.js';
import { TicketOrderField, type TicketChangePriorityInput, type TicketChangeStatusInput, type TicketFilter, type TicketOrder, type TicketRenameInput, type TicketTagInput, type TicketVerbInput } from './ticket.inputs.js';
import { isLegal, isOver, ticketPolicy, type TicketVerb } from './ticket.policy.js';
import { actorOf, tickets, type TicketChange } from './ticket.repository.js';

const mostTags = 20;
const tagShape = /^[\p{Ll}\p{Lo}\p{N}][\p{Ll}\p{Lo}\p{M}\p{N}_:.-]{0,39}$/u;

/** One page of the tickets the viewer may see. */
export function list(ctx: Context, filter: TicketFilter, { field, direction }: TicketOrder, args: PageArgs): Promise<Page<Ticket>> {
  const sorts = {
    [TicketOrderField.ACTIVE_AT]: { column: 'ticket.activeAt', value: (ticket: Ticket) => ticket.activeAt },
    [TicketOrderField.CREATED_AT]: { column: 'ticket.createdAt', value: (ticket: Ticket) => ticket.createdAt },
    [TicketOrderField.NUMBER]: { column: 'ticket.number', value: (ticket: Ticket) => ticket.number },
    [TicketOrderField.PRIORITY]: { column: 'ticket.priority', value: (ticket: Ticket) => ticket.priority },
  };
  return page(tickets(ctx).matching(filter), args, { ...sorts[field], direction });
}

/** Says whose turn it is. */
export function changeStatus(ctx: Context, input: TicketChangeStatusInput): Promise<Ticket> {
  return act(ctx, input, 'changeStatus', (tx, ticket) => turn(tx, ticket, input.status));
}

/** Says how much a ticket matters. */
export function changePriority(ctx: Context, input: TicketChangePriorityInput): Promise<Ticket> {
  return act(ctx, input, 'changePriority', (tx, ticket) => alter(tx, ticket, { priority: input.priority }));
}

/** Says in other words what a ticket is about. */
export function rename(ctx: Context, input: TicketRenameInput): Promise<Ticket> {
  return act(ctx, input, 'rename', async (tx, ticket) => {
    await alter(tx, ticket, { subject: input.subject });
    await reindex(tx, ticket);
  });
}

/** Puts tags on a ticket and takes others off. */
export function tag(ctx: Context, input: TicketTagInput): Promise<Ticket> {
  const add = tagsOf(input.add, 'add');
  const remove = new Set(input.remove.map(word => word.trim().toLowerCase()));
  return act(ctx, input, 'tag', async (tx, ticket) => {
    const tags = [...new Set([...ticket.tags, ...add])].filter(word => !remove.has(word)).sort();
    if (tags.length > mostTags) throw new Refused('INVALID', `A ticket has at most ${String(mostTags)} tags. Take some off first.`, 'add');
    await alter(tx, ticket, { tags });
  });
}

/** Tags in the one way they are written: each once, in lower case. */
export function tagsOf(words: readonly string[], field: string): string[] {
  const tags = words.map(word => word.trim().toLowerCase());
  const odd = tags.findIndex(word => !tagShape.test(word));
  if (odd >= 0) throw new Refused('INVALID', 'A tag is 1 to 40 letters, digits, -, _, : and ., and begins with a letter or digit.', `${field}.${String(odd)}`);
  return [...new Set(tags)].sort();
}

/** Locks a ticket that the viewer may do this to. Refuses one that has changed since it was looked at, and a merged one. */
export async function own(tx: Transaction, { id, version }: Pick<TicketVerbInput, 'id' | 'version'>, verb: TicketVerb, field = 'id'): Promise<Ticket> {
  const ticket = await tickets(tx).lock(id);
  admit(tx, ticket, verb, field);
  if (version !== null && version !== undefined && version !== ticket.version) {
    throw new Refused('CONFLICT', `It has changed since: you looked at version ${String(version)}, it is at ${String(ticket.version)}. Look again.`, 'version');
  }
  return ticket;
}

/** Refuses what the viewer may not do to a ticket, or nobody may to one as it is. */
export function admit(ctx: Context, ticket: Ticket | null, verb: TicketVerb, field = 'id'): asserts ticket is Ticket {
  authorize(ctx, ticketPolicy, verb, ticket, field);
  if (!isLegal(verb, ticket)) throw new Refused(...illegal(verb, ticket), field);
}

/** A ticket of the viewer's organization, whoever may see it. */
export function byId(ctx: Context, id: string): Promise<Ticket | null> {
  return tickets(ctx).byId(id);
}

/** The ticket that somebody began last at a mailbox because another was closed, and goes on; null for none. */
export function lastAfter(tx: Transaction, previousId: string, mailboxId: string, requesterAddress: string): Promise<Ticket | null> {
  return tickets(tx).lastAfter(previousId, mailboxId, requesterAddress);
}

/** Locks a ticket of the transaction's organization. */
export function lock(tx: Transaction, id: string): Promise<Ticket | null> {
  return tickets(tx).lock(id);
}

/** What a new ticket is. */
export type TicketContent = Pick<Ticket, 'subject' | 'priority' | 'channel' | 'tags' | 'assigneeId' | 'teamId' | 'partyId' | 'customerId' | 'requesterName' | 'requesterAddress' | 'mailboxId' | 'previousId'>;

/** Opens a ticket of what came in at a time, or now. */
export async function open(tx: Transaction, content: TicketContent, at = tx.now()): Promise<Ticket> {
  const row = tickets(tx).create({
    ...content, organizationId: tx.viewer.organizationId, id: tx.newId(), number: await tickets(tx).nextNumber(), status: TicketStatus.OPEN, mergedIntoId: null, version: 1, createdAt: at, changedAt: at, activeAt: at, activeById: actorOf(tx.viewer), resolvedAt: null,
  });
  await tickets(tx).insert(row);
  await index(tx, [row]);
  await note(tx, { ticketId: row.id, kind: TicketEventKind.CREATED, from: null, to: row.subject, at });
  await emit(tx, 'ticket.created', row.id, { related: peopleOf(row) });
  return row;
}

/** Makes it somebody's turn, and tells. */
export function turn(tx: Transaction, ticket: Ticket, status: TicketStatus): Promise<void> {
  const since = isOver(status) ? (ticket.resolvedAt ?? tx.now()) : null;
  return alter(tx, ticket, { status, resolvedAt: since });
}

/** Changes a locked ticket, writes its history, and tells; does nothing where nothing is other than it was. */
export async function alter(tx: Transaction, ticket: Ticket, change: TicketChange): Promise<void> {
  const { status } = ticket;
  const parts = differences(ticket, change);
  if (parts.length === 0) return;
  await tickets(tx).change(ticket, change);
  for (const part of parts) await note(tx, { ticketId: ticket.id, ...part });
  await emit(tx, topicOf(status, ticket.status), ticket.id, { related: peopleOf(ticket) });
}

/** What a change makes other than it was, as the history tells it. */
export function differences(ticket: Partial<Ticket>, change: TicketChange): { kind: TicketEventKind; from: string | null; to: string | null }[] {
  return Object.entries(kinds).map(([field, kind]) => ({ kind, from: said(ticket, field), to: Object.hasOwn(change, field) ? said(change, field) : said(ticket, field) })).filter(({ from, to }) => from !== to);
}

/** Those of some tickets that are not known yet. */
export function unknown<Row extends { readonly id: string }>(tx: Transaction, rows: readonly Row[]): Promise<Row[]> {
  return tickets(tx).unknown(rows);
}

/** Adds tickets of the past as they are by now, numbered in their order. */
export async function addAll(tx: Transaction, rows: readonly Omit<Ticket, 'number'>[]): Promise<void> {
  const first = rows.length === 0 ? 0 : await tickets(tx).nextNumber(rows.length);
  await tickets(tx).addAll(rows.map((row, place) => ({ ...row, number: first + place })));
  await index(tx, rows);
}

/** Changes a locked ticket; whoever does it writes its history, and tells. */
export function change(tx: Transaction, ticket: Ticket, change: TicketChange): Promise<Ticket> {
  return tickets(tx).change(ticket, change);
}

/** Notes that something was said in a locked ticket. Whoever says it tells. */
export function touch(tx: Transaction, ticket: Ticket): Promise<void> {
  return tickets(tx).touch(ticket);
}

/** Says of a party's tickets whose they are. */
export async function identify(tx: Transaction, partyId: string, customerId: string): Promise<void> {
  await emitEach(tx, 'ticket.changed', await tickets(tx).identify(partyId, customerId), { related: [customerId] });
}

/** Gives the tickets of a customer who was merged into another to that one. */
export async function reassign(tx: Transaction, fromId: string, toId: string): Promise<void> {
  await emitEach(tx, 'ticket.changed', await tickets(tx).reassign(fromId, toId), { related: [toId, fromId] });
}

/** Takes all tickets out of a team. */
export function leaveTeam(tx: Transaction, teamId: string): Promise<void> {
  return release(tx, 'team_id', TicketEventKind.TEAM, teamId);
}

/** Takes all tickets from somebody who is no member any more. */
export function leaveAssignee(tx: Transaction, memberId: string): Promise<void> {
  return release(tx, 'assignee_id', TicketEventKind.ASSIGNEE, memberId);
}

/** Points what was merged into a ticket to the one it goes on in, or some of it back. */
export function repoint(tx: Transaction, fromId: string, toId: string, ids?: readonly string[]): Promise<void> {
  return tickets(tx).repoint(fromId, toId, ids);
}

/** What came into one ticket with another that was merged into it. */
export function broughtBy(tx: Transaction, id: string, targetId: string): Promise<string[]> {
  return tickets(tx).broughtBy(id, targetId);
}

/** Whom a ticket's events concern beside itself: the party first, then the customer. */
export function peopleOf({ partyId, customerId }: Pick<Ticket, 'partyId' | 'customerId'>): string[] {
  return [partyId, customerId].filter(id => id !== null);
}

async function release(tx: Transaction, column: 'team_id' | 'assignee_id', kind: TicketEventKind, id: string): Promise<void> {
  const ids = await tickets(tx).release(column, id);
  await noteAll(tx, ids.map(ticketId => ({ ticketId, kind, from: id, to: null })));
  await emitEach(tx, 'ticket.changed', ids, { related: [id] });
}

function act(ctx: Context, input: TicketVerbInput, verb: TicketVerb, effect: (tx: Transaction, ticket: Ticket) => Promise<void>): Promise<Ticket> {
  return transact(ctx, tx => once(tx, input, id => tickets(tx).byId(id), async () => {
    const ticket = await own(tx, input, verb);
    const before = shown(ticket);
    await effect(tx, ticket);
    await audit(tx, `ticket.${verb}`, ticket.id, { before, after: shown(ticket) });
    return ticket;
  }));
}

/** What of a ticket its history tells, and under which name. */
const kinds: Readonly<Record<string, TicketEventKind>> = {
  subject: TicketEventKind.SUBJECT,
  status: TicketEventKind.STATUS,
  priority: TicketEventKind.PRIORITY,
  tags: TicketEventKind.TAGS,
  assigneeId: TicketEventKind.ASSIGNEE,
  teamId: TicketEventKind.TEAM,
};

function said(ticket: Partial<Ticket>, field: string): string | null {
  if (field === 'priority') return TicketPriority[ticket.priority ?? TicketPriority.NORMAL];
  if (field === 'tags') return ticket.tags?.join(' ') ?? null;
  return (ticket as Record<string, string | null>)[field] ?? null;
}

/** What the audit trail says of a ticket: no words of people. */
export function shown({ status, priority, tags, assigneeId, teamId, version }: Pick<Ticket, 'status' | 'priority' | 'tags' | 'assigneeId' | 'teamId' | 'version'>): Record<string, unknown> {
  return { status, priority: TicketPriority[priority], tags, assigneeId, teamId, version };
}

/** What is told when a ticket was so and is so now. */
export function topicOf(before: TicketStatus, after: TicketStatus): string {
  if (isOver(before) === isOver(after)) return 'ticket.changed';
  return isOver(after) ? 'ticket.resolved' : 'ticket.reopened';
}

function illegal(verb: TicketVerb, { mergedIntoId }: Ticket): [code: string, message: string] {
  if (verb === 'unmerge') return ['TICKET_NOT_MERGED', 'This ticket is not merged into another.'];
  if (mergedIntoId !== null) return ['TICKET_MERGED', `It was merged and goes on as ticket ${mergedIntoId}. Do it there.`];
  return ['TICKET_NO_ADDRESS', 'There is no address to reply to. Write a note instead.'];
}
