import { createHash } from 'node:crypto';
import { domainToASCII } from 'node:url';
import { ProviderFailed } from '@deskgraph/ports';
import type { MailAddress, MailAttachment, MailHeader, OutboundMail } from '@deskgraph/ports';
import type { SendMailOptions } from 'nodemailer';

/** What a message may weigh before encoding: text, HTML and files together. */
export const MAX_MAIL_BYTES = 26 * 1024 * 1024;

const MAX_ATTACHMENTS = 50;
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/u;
const LOCAL_PART = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const DOMAIN_AS_WRITTEN = /^[\p{L}\p{M}\p{N}-]+(\.[\p{L}\p{M}\p{N}-]+)*$/u;
const DOMAIN_ON_THE_WIRE = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;
const MESSAGE_ID = /^<[\w!#$%&'*+/=?^`{|}~.-]+@[\w!#$%&'*+/=?^`{|}~.:[\]-]+>$/;
const MEDIA_TYPE = /^[a-z0-9][\w!#$&^.+-]*\/[a-z0-9][\w!#$&^.+-]*$/i;
const CONTENT_ID = /^[\w.+-]+(@[\w.-]+)?$/;
const HEADERS: Record<MailHeader, 'text' | 'ids'> = {
  'Auto-Submitted': 'text',
  'In-Reply-To': 'ids',
  'List-Id': 'text',
  'List-Unsubscribe': 'text',
  'List-Unsubscribe-Post': 'text',
  Precedence: 'text',
  References: 'ids',
  'X-Auto-Response-Suppress': 'text',
};

/** A message the mailer may have: every field checked, the envelope fixed, the Message-ID known. */
export interface Prepared {
  readonly messageId: string;
  readonly options: SendMailOptions;
}

/**
 * Checks a message and says it in the mailer's words. Throws ProviderFailed REFUSED naming the field. Whatever could start a new header or
 * name a second recipient ends here, because the mailer itself lets some of it through to the envelope.
 */
export function prepare(message: OutboundMail, idempotencyKey: string): Prepared {
  const [to, ...others] = message.to as readonly MailAddress[];
  if (!to || others.length > 0) refuse('to', 'must be exactly one recipient');
  const from = party('from', message.from);
  const recipient = party('to', to);
  const messageId = idOf(message, idempotencyKey, from.address);
  const html = message.html === undefined ? undefined : body('html', message.html);
  const text = body('text', message.text);
  const attachments = files(message.attachments ?? []);
  const weight = [text, html ?? '', ...attachments.map(file => file.content)].reduce((sum, part) => sum + Buffer.byteLength(part), 0);
  if (weight > MAX_MAIL_BYTES) refuse('attachments', `make the message heavier than ${MAX_MAIL_BYTES} bytes`);

  const options: SendMailOptions = {
    envelope: { from: from.address, to: [recipient.address] },
    from,
    to: [recipient],
    ...(message.replyTo && { replyTo: party('replyTo', message.replyTo) }),
    subject: line('subject', message.subject, 900),
    messageId,
    headers: headers(message.headers ?? {}),
    text,
    ...(html !== undefined && { html }),
    attachments,
    // Quoted-printable keeps long lines, dots and trailing spaces exactly as written, whatever relays do on the way.
    encoding: 'quoted-printable',
    // A repeat of the same message has the same boundaries, so it differs in its date only.
    baseBoundary: digest(messageId),
    xMailer: false,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
  return { messageId, options };
}

function party(field: string, { name, address }: MailAddress): { name: string; address: string } {
  return { name: line(`${field}.name`, name, 200), address: mailbox(`${field}.address`, address) };
}

function mailbox(field: string, address: string): string {
  line(field, address, 254);
  const at = address.indexOf('@');
  const local = address.slice(0, at);
  const written = address.slice(at + 1);
  if (at < 1 || !LOCAL_PART.test(local) || Buffer.byteLength(local) > 64) refuse(field, 'is not an address');
  const domain = DOMAIN_AS_WRITTEN.test(written) ? domainToASCII(written) : '';
  if (domain.length > 253 || !DOMAIN_ON_THE_WIRE.test(domain)) refuse(field, 'is not an address');
  return `${local}@${domain}`;
}

function idOf(message: OutboundMail, idempotencyKey: string, sender: string): string {
  if (idempotencyKey === '') refuse('idempotencyKey', 'is empty');
  const id = message.messageId ?? `<${digest(idempotencyKey)}@${sender.slice(sender.lastIndexOf('@') + 1)}>`;
  if (id.length > 250 || !MESSAGE_ID.test(id)) refuse('messageId', 'is not a Message-ID');
  return id;
}

function headers(given: Readonly<Partial<Record<string, string>>>): { key: string; value: string }[] {
  return Object.entries(given)
    .filter((entry): entry is [string, string] => entry[1] !== undefined)
    .map(([key, value]) => {
      const kind = Object.hasOwn(HEADERS, key) ? HEADERS[key as MailHeader] : refuse('headers', 'name a header that is not allowed');
      line(`headers.${key}`, value, 4_000);
      if (kind === 'ids' && !value.split(' ').every(id => MESSAGE_ID.test(id))) refuse(`headers.${key}`, 'is not a list of Message-IDs');
      return { key, value };
    });
}

function files(attachments: readonly MailAttachment[]) {
  if (attachments.length > MAX_ATTACHMENTS) refuse('attachments', `are more than ${MAX_ATTACHMENTS}`);
  return attachments.map(({ filename, contentType, content, contentId }, index) => {
    const field = `attachments.${index}`;
    if (!MEDIA_TYPE.test(contentType)) refuse(`${field}.contentType`, 'is not a media type');
    if (contentId !== undefined && !CONTENT_ID.test(contentId)) refuse(`${field}.contentId`, 'is not a content id');
    return {
      filename: line(`${field}.filename`, filename, 255),
      contentType,
      content: Buffer.from(content.buffer, content.byteOffset, content.byteLength),
      ...(contentId !== undefined && { cid: contentId }),
    };
  });
}

function line(field: string, value: string, longest: number): string {
  if (typeof value !== 'string' || CONTROL.test(value)) refuse(field, 'must be one line of text');
  if (value.length > longest) refuse(field, `is longer than ${longest} characters`);
  return value;
}

function body(field: string, value: string): string {
  if (typeof value !== 'string' || value.includes('\u0000')) refuse(field, 'must be text');
  return value.replace(/\r\n?|\n/g, '\r\n');
}

function digest(value: string): string {
  return createHash('sha256').update(value).digest('hex').slice(0, 40);
}

/** The value itself stays out of the message: it is hostile, or it is somebody's address. */
function refuse(field: string, reason: string): never {
  throw new ProviderFailed({ provider: 'smtp', kind: 'REFUSED', retryable: false }, `Mail not sent: ${field} ${reason}.`);
}
