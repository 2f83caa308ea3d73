import { audit, isParty, meet, once, Refused, transact, type Context, type MetParty, type Party, type Transaction } from '@deskgraph/kit';
import { checked } from '../assignment/assignment.service.js';
import { bounce } from '../delivery/delivery.service.js';
import { InboundMailKind, type InboundMail, type InboundMailAddress } from '../inbound-mail/inbound-mail.entity.js';
import { beginningOf, whole } from '../inbound-mail/inbound-mail.service.js';
import { domainOf, first, hold, knownAs, ownAddresses } from '../mailbox/mailbox.service.js';
import type { Message } from '../message/message.entity.js';
import { isTaken, naming, receive, referred } from '../message/message.service.js';
import { TicketChannel, TicketPriority, TicketStatus, type Ticket } from '../ticket/ticket.entity.js';
import { byId, change, lastAfter, lock, open, tagsOf, turn } from '../ticket/ticket.service.js';
import type { TicketCreateInput } from './intake.inputs.js';

const [longestText, longestLine, longestAddress] = [100_000, 200, 254];
/** How many merges a mail follows that happen while it waits: each is one that came in between. */
const mostMerges = 5;

/** Writes down what somebody asks. */
export function create(ctx: Context, input: TicketCreateInput): Promise<Ticket> {
  const { subject, text, requesterName = null, requesterAddress = null } = input;
  const priority = input.priority ?? TicketPriority.NORMAL;
  const tags = tagsOf(input.tags, 'tags');
  if (input.channel === TicketChannel.MAIL) throw new Refused('INVALID', 'Tickets of mails are made by mails.', 'channel');
  return transact(ctx, async tx => {
    if (!tx.viewer.may('ticket.create')) throw new Refused('FORBIDDEN', 'You may not make tickets.');
    return once(tx, input, id => byId(tx, id), async () => {
      const channel = input.channel ?? (tx.viewer.credential === 'API_KEY' ? TicketChannel.API : TicketChannel.WEB);
      const { assigneeId = null, teamId = null } = await checked(tx, input);
      const mailboxId = await mailboxFor(tx, input.mailboxId ?? null);
      const party = await requesterOf(tx, input);
      const people = { partyId: party?.id ?? null, customerId: party?.customerId ?? null, requesterName, requesterAddress };
      const ticket = await open(tx, { subject, priority, channel, tags, assigneeId, teamId, mailboxId, previousId: null, ...people });
      await receive(tx, ticket, { text, authorName: requesterName, authorAddress: requesterAddress });
      await audit(tx, 'ticket.create', ticket.id, { after: { number: ticket.number, channel, priority: TicketPriority[priority], assigneeId, teamId, mailboxId } });
      return ticket;
    });
  });
}

/** Makes a read mail part of what is said: in the ticket it answers to, in a new one, or as the end of a reply that came back. Once, however often it is told. */
export async function take(tx: Transaction, mailId: string): Promise<void> {
  const mail = await whole(tx, mailId);
  if (!mail || mail.kind === null || mail.kind === InboundMailKind.OWN || (await isTaken(tx, mailId))) return;
  if (mail.kind === InboundMailKind.BOUNCE) return returned(tx, mail);
  const isAutomatic = mail.kind === InboundMailKind.AUTOMATIC;
  const own = await ownAddresses(tx);
  const sender = senderOf(mail, own);
  const isOurs = sender === null && mail.from !== null && own.has(knownAs(mail.from.address)); // a member wrote it elsewhere
  const isQuiet = isAutomatic || isOurs;
  const known = await threadOf(tx, mail, sender);
  if (!known && mail.signals.includes('report')) return; // a receipt or complaint about something else stays what it is: a mail
  const ticket = (await openAfter(tx, mail, sender, known, isQuiet)) ?? (await openFor(tx, mail, sender, known));
  if (ticket.mailboxId !== mail.mailboxId && (await isHomeless(tx, ticket))) await change(tx, ticket, { mailboxId: mail.mailboxId });
  await receive(tx, ticket, saidIn(mail, isAutomatic));
  const isWaited = ticket.status === TicketStatus.PENDING || ticket.status === TicketStatus.RESOLVED;
  if (isWaited && !isQuiet) await turn(tx, ticket, TicketStatus.OPEN);
}

/** The ticket a mail belongs to, locked: the one in which the newest message it names goes on, or one of its sender's that names it and was faster, if that is answered at the mailbox it came to. */
async function threadOf(tx: Transaction, mail: InboundMail, sender: InboundMailAddress | null): Promise<Ticket | null> {
  const { inReplyTo, references, mailboxId } = mail;
  const named = [...new Set([...(inReplyTo === null ? [] : [inReplyTo]), ...[...references].reverse()])];
  for (const { ticketId, originId } of await referred(tx, named)) {
    const ticket = await lockLast(tx, ticketId);
    if (ticket && (await isAnsweredAt(tx, mailboxId, ticket, originId))) return ticket;
  }
  for (const { ticketId, originId } of sender ? await naming(tx, mail) : []) {
    const ticket = await lockLast(tx, ticketId);
    if (ticket?.requesterAddress === sender?.address && ticket && (await isAnsweredAt(tx, mailboxId, ticket, originId))) return ticket; // whose it is has the answers
  }
  return null;
}

/** Where a mail is said that belongs to a ticket: there, or once that is closed, unless it moves nothing, in the last its sender began after it, locked; null for none. */
async function openAfter(tx: Transaction, { mailboxId }: InboundMail, sender: InboundMailAddress | null, known: Ticket | null, isQuiet: boolean): Promise<Ticket | null> {
  if (isQuiet || known?.status !== TicketStatus.CLOSED) return known;
  const next = sender && (await lastAfter(tx, known.id, mailboxId, sender.address));
  const last = next && (await lockLast(tx, next.id));
  return last?.status === TicketStatus.CLOSED ? null : last;
}

/** Locks the ticket in which another goes on, which may have been merged while it was waited for. */
async function lockLast(tx: Transaction, id: string): Promise<Ticket | null> {
  let ticket = await lock(tx, id);
  for (let steps = 0; ticket?.mergedIntoId && steps < mostMerges; steps++) ticket = await lock(tx, ticket.mergedIntoId);
  return ticket;
}

/** Whether a mailbox is the ticket's, or that of the ticket where it was said before a merge. A ticket without one (any more) is answered at every one. */
async function isAnsweredAt(tx: Transaction, mailboxId: string, ticket: Ticket, originId: string): Promise<boolean> {
  if (ticket.mailboxId === mailboxId || (await isHomeless(tx, ticket))) return true;
  return originId !== ticket.id && (await byId(tx, originId))?.mailboxId === mailboxId;
}

async function isHomeless(tx: Transaction, { mailboxId }: Ticket): Promise<boolean> {
  return mailboxId === null || (await hold(tx, mailboxId)) === null;
}

async function openFor(tx: Transaction, mail: InboundMail, sender: InboundMailAddress | null, previous: Ticket | null): Promise<Ticket> {
  const requesterName = lineOf(sender?.name ?? '', longestLine);
  const party = sender && (await meet(tx, { kind: 'MAIL', value: sender.address, name: requesterName }));
  return open(tx, {
    subject: lineOf(mail.subject ?? '', longestLine) ?? '(no subject)', priority: TicketPriority.NORMAL, channel: TicketChannel.MAIL, tags: mail.kind === InboundMailKind.AUTOMATIC ? ['automatic'] : [],
    assigneeId: null, teamId: null, partyId: party?.id ?? null, customerId: party?.customerId ?? null, requesterName, requesterAddress: sender?.address ?? null, mailboxId: mail.mailboxId, previousId: previous?.id ?? null,
  }, mail.receivedAt);
}

/** Whom a mail is to be answered to, by what they are known by: what a stranger wrote around an address, however long, is not stored. No mailbox of ours: all who send one would be one person, and we would answer ourselves. */
function senderOf({ replyTo, from }: InboundMail, own: ReadonlySet<string>): InboundMailAddress | null {
  const people = [...replyTo, ...(from ? [from] : [])].filter(({ address }) => isParty({ kind: 'MAIL', value: address })).map(({ name, address }) => ({ name, address: knownAs(address) }));
  return people.find(({ address }) => !own.has(address)) ?? null;
}

function saidIn(mail: InboundMail, isAutomatic: boolean): Partial<Message> & Pick<Message, 'text'> {
  const { id: inboundMailId, from, text, newText, html, messageId, receivedAt: createdAt } = mail;
  return {
    text: cut(newText ?? text ?? '', longestText), hasHtml: html !== null, hasQuote: newText !== null && bare(newText) !== bare(text ?? ''), isAutomatic, messageId, inboundMailId, createdAt,
    authorName: lineOf(from?.name ?? '', longestLine), authorAddress: lineOf(from?.address ?? '', longestAddress),
  };
}

/** Ends the reply that a bounce is about: the newest it names, as a reply names those before it. Delayed ones are still on their way, and a bounce of something else stays what it is: a mail. */
async function returned(tx: Transaction, { id, inReplyTo, references }: InboundMail): Promise<void> {
  const report = await beginningOf(tx, id);
  if (/^action: *delayed/im.test(report)) return;
  const ids = new Set(report.match(/<[^<>\s\0]{1,250}>/g)); // tags of HTML too
  const named = [...ids].filter(one => one.endsWith(`@${domainOf(tx)}>`)).slice(-200);
  const replies = (await referred(tx, [...new Set([...(inReplyTo === null ? [] : [inReplyTo]), ...references, ...named])])).filter(({ delivery }) => delivery !== null);
  const [message] = replies.sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
  const [, diagnosis] = /^(?:diagnostic-code|status): *([^\r\n]{1,300})/im.exec(report) ?? [];
  if (message) await bounce(tx, message.id, diagnosis?.replaceAll(/[^\x20-\x7e]/g, '') ?? 'It came back without a reason.');
}

async function mailboxFor(tx: Transaction, id: string | null): Promise<string | null> {
  if (id === null) return (await first(tx))?.id ?? null;
  const mailbox = await hold(tx, id);
  if (!mailbox) throw new Refused('NOT_FOUND', 'There is no such mailbox.', 'mailboxId');
  return mailbox.id;
}

async function requesterOf(tx: Transaction, { requesterAddress, requesterPhone, requesterName: name = null }: TicketCreateInput): Promise<MetParty | null> {
  const party: Party | null = requesterAddress ? { kind: 'MAIL', value: requesterAddress, name } : requesterPhone ? { kind: 'PHONE', value: requesterPhone, name } : null;
  if (party && !isParty(party)) throw new Refused('INVALID', 'Give a mail address, or a number in E.164 such as +4930123456.', party.kind === 'MAIL' ? 'requesterAddress' : 'requesterPhone');
  return party && meet(tx, party);
}

function bare(text: string): string {
  return text.replaceAll(/\s+/g, '');
}

/** One line of a stranger's text, as far as it can be stored; null for nothing. */
function lineOf(text: string, longest: number): string | null {
  const line = cut(text.replaceAll(/\p{C}/gu, ' ').replaceAll(/\s+/g, ' ').trim(), longest).trim();
  return line === '' ? null : line;
}

/** At most so many UTF-16 units, and no half character. */
function cut(text: string, longest: number): string {
  return text.slice(0, longest).toWellFormed().replace(/\ufffd$/, '');
}
