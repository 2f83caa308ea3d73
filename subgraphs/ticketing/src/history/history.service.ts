import { auditAll, bulk, emitAll, meetAll, partyId, Refused, type Context, type MetParty, type Party, type PastAudit, type PastEvent } from '@deskgraph/kit';
import { MessageDelivery, MessageKind, type Message } from '../message/message.entity.js';
import { addAll as addMessages, messageIdOf } from '../message/message.service.js';
import { TicketEventKind, type TicketEvent } from '../ticket-event/ticket-event.entity.js';
import { addAll as addHistory } from '../ticket-event/ticket-event.service.js';
import { TicketChannel, TicketPriority, TicketStatus, type Ticket } from '../ticket/ticket.entity.js';
import { isOver } from '../ticket/ticket.policy.js';
import { addAll as addTickets, differences, peopleOf, shown, tagsOf, topicOf, unknown } from '../ticket/ticket.service.js';
import type { PastReply, PastTicket, PastTicketChange, PastTicketDeed } from './history.inputs.js';

/** A ticket while what was said and done about it is said and done again. */
interface Replay {
  readonly ctx: Context;
  readonly ticket: Omit<Ticket, 'number'>;
  readonly said: Message[];
  readonly history: TicketEvent[];
  readonly events: PastEvent[];
  readonly audits: PastAudit[];
}

/** Something that came from outside: as a mail, or written down by a member. */
interface Arrival {
  readonly text: string;
  readonly messageId: string | null;
  readonly at: Date;
  readonly authorId?: string | null;
  readonly topic?: 'message.received' | 'message.recorded';
}

/** How long the mail server took over a reply of the past. */
const sendingMs = 2000;

/**
 * Takes in tickets of the past with all that was said and done about them, for the house itself. What was answered was sent then, and is not sent again.
 * Tickets that are known change nothing.
 */
export function importAll(ctx: Context, rows: readonly PastTicket[]): Promise<number> {
  return bulk(ctx, rows, async tx => {
    const added = await unknown(tx, rows);
    const met = await meetAll(tx, added.flatMap(row => {
      const party = requesterOf(row);
      return party ? [{ ...party, at: row.at }] : [];
    }));
    const replays = added.map(row => replay(tx, row, met));
    await addTickets(tx, replays.map(({ ticket }) => ticket));
    await addMessages(tx, replays.flatMap(({ said }) => said));
    await addHistory(tx, replays.flatMap(({ history }) => history));
    await emitAll(tx, replays.flatMap(({ events }) => events));
    await auditAll(tx, replays.flatMap(({ audits }) => audits));
    return added.length;
  });
}

/** What tickets of the past are by now and what was said and done about them, as it is stored: for whoever loads more of them than the verb can, and past it. */
export function replayAll(ctx: Context, rows: readonly PastTicket[], met: ReadonlyMap<string, MetParty>): Pick<Replay, 'ticket' | 'said' | 'history'>[] {
  return rows.map(row => replay(ctx, row, met));
}

function replay(ctx: Context, row: PastTicket, met: ReadonlyMap<string, MetParty>): Replay {
  const party = requesterOf(row);
  const begun = begin(ctx, row, (party && met.get(partyId(ctx.viewer.organizationId, party))) ?? null);
  for (const deed of row.deeds) {
    if (deed.at <= begun.ticket.activeAt) throw new Refused('INVALID', 'What was done about a ticket must be given in its order.', 'deeds');
    act(begun, deed);
  }
  return begun;
}

function requesterOf({ requesterAddress: value, requesterName: name }: PastTicket): Party | null {
  return value === null ? null : { kind: 'MAIL', value, name };
}

function begin(ctx: Context, row: PastTicket, party: MetParty | null): Replay {
  const { id, subject, text, at, requesterName, requesterAddress, mailboxId, messageId, memberId } = row;
  const { organizationId } = ctx.viewer;
  const ticket = {
    organizationId, id, subject, status: TicketStatus.OPEN, priority: TicketPriority[row.priority], channel: TicketChannel[row.channel], tags: tagsOf(row.tags, 'tags'), assigneeId: null, teamId: null,
    partyId: party?.id ?? null, customerId: party?.customerId ?? null, requesterName, requesterAddress, mailboxId, mergedIntoId: null, previousId: null, version: 1, createdAt: at, changedAt: at, activeAt: at, activeById: null, resolvedAt: null,
  };
  const replay: Replay = { ctx, ticket, said: [], history: [], events: [], audits: [] };
  replay.history.push({ organizationId, id: ctx.newId(at), ticketId: id, kind: TicketEventKind.CREATED, from: null, to: subject.slice(0, 500), memberId, at });
  replay.events.push({ topic: 'ticket.created', subjectId: id, related: peopleOf(ticket), at });
  receive(replay, { text, messageId, at, authorId: memberId, topic: ticket.channel === TicketChannel.MAIL ? 'message.received' : 'message.recorded' });
  if (ticket.channel !== TicketChannel.MAIL) replay.audits.push({ action: 'ticket.create', subjectId: id, after: { channel: ticket.channel, priority: row.priority, mailboxId }, at });
  return replay;
}

function act(replay: Replay, deed: PastTicketDeed): void {
  const { ticket, audits } = replay;
  if (deed.verb === 'receive') return receive(replay, deed);
  if (deed.verb === 'reply') return reply(replay, deed);
  if (deed.verb === 'note') {
    const { id } = say(replay, deed.at, { kind: MessageKind.NOTE, text: deed.text, authorId: deed.memberId });
    replay.events.push({ topic: 'message.noted', subjectId: id, related: [ticket.id], at: deed.at });
    audits.push({ action: 'message.note', subjectId: id, after: { ticketId: ticket.id, attachmentIds: [] }, at: deed.at });
    return;
  }
  const before = shown(ticket);
  alter(replay, changeOf(deed, ticket), deed.memberId, deed.at);
  audits.push({ action: `ticket.${deed.verb}`, subjectId: ticket.id, before, after: shown(ticket), at: deed.at });
}

/** Adds what came from outside: whoever waited for it is on turn. */
function receive(replay: Replay, { text, messageId, at, authorId = null, topic = 'message.received' }: Arrival): void {
  const { ticket } = replay;
  if (ticket.status === TicketStatus.CLOSED) throw new Refused('INVALID', 'What is written to a closed ticket begins a new one.', 'deeds');
  const { id } = say(replay, at, { kind: MessageKind.INBOUND, text, messageId, authorId, authorName: ticket.requesterName, authorAddress: ticket.requesterAddress });
  replay.events.push({ topic, subjectId: id, related: [...peopleOf(ticket), ticket.id], at });
  if (ticket.status !== TicketStatus.OPEN) turn(replay, TicketStatus.OPEN, null, at);
}

function reply(replay: Replay, { text, memberId, status, at }: PastReply): void {
  const { ticket, ctx } = replay;
  if (ticket.requesterAddress === null || ticket.mailboxId === null) throw new Refused('TICKET_NO_ADDRESS', 'There is no address to reply to, or no mailbox to reply from.', 'deeds');
  const sentAt = new Date(at.getTime() + sendingMs);
  const message = say(replay, at, { kind: MessageKind.REPLY, text, authorId: memberId, recipientAddress: ticket.requesterAddress, recipientName: ticket.requesterName, delivery: MessageDelivery.SENT, sentAt });
  Object.assign(message, { messageId: messageIdOf(ctx, message.id) });
  const people = peopleOf(ticket);
  replay.events.push(
    { topic: 'message.queued', subjectId: message.id, related: [ticket.id, ...people], at },
    { topic: 'message.sent', subjectId: message.id, related: [...people, ticket.id], at: sentAt },
  );
  replay.audits.push({ action: 'message.reply', subjectId: message.id, after: { ticketId: ticket.id, attachmentIds: [], mailboxId: ticket.mailboxId }, at });
  turn(replay, TicketStatus[status], memberId, at);
}

function turn(replay: Replay, status: TicketStatus, memberId: string | null, at: Date): void {
  alter(replay, { status, resolvedAt: isOver(status) ? (replay.ticket.resolvedAt ?? at) : null }, memberId, at);
}

function alter({ ctx, ticket, history, events }: Replay, change: Partial<Ticket>, memberId: string | null, at: Date): void {
  const parts = differences(ticket, change);
  if (parts.length === 0) return;
  const { status } = ticket;
  Object.assign(ticket, change, { version: ticket.version + 1, changedAt: at, activeAt: at });
  history.push(...parts.map(part => ({ ...part, organizationId: ticket.organizationId, id: ctx.newId(at), ticketId: ticket.id, memberId, at })));
  events.push({ topic: topicOf(status, ticket.status), subjectId: ticket.id, related: peopleOf(ticket), at });
}

/** What of the ticket a deed makes other. */
function changeOf({ assigneeId, teamId, status, priority, tags, at }: PastTicketChange, ticket: Replay['ticket']): Partial<Ticket> {
  const next = status && TicketStatus[status];
  return {
    ...(assigneeId === undefined ? {} : { assigneeId }),
    ...(teamId === undefined ? {} : { teamId }),
    ...(next ? { status: next, resolvedAt: isOver(next) ? (ticket.resolvedAt ?? at) : null } : {}),
    ...(priority ? { priority: TicketPriority[priority] } : {}),
    ...(tags ? { tags: tagsOf(tags, 'tags') } : {}),
  };
}

function say({ ctx, ticket, said }: Replay, at: Date, content: Partial<Message> & Pick<Message, 'kind' | 'text'>): Message {
  const row: Message = {
    authorId: null, authorName: null, authorAddress: null, recipientAddress: null, recipientName: null, html: null, hasHtml: false, hasQuote: false, isAutomatic: false, messageId: null, inboundMailId: null, delivery: null, deliveryReason: null, sentAt: null,
    ...content, organizationId: ticket.organizationId, id: ctx.newId(at), ticketId: ticket.id, originId: ticket.id, createdAt: at,
  };
  said.push(row);
  ticket.activeAt = at;
  return row;
}
