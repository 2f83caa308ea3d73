import { createHmac } from 'node:crypto';
import { audit, emit, enqueue, once, Refused, transact, type Context, type Transaction } from '@deskgraph/kit';
import { claim } from '../attachment/attachment.service.js';
import type { InboundMail } from '../inbound-mail/inbound-mail.entity.js';
import { domainOf, holdSender } from '../mailbox/mailbox.service.js';
import type { TicketingPorts } from '../ports.js';
import { TicketStatus, type Ticket } from '../ticket/ticket.entity.js';
import { change, own, peopleOf, touch, turn } from '../ticket/ticket.service.js';
import { MessageKind, MessageDelivery, type Message } from './message.entity.js';
import type { MessageNoteInput, MessageReplyInput } from './message.inputs.js';
import { messages, type MessageTally } from './message.repository.js';

const mostIds = 20;
/** How long HTML may be once it is harmless, as links grow by that, and how long the text it says. */
const [longestHtml, longestText] = [200_000, 100_000];

/** The job that carries replies out. */
export const sendJob = 'ticketing.send';

/** Answers whoever asked: the reply is stored and queued with all that goes along, and nothing of it can change any more. */
export function reply(ctx: Context, input: MessageReplyInput): Promise<Message> {
  const words = wordsOf(ctx, input);
  return say(ctx, input, 'reply', async (tx, ticket) => {
    const { requesterAddress: recipientAddress, requesterName: recipientName } = ticket;
    await holdMailbox(tx, ticket);
    const message = await add(tx, ticket, { kind: MessageKind.REPLY, ...words, recipientAddress, recipientName, delivery: MessageDelivery.QUEUED });
    await claim(tx, ticket.id, message.id, input.attachmentIds);
    await enqueue(tx, sendJob, message.id, { key: message.id, urgent: true });
    await emit(tx, 'message.queued', message.id, { related: [ticket.id, ...peopleOf(ticket)] });
    await turn(tx, ticket, TicketStatus[input.status]);
    return message;
  });
}

/** Notes something for other members. */
export function note(ctx: Context, input: MessageNoteInput): Promise<Message> {
  const words = wordsOf(ctx, input);
  return say(ctx, input, 'note', async (tx, ticket) => {
    const message = await add(tx, ticket, { kind: MessageKind.NOTE, ...words });
    await claim(tx, ticket.id, message.id, input.attachmentIds);
    await emit(tx, 'message.noted', message.id, { related: [ticket.id] });
    return message;
  });
}

/** Adds what came from outside to a locked ticket, as a mail or written down, and tells. */
export async function receive(tx: Transaction, ticket: Ticket, content: Partial<Message> & Pick<Message, 'text'>): Promise<Message> {
  const message = await add(tx, ticket, { ...content, kind: MessageKind.INBOUND });
  const related = [...peopleOf(ticket), ticket.id];
  if (message.inboundMailId === null) await emit(tx, 'message.recorded', message.id, { related });
  else await emit(tx, 'message.received', message.id, { related });
  return message;
}

/** Adds messages of tickets of the past. */
export function addAll(tx: Transaction, rows: readonly Message[]): Promise<void> {
  return messages(tx).addAll(rows);
}

/** A message of the transaction's organization. */
export function byId(tx: Transaction, id: string): Promise<Message | null> {
  return messages(tx).byId(id);
}

/** Locks a message of the transaction's organization. */
export function lock(tx: Transaction, id: string): Promise<Message | null> {
  return messages(tx).lock(id);
}

/** Notes how far a locked reply is. */
export function deliver(tx: Transaction, message: Message, change: Partial<Pick<Message, 'delivery' | 'deliveryReason' | 'sentAt'>>): Promise<Message> {
  return messages(tx).change(message, change);
}

/** The Message-IDs of what was said before something in its ticket, the newest first; at most 20. */
export function idsBefore(tx: Transaction, message: Message): Promise<string[]> {
  return messages(tx).idsBefore(message, mostIds);
}

/** The HTML a member's reply has, if any. */
export async function htmlOf(tx: Transaction, id: string): Promise<string | null> {
  return (await messages(tx).htmlOf([id]))[0]?.html ?? null;
}

/** How much was said in a ticket, as far as the viewer may read it. */
export function tally(ctx: Context, ticketId: string): Promise<MessageTally> {
  return messages(ctx).tally(ticketId);
}

/** Whether a mail is a message already. */
export function isTaken(tx: Transaction, inboundMailId: string): Promise<boolean> {
  return messages(tx).ofMail(inboundMailId);
}

/** Whether a Message-ID is that of a reply of the organization. */
export function isReply(tx: Transaction, messageId: string): Promise<boolean> {
  return messages(tx).existsBy({ messageId, kind: MessageKind.REPLY });
}

/** The messages a mail refers to, the one it names first first. */
export async function referred(tx: Transaction, messageIds: readonly string[]): Promise<Message[]> {
  if (messageIds.length === 0) return [];
  const found = await messages(tx).ofIds(messageIds);
  return found.sort((a, b) => messageIds.indexOf(a.messageId ?? '') - messageIds.indexOf(b.messageId ?? ''));
}

/** The messages of mails to a mailbox that came before what they answer to. */
export function naming(tx: Transaction, { messageId, mailboxId }: Pick<InboundMail, 'messageId' | 'mailboxId'>): Promise<Message[]> {
  return messages(tx).naming(messageId, mailboxId);
}

/** Gives all messages of a ticket to another, or back to one those that came from some. */
export function move(tx: Transaction, fromId: string, toId: string, originIds?: readonly string[]): Promise<number> {
  return messages(tx).move(fromId, toId, originIds);
}

/** The Message-ID of a reply: nobody can guess it. */
export function messageIdOf(ctx: Context, id: string): string {
  const mark = createHmac('sha256', ctx.key('message-id')).update(id).digest('hex').slice(0, 24);
  return `<${id}.${mark}@${domainOf(ctx)}>`;
}

/** What is to be said: the text alone, or harmless HTML and the text made of it. */
function wordsOf(ctx: Context, { text, html }: Pick<MessageNoteInput, 'text' | 'html'>): Pick<Message, 'text' | 'html' | 'hasHtml'> {
  const given = [text, html].filter(words => words !== null && words !== undefined);
  if (given.length !== 1) throw new Refused('INVALID', given.length === 0 ? 'Say something, as text or as html.' : 'Give the text or the html, not both.', 'text');
  if (typeof text === 'string') return { text, html: null, hasHtml: false };
  const clean = (ctx.ports as TicketingPorts).htmlCleaner.clean(html ?? '');
  if (clean.text === '') throw new Refused('INVALID', 'Nothing is said in it that can be sent. Write some words.', 'html');
  if (clean.html.length > longestHtml || clean.text.length > longestText) throw new Refused('INVALID', 'It has more than 200,000 characters once it is made harmless, or more than 100,000 as plain text. Say it in parts.', 'html');
  return { ...clean, hasHtml: true };
}

async function add(tx: Transaction, ticket: Ticket, content: Partial<Message> & Pick<Message, 'text' | 'kind'>): Promise<Message> {
  const { organizationId, credential, memberId } = tx.viewer;
  const id = tx.newId();
  const row = messages(tx).create({
    authorId: credential === 'SYSTEM' ? null : memberId, authorName: null, authorAddress: null, recipientAddress: null, recipientName: null, html: null, hasHtml: false, hasQuote: false, isAutomatic: false, inboundMailId: null, delivery: null,
    deliveryReason: null, sentAt: null, createdAt: tx.now(), ...content, organizationId, id, ticketId: ticket.id, originId: ticket.id, messageId: content.kind === MessageKind.REPLY ? messageIdOf(tx, id) : (content.messageId ?? null),
  });
  await messages(tx).insert(row);
  await touch(tx, ticket);
  return row;
}

/** Holds the mailbox that a locked ticket is answered from. Where it has none (any more), or one that is off, it gets the organization's first. */
async function holdMailbox(tx: Transaction, ticket: Ticket): Promise<void> {
  const mailbox = await holdSender(tx, ticket.mailboxId);
  if (!mailbox) throw new Refused('TICKET_NO_MAILBOX', 'There is no mailbox to reply from. Connect one in the settings, or write a note.', 'ticketId');
  if (mailbox.id !== ticket.mailboxId) await change(tx, ticket, { mailboxId: mailbox.id });
}

function say(ctx: Context, input: MessageNoteInput, verb: 'reply' | 'note', work: (tx: Transaction, ticket: Ticket) => Promise<Message>): Promise<Message> {
  return transact(ctx, tx => once(tx, input, id => messages(tx).byId(id), async () => {
    const ticket = await own(tx, { id: input.ticketId }, verb, 'ticketId');
    const message = await work(tx, ticket);
    const from = verb === 'reply' ? { mailboxId: ticket.mailboxId } : {}; // a reply may bind its ticket to another
    await audit(tx, `message.${verb}`, message.id, { after: { ticketId: ticket.id, attachmentIds: input.attachmentIds, ...from } });
    return message;
  }));
}
