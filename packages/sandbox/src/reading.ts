import PostalMime from 'postal-mime';
import type { Address, Email } from 'postal-mime';
import type { Letter } from './letters.js';

/** A mail in a list. */
export interface LetterSummary {
  readonly id: string;
  readonly receivedAt: string;
  /** The envelope, as spoken on the wire. */
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
  readonly from: string;
  readonly subject: string;
  readonly bytes: number;
}

/** A mail opened. */
export interface LetterReading extends LetterSummary {
  readonly to: string;
  readonly messageId: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly text: string;
  /** Null when the mail has no HTML. */
  readonly html: string | null;
  /** The http and https links of text and HTML, in order, each once. */
  readonly links: readonly string[];
  readonly attachments: readonly { readonly filename: string; readonly mimeType: string; readonly bytes: number }[];
}

const UNREADABLE: Email = { headers: [], headerLines: [], subject: '(unreadable)', attachments: [] };
const HEAD_ENDS = Buffer.from('\r\n\r\n');
const subjects = new WeakMap<Letter, LetterSummary>();

/** Reads the head only, once per mail: lists stay quick whatever the mails weigh. */
export async function summarize(letter: Letter): Promise<LetterSummary> {
  const known = subjects.get(letter);
  if (known) return known;
  const end = letter.raw.indexOf(HEAD_ENDS);
  const summary = summaryOf(letter, await parse(end < 0 ? letter.raw : letter.raw.subarray(0, end + HEAD_ENDS.length)));
  subjects.set(letter, summary);
  return summary;
}

/** Reads the whole mail. What cannot be read is shown as such; the raw bytes are there for that. */
export async function read(letter: Letter): Promise<LetterReading> {
  const email = await parse(letter.raw);
  return {
    ...summaryOf(letter, email),
    to: (email.to ?? []).map(spoken).join(', '),
    messageId: email.messageId ?? '',
    headers: email.headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
    text: email.text ?? '',
    html: email.html === undefined ? null : withInlineImages(email.html, email),
    links: linksOf(email.text ?? '', email.html ?? ''),
    attachments: email.attachments.map(({ filename, mimeType, content }) => ({
      filename: filename ?? '(no name)',
      mimeType,
      bytes: typeof content === 'string' ? Buffer.byteLength(content) : content.byteLength,
    })),
  };
}

async function parse(raw: Buffer): Promise<Email> {
  try {
    return await PostalMime.parse(raw);
  } catch {
    return UNREADABLE;
  }
}

function summaryOf({ id, receivedAt, sender, recipients, raw }: Letter, email: Email): LetterSummary {
  return {
    id,
    receivedAt: receivedAt.toISOString(),
    envelope: { from: sender, to: recipients },
    from: email.from ? spoken(email.from) : '',
    subject: email.subject ?? '',
    bytes: raw.length,
  };
}

function spoken({ name, address }: Address): string {
  return address ? (name ? `${name} <${address}>` : address) : name;
}

function linksOf(text: string, html: string): string[] {
  const inText = text.match(/https?:\/\/[^\s<>"')\]]+/g) ?? [];
  const anchors = [...html.matchAll(/<a\s[^>]*?href\s*=\s*(?:"([^"]*)"|'([^']*)')/gi)];
  const inHtml = anchors.map(found => (found[1] ?? found[2] ?? '').replaceAll('&amp;', '&'));
  return [...new Set([...inText.map(link => link.replace(/[.,;:!?]+$/, '')), ...inHtml])].filter(isWeb).slice(0, 20);
}

/** Whether a link goes to the web: nothing else is made clickable. */
export function isWeb(link: string): boolean {
  const protocol = URL.parse(link)?.protocol;
  return protocol === 'http:' || protocol === 'https:';
}

function withInlineImages(html: string, { attachments }: Email): string {
  return attachments.reduce((page, { contentId, mimeType, content }) => {
    if (!contentId || !/^image\/(png|jpeg|gif|webp)$/.test(mimeType) || typeof content === 'string') return page;
    const image = Buffer.from(content instanceof Uint8Array ? content : new Uint8Array(content)).toString('base64');
    return page.replaceAll(`cid:${contentId.replace(/^<|>$/g, '')}`, `data:${mimeType};base64,${image}`);
  }, html);
}
