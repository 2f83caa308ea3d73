import { audit, emit, fileById, fileUrl, once, Refused, removeFile, startUpload, transact, transactAs, uploadOf, type Context, type FileKind, type JobContext, type JobOrder, type StoredFile, type Transaction, type Upload } from '@deskgraph/kit';
import { mailFileUrl } from '../mail-link/mail-link.service.js';
import type { InboundMail } from '../inbound-mail/inbound-mail.entity.js';
import type { Message } from '../message/message.entity.js';
import { isLegal } from '../ticket/ticket.policy.js';
import { lock, own } from '../ticket/ticket.service.js';
import type { Attachment, TicketFile } from './attachment.entity.js';
import type { AttachmentUploadStartInput } from './attachment.inputs.js';
import { attachments } from './attachment.repository.js';

/** What all files of a message weigh at the most: mail servers take little more. */
const mostBytes = 25 * 1024 * 1024;
/** How many files may wait at a ticket for something to be said with them. */
const mostLoose = 40;
/** How long a file waits. */
const looseMs = 24 * 60 * 60_000;
const batch = 100;

/** A file for a message. */
export const attachmentKind: FileKind = {
  room: 'ticketing',
  name: 'attachment',
  types: ['application/pdf', 'image/png', 'image/jpeg', 'image/webp', 'image/gif', 'text/plain', 'text/csv'],
  maxBytes: mostBytes,
  most: 1,
  stored: take,
};

/** Begins the upload of a file for a ticket that the viewer may say something in. */
export function start(ctx: Context, input: AttachmentUploadStartInput): Promise<{ attachmentId: string; upload: Upload }> {
  return transact(ctx, async tx => {
    const ticket = await own(tx, { id: input.ticketId }, 'attach', 'ticketId');
    const row = await once(tx, input, id => attachments(tx).byId(id), async () => {
      const { name, size, type: mediaType } = input;
      if ((await attachments(tx).countLoose(ticket.id)) >= mostLoose) throw new Refused('ATTACHMENT_LIMIT', 'Too many files wait at this ticket. Send some, or try again tomorrow.');
      const { organizationId, memberId } = tx.viewer;
      const id = tx.newId();
      const file = await startUpload(tx, attachmentKind, { subjectId: id, name, size, type: mediaType });
      const begun = attachments(tx).create({ organizationId, id, ticketId: ticket.id, messageId: null, memberId, fileId: file.id, name, mediaType, size, isStored: false, createdAt: tx.now() });
      await attachments(tx).insert(begun);
      await audit(tx, 'attachment.start', id, { after: { ticketId: ticket.id, name, size, type: mediaType } });
      return begun;
    });
    const file = row.fileId === null ? null : await fileById(tx, attachmentKind, row.fileId);
    if (!file || file.state === 'STORED') throw new Refused('CONFLICT', 'What this key began is done. Use a new one.', 'idempotencyKey');
    return { attachmentId: row.id, upload: uploadOf(tx, attachmentKind, file) };
  });
}

/** Makes files part of a message, all or none. Refuses those that are not there, not whole, of another ticket or member, or sent already. */
export async function claim(tx: Transaction, ticketId: string, messageId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const rows = new Map((await attachments(tx).lockAll(ids)).map(row => [row.id, row]));
  const claimed = ids.map((id, at) => {
    const row = rows.get(id.toLowerCase());
    const field = `attachmentIds.${String(at)}`;
    if (row?.ticketId !== ticketId || row.memberId !== tx.viewer.memberId) throw new Refused('NOT_FOUND', 'There is no such attachment of yours at this ticket.', field);
    if (!row.isStored) throw new Refused('ATTACHMENT_NOT_STORED', 'The bytes of this attachment have not come yet.', field);
    if (row.messageId !== null) throw new Refused('CONFLICT', 'This attachment is part of another message.', field);
    return row;
  });
  if (claimed.reduce((sum, { size }) => sum + size, 0) > mostBytes) throw new Refused('ATTACHMENTS_TOO_LARGE', `The attachments weigh more than ${String(mostBytes)} bytes. Send some of them by themselves.`, 'attachmentIds');
  await attachments(tx).attach(claimed.map(({ id }) => id), messageId);
}

/** Gives the files of a ticket that nobody has said anything with to another. */
export async function move(tx: Transaction, from: string, to: string): Promise<void> {
  await attachments(tx).update({ ticketId: from }, { ticketId: to });
}

/** The files of a reply, to be sent. */
export function ofMessage(tx: Transaction, messageId: string): Promise<TicketFile[]> {
  return attachments(tx).ofMessages([messageId]);
}

/** A member's file as the graph shows it. */
export function shown(ctx: Context, { organizationId, id, fileId, name, mediaType, size }: TicketFile): Attachment {
  return { id, name, type: mediaType, size, contentId: null, url: fileUrl(ctx, attachmentKind, { organizationId, id: fileId ?? id }) };
}

/** A mail's files as the graph shows them. */
export function shownOfMail(ctx: Context, message: Message, { organizationId, id, files }: Pick<InboundMail, 'organizationId' | 'id' | 'files'>): Attachment[] {
  return files.map(({ filename, contentType, contentId, size }, at) => ({ id: `${message.id}.${String(at)}`, name: filename, type: contentType, size, contentId, url: mailFileUrl(ctx, { organizationId, id }, at) }));
}

/** Forgets files that nobody has said anything with for a day. */
export async function tidy(ctx: JobContext<unknown>, { organizationId, jobId }: JobOrder): Promise<void> {
  for (let count = batch; count === batch && !ctx.signal.aborted; ) {
    count = await transactAs(ctx, organizationId, jobId, async tx => {
      const rows = await attachments(tx).lockLoose(new Date(tx.now().getTime() - looseMs), batch);
      for (const { id, fileId } of rows) {
        if (fileId !== null) await removeFile(tx, attachmentKind, fileId);
        await attachments(tx).delete({ id });
      }
      return rows.length;
    });
  }
}

/** Notes that a file is whole. Refuses it when nothing can be said with it any more. */
async function take(tx: Transaction, { subjectId }: StoredFile): Promise<void> {
  const known = await attachments(tx).byId(subjectId);
  const ticket = known && (await lock(tx, known.ticketId));
  const row = ticket && (await attachments(tx).lock(subjectId));
  if (!row || !isLegal('note', ticket)) throw new Refused('FORBIDDEN', 'Nothing can be said at this ticket any more.');
  await attachments(tx).update({ id: row.id }, { isStored: true });
  await emit(tx, 'attachment.stored', row.id, { related: [row.ticketId] });
  await audit(tx, 'attachment.store', row.id);
}
