import { createHash } from 'node:crypto';
import { audit, authorize, emit, enqueue, enter, once, page, Refused, transact, transactAcross, transactAs, type Context, type JobContext, type JobOrder, type OrderDirection, type Page, type PageArgs, type Transaction } from '@deskgraph/kit';
import { ProviderFailed, type ArrivedMail, type ParsedMail } from '@deskgraph/ports';
import { opened as openLink } from '../mail-link/mail-link.service.js';
import { knownAs, ownAddresses, placeOf } from '../mailbox/mailbox.service.js';
import { isReply } from '../message/message.service.js';
import type { TicketingPorts } from '../ports.js';
import { InboundMailKind, InboundMailState, type InboundMail } from './inbound-mail.entity.js';
import type { InboundMailFilter, InboundMailReparseInput } from './inbound-mail.inputs.js';
import { inboundMailPolicy } from './inbound-mail.policy.js';
import { inboundMails } from './inbound-mail.repository.js';

/** The job that reads a mail once it is stored. */
export const parseJob = 'ticketing.parseMail';

/** The login that finds mailboxes across organizations, and may store what arrives. */
const login = 'ticketing_mail';
/** Bytes to be saved. */
export interface OpenedMail {
  readonly content: Uint8Array;
  readonly name: string;
  readonly type: string;
}

/** How far a Message-ID is looked for; longer heads end up with one made of the hash. */
const longestHead = 256 * 1024;

/** One page of the mails the viewer may see. */
export function list(ctx: Context, filter: InboundMailFilter, direction: OrderDirection, args: PageArgs): Promise<Page<InboundMail>> {
  return page(inboundMails(ctx).matching(filter), args, { column: 'mail.receivedAt', direction, value: ({ receivedAt }) => receivedAt });
}

/** Whether mail for this address is taken. */
export function accepts(ctx: Context, recipient: string): Promise<boolean> {
  return transactAcross(ctx, login, async tx => (await placeOf(tx, recipient)) !== null);
}

/**
 * Stores a mail at every mailbox it is for, once for each Message-ID, and has it read: all in one transaction or nothing of it. Answers at how
 * many mailboxes it is now, stored just now or before. Suspended organizations get theirs too.
 */
export function receive(ctx: Context, { sender, recipients, raw }: ArrivedMail): Promise<number> {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const messageId = messageIdOf(bytes) ?? `<${sha256}@no-message-id.invalid>`;
  return transactAcross(ctx, login, async tx => {
    const places = new Map<string, { organizationId: string; recipients: string[] }>();
    for (const recipient of recipients) {
      const place = await placeOf(tx, recipient);
      if (place) places.set(place.id, { organizationId: place.organizationId, recipients: [...(places.get(place.id)?.recipients ?? []), recipient] });
    }
    // In one order, whoever delivers: two servers that hand over the same mails never wait for each other.
    for (const [mailboxId, { organizationId, recipients: named }] of [...places].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const inside = await enter(tx, organizationId);
      const id = inside.newId();
      const arrival = { organizationId, id, mailboxId, messageId, sha256, size: bytes.length, raw: bytes, envelopeSender: sender, recipients: named, receivedAt: inside.now() };
      if (!(await inboundMails(inside).store(arrival))) continue;
      await emit(inside, 'mail.received', id, { related: [mailboxId] });
      await enqueue(inside, parseJob, id, { key: id });
    }
    return places.size;
  });
}

/** Reads a stored mail, and writes down what it says and what wrote it. What cannot be read stays as it came, with the reason. */
export async function parse(ctx: JobContext<TicketingPorts>, { organizationId, subjectId: id, jobId }: JobOrder): Promise<void> {
  const raw = await transactAs(ctx, organizationId, jobId, tx => inboundMails(tx).rawOf(id));
  if (!raw) return;
  const { mail, unreadable } = await ctx.ports.mailReader.read(raw);
  ctx.signal.throwIfAborted();
  await transactAs(ctx, organizationId, jobId, async tx => {
    const row = await inboundMails(tx).lock(id);
    if (!row) return;
    const parsedAt = tx.now();
    if (mail) {
      await inboundMails(tx).change(row, { ...saidBy(mail), ...(await writerOf(tx, row, mail)), state: InboundMailState.PARSED, reason: null, parsedAt });
      await emit(tx, 'mail.parsed', id, { related: [row.mailboxId] });
    } else {
      await inboundMails(tx).change(row, { state: InboundMailState.UNREADABLE, reason: unreadable, parsedAt });
      await emit(tx, 'mail.unreadable', id, { related: [row.mailboxId] });
    }
  });
}

/** Says of a mail that every try to read it failed, and why, so that nobody waits for it. */
export async function giveUp(ctx: JobContext<TicketingPorts>, { organizationId, subjectId: id, jobId }: JobOrder, failure: unknown): Promise<void> {
  const reason = failure instanceof ProviderFailed || failure instanceof Refused ? failure.message : 'Reading it failed for a reason of ours. Have it read again.';
  await transactAs(ctx, organizationId, jobId, async tx => {
    const row = await inboundMails(tx).lock(id);
    if (row?.state !== InboundMailState.RECEIVED) return;
    await inboundMails(tx).change(row, { state: InboundMailState.UNREADABLE, reason, parsedAt: tx.now() });
    await emit(tx, 'mail.unreadable', id, { related: [row.mailboxId] });
  });
}

/** Has a mail read again, e.g. once the reader has learned to. What was read before stays until then. */
export function reparse(ctx: Context, input: InboundMailReparseInput): Promise<InboundMail> {
  return transact(ctx, tx => once(tx, input, id => inboundMails(tx).byId(id), async () => {
    const row = await inboundMails(tx).lock(input.id);
    authorize(tx, inboundMailPolicy, 'reparse', row, 'id');
    await enqueue(tx, parseJob, row.id, { key: tx.newId(), urgent: true });
    await emit(tx, 'mail.reparseRequested', row.id, { related: [row.mailboxId] });
    await audit(tx, 'inboundMail.reparse', row.id);
    return row;
  }));
}

/** What a link opens: a mail as it came, or one of its files; null for a forged or old link, and for what is gone. */
export async function opened(ctx: Context, token: string): Promise<OpenedMail | null> {
  const link = openLink(ctx, token);
  const raw = link && (await transactAs(ctx, link.organizationId, `file ${link.id}`, tx => inboundMails(tx).rawOf(link.id)));
  if (!raw) return null;
  if (link.file === null) return { content: raw, name: 'mail.eml', type: 'message/rfc822' };
  const { mail } = await (ctx.ports as TicketingPorts).mailReader.read(raw);
  const file = mail?.attachments[link.file];
  return file ? { content: file.content, name: file.filename === '' ? 'attachment' : file.filename, type: file.contentType } : null;
}

/** A mail that is read, with what it says; null when it is gone or unreadable. */
export function whole(tx: Transaction, id: string): Promise<InboundMail | null> {
  return inboundMails(tx).whole(id);
}

/** The first million bytes of a mail, as Latin-1. */
export function beginningOf(tx: Transaction, id: string): Promise<string> {
  return inboundMails(tx).beginningOf(id, 1_000_000);
}

/** How much each signal weighs for a bounce; 3 are one. A postmaster may be a person, and absence notes have no return path either. */
const weights: Readonly<Record<string, number>> = { 'delivery-report': 3, 'failed-recipients': 3, 'mailer-daemon': 3, postmaster: 2, 'null-return-path': 1 };

/** Who or what wrote a mail. A group that is a mailbox of ours hands on what people write to it: its marks say nothing of them, and it may have put itself in their place. */
async function writerOf(tx: Transaction, { envelopeSender, messageId }: InboundMail, { from, originalFrom, headers, signals: found }: ParsedMail): Promise<Pick<InboundMail, 'from' | 'kind' | 'signals'>> {
  const own = await ownAddresses(tx);
  const isOwn = await isReply(tx, messageId);
  const signals = [...found, ...(envelopeSender === '' && !found.includes('null-return-path') ? ['null-return-path'] : []), ...(isOwn ? ['own-message-id'] : [])];
  const list = /<([^<>]+)>/.exec(headers['list-id'] ?? '')?.[1]?.toLowerCase();
  const marks = [...own].some(address => address.replace('@', '.') === list) ? ['list', ...(headers.precedence?.toLowerCase() === 'list' ? ['precedence'] : [])] : [];
  const told = signals.filter(signal => !marks.includes(signal));
  const weight = told.reduce((sum, signal) => sum + (weights[signal] ?? 0), 0);
  const automatic = told.some(signal => signal !== 'postmaster');
  return {
    from: from && own.has(knownAs(from.address)) ? (originalFrom ?? from) : from,
    kind: isOwn ? InboundMailKind.OWN : weight >= 3 ? InboundMailKind.BOUNCE : automatic ? InboundMailKind.AUTOMATIC : InboundMailKind.HUMAN,
    signals,
  };
}

function saidBy({ replyTo, to, cc, subject, date, text, newText, html, isCut, inReplyTo, references, attachments }: ParsedMail): Partial<InboundMail> {
  return {
    replyTo: [...replyTo], to: [...to], cc: [...cc], subject, sentAt: date, text, newText, html, isCut, inReplyTo, references: [...references],
    files: attachments.map(({ filename, contentType, contentId, size }) => ({ filename, contentType, contentId, size })),
  };
}

/** The Message-ID in a mail's head; null when there is none that one could refer to. */
function messageIdOf(raw: Buffer): string | null {
  const [head = ''] = raw.subarray(0, longestHead).toString('latin1').split(/\r?\n\r?\n/, 1);
  const line = /^message-id[ \t]*:(.*(?:\r?\n[ \t].*)*)/im.exec(head)?.[1] ?? '';
  return /<[^<>\s\0]{1,900}>/.exec(line)?.[0] ?? null;
}
