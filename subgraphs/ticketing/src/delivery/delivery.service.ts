import { emit, recordCall, Refused, transactAs, type Context, type JobContext, type JobOrder, type Transaction } from '@deskgraph/kit';
import { ProviderFailed, type MailAttachment, type OutboundMail, type ProviderCall } from '@deskgraph/ports';
import { ofMessage } from '../attachment/attachment.service.js';
import { hold } from '../mailbox/mailbox.service.js';
import { MessageDelivery, type Message } from '../message/message.entity.js';
import { byId, deliver, htmlOf, idsBefore, lock } from '../message/message.service.js';
import type { TicketingPorts } from '../ports.js';
import { TicketStatus, type Ticket } from '../ticket/ticket.entity.js';
import { isOver } from '../ticket/ticket.policy.js';
import { byId as ticketById, lock as lockTicket, peopleOf, turn } from '../ticket/ticket.service.js';

/** How long a References header may be; older ids are left out, as some servers cut it anywhere. */
const longestReferences = 1500;
const longestReason = 500;
/** How often it is tried to note that a reply was sent. */
const mostTries = 3;

/** A reply as it is to be sent, without the bytes of its files. */
interface Prepared {
  readonly mail: Omit<OutboundMail, 'attachments'>;
  readonly files: readonly { readonly id: string; readonly name: string; readonly type: string }[];
}

/** Sends a queued reply; it is SENT once the server took it, and never before. A refusal that no repeat can heal ends it as FAILED. */
export async function send(ctx: JobContext<TicketingPorts>, order: JobOrder): Promise<void> {
  const { organizationId, subjectId: id, jobId } = order;
  try {
    const prepared = await transactAs(ctx, organizationId, jobId, tx => prepare(tx, order));
    if (!prepared) return; // an earlier try of this job got it through
    const attachments = await Promise.all(prepared.files.map(file => read(ctx, organizationId, file)));
    await ctx.ports.mail.send({ ...prepared.mail, attachments }, { idempotencyKey: id, signal: ctx.signal, record: call => record(ctx, order, call) });
  } catch (error) {
    if (isFinal(error)) return giveUp(ctx, order, error);
    throw error;
  }
  await noteSent(ctx, order);
}

/** Ends a reply that cannot be sent, with the reason, and opens its ticket again: somebody has to know. */
export async function giveUp(ctx: Context, { organizationId, subjectId: id, jobId }: JobOrder, reason: unknown): Promise<void> {
  ctx.log.warn({ messageId: id, error: reason }, 'A reply could not be sent.');
  const told = reason instanceof ProviderFailed || reason instanceof Refused ? reason.message : 'It failed for a reason of ours. Reply once more.';
  await transactAs(ctx, organizationId, jobId, tx => finish(tx, id, { delivery: MessageDelivery.FAILED, deliveryReason: told.slice(0, longestReason) }));
}

/** Notes that a reply came back, and opens its ticket again. */
export async function bounce(tx: Transaction, messageId: string, reason: string): Promise<void> {
  await end(tx, messageId, MessageDelivery.SENT, { delivery: MessageDelivery.BOUNCED, deliveryReason: reason.slice(0, longestReason) });
}

/** Notes that the server took a reply, and tries that again from the start where somebody is in the way: once the job fails, its repeat sends the mail twice. */
async function noteSent(ctx: Context, { organizationId, subjectId: id, jobId }: JobOrder): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await transactAs(ctx, organizationId, jobId, tx => finish(tx, id, { delivery: MessageDelivery.SENT, deliveryReason: null, sentAt: tx.now() }));
    } catch (error) {
      if (tries === mostTries) throw error;
      ctx.log.warn({ messageId: id, error }, 'A reply was sent, and noting that failed.');
    }
  }
}

/** Whether no repeat can heal it. UNAVAILABLE is a lock that somebody else holds at this moment. */
function isFinal(error: unknown): boolean {
  return error instanceof Refused ? error.code !== 'UNAVAILABLE' : error instanceof ProviderFailed && !error.retryable;
}

type Ending = Partial<Pick<Message, 'deliveryReason' | 'sentAt'>> & { readonly delivery: MessageDelivery };

const topics: Readonly<Record<MessageDelivery, string>> = { QUEUED: 'message.queued', SENT: 'message.sent', FAILED: 'message.failed', BOUNCED: 'message.bounced' };

function finish(tx: Transaction, id: string, ending: Ending): Promise<void> {
  return end(tx, id, MessageDelivery.QUEUED, ending);
}

/** Ends a reply that is so far; one that is elsewhere is left as it is. */
async function end(tx: Transaction, id: string, from: MessageDelivery, ending: Ending): Promise<void> {
  const { message, ticket } = await lockBoth(tx, id);
  if (!message || !ticket || message.delivery !== from) return;
  await deliver(tx, message, ending);
  await emit(tx, topics[ending.delivery], id, { related: [...peopleOf(ticket), ticket.id] });
  const isWaited = ticket.status === TicketStatus.PENDING || isOver(ticket.status);
  if (ending.delivery !== MessageDelivery.SENT && isWaited) await turn(tx, ticket, TicketStatus.OPEN);
}

/** Locks a message's ticket and then the message, in the order of all others. Throws when it was moved meanwhile, to be tried again. */
async function lockBoth(tx: Transaction, id: string): Promise<{ message: Message | null; ticket: Ticket | null }> {
  const seen = await byId(tx, id);
  const ticket = seen && (await lockTicket(tx, seen.ticketId));
  const message = ticket && (await lock(tx, id));
  if (message && message.ticketId !== ticket.id) throw new Error(`The message ${id} went to another ticket.`);
  return { message, ticket };
}

async function prepare(tx: Transaction, { subjectId: id, run }: JobOrder): Promise<Prepared | null> {
  const { message, ticket } = await lockBoth(tx, id);
  if (!ticket || message?.recipientAddress == null || message.messageId === null) return null;
  if (message.delivery === MessageDelivery.FAILED && run > 1) { // its job died, and somebody had it run again
    await deliver(tx, message, { delivery: MessageDelivery.QUEUED, deliveryReason: null });
    await emit(tx, topics.QUEUED, id, { related: [...peopleOf(ticket), ticket.id] });
  }
  if (message.delivery !== MessageDelivery.QUEUED) return null;
  const origin = (message.originId === ticket.id ? null : await ticketById(tx, message.originId)) ?? ticket; // what was said before a merge leaves as it was said
  const mailbox = origin.mailboxId === null ? null : await hold(tx, origin.mailboxId);
  if (!mailbox) throw new Refused('TICKET_NO_MAILBOX', 'The mailbox it was to be sent from is deleted.');
  const mail = {
    from: { name: mailbox.name, address: mailbox.address },
    to: [{ name: message.recipientName ?? '', address: message.recipientAddress }] as const,
    subject: /^re:/i.test(origin.subject) ? origin.subject : `Re: ${origin.subject}`,
    text: message.text,
    html: (await htmlOf(tx, id)) ?? undefined,
    messageId: message.messageId,
    headers: threading(await idsBefore(tx, message)),
  };
  const files = (await ofMessage(tx, id)).flatMap(({ fileId, name, mediaType }) => (fileId === null ? [] : [{ id: fileId, name, type: mediaType }]));
  return { mail, files };
}

/** What a mail answers to (RFC 5322, 3.6.4): the last message, and the thread from its oldest on. */
function threading(newestFirst: readonly string[]): NonNullable<OutboundMail['headers']> {
  const ids = newestFirst.filter(isPlain);
  const [parent] = ids;
  if (parent === undefined) return {};
  const thread: string[] = [];
  for (const id of ids) {
    if (thread.join(' ').length + id.length >= longestReferences) break;
    thread.unshift(id);
  }
  return { 'In-Reply-To': parent, References: thread.join(' ') };
}

/** Whether a stranger's Message-ID is of the kind that may stand in a header of ours. */
function isPlain(messageId: string): boolean {
  return messageId.length <= 250 && /^<[\w!#$%&'*+/=?^`{|}~.-]+@[\w!#$%&'*+/=?^`{|}~.:[\]-]+>$/.test(messageId);
}

async function read(ctx: Context, organizationId: string, { id, name, type }: Prepared['files'][number]): Promise<MailAttachment> {
  const found = await ctx.files.read({ organizationId, id });
  if (!found) throw new Error(`The file ${id} has no bytes.`);
  return { filename: name, contentType: type, content: new Uint8Array(await new Response(found.bytes).arrayBuffer()) };
}

/** Writes the call down. Failing at that fails no reply: the server may have taken it, and a repeat would send it twice. */
async function record(ctx: Context, { organizationId, subjectId: id, jobId }: JobOrder, call: ProviderCall): Promise<void> {
  await transactAs(ctx, organizationId, jobId, tx => recordCall(tx, call, { jobId })).catch((error: unknown) => { ctx.log.error({ messageId: id, error }, 'A call could not be logged.'); });
}
