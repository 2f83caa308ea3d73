// Runs in a thread: a mail that kills or outlasts it takes nothing else along. A mail that cannot be read ends it, for the next one's sake.
import { parentPort } from 'node:worker_threads';
import type { MailAddress, ParsedAttachment, ParsedMail } from '@deskgraph/ports';
import PostalMime, { addressParser, type Address, type Attachment } from 'postal-mime';
import { newWords } from './new-words.js';
import { longestHtml, plainText } from './plain-text.js';
import { sanitize } from './sanitize.js';
import { signalsOf } from './signals.js';

const [longestText, longestLine, mostIds, mostAddresses, mostFiles] = [500_000, 2000, 100, 100, 200];
const decisive = ['auto-submitted', 'content-type', 'list-id', 'precedence', 'return-path', 'x-failed-recipients'];

/** What a mail says. Throws when it says nothing that can be understood. */
async function read(raw: Uint8Array): Promise<ParsedMail> {
  const email = await PostalMime.parse(raw, { forceRfc822Attachments: true });
  const { from, sender, subject, headers, attachments, messageId, inReplyTo, references, date } = email;
  const author = addresses([from ?? sender])[0] ?? null;
  const html = email.html ?? null;
  const text = html !== null && (email.text ?? '').trim() === '' ? plainText(html.slice(0, longestHtml)) : (email.text ?? null);
  const said = text === null ? null : newWords(text);
  const ids = idsOf(references);
  return {
    messageId: idsOf(messageId)[0] ?? null,
    inReplyTo: idsOf(inReplyTo)[0] ?? null,
    references: ids.slice(-mostIds),
    from: author,
    originalFrom: ['x-original-from', 'x-original-sender'].flatMap(name => addresses(addressParser(headers.find(({ key }) => key === name)?.value ?? '')))[0] ?? null,
    replyTo: addresses(email.replyTo),
    to: addresses(email.to),
    cc: addresses(email.cc),
    subject: line(subject),
    date: dateOf(date),
    text: text === null ? null : storable(text.slice(0, longestText)),
    newText: said === null ? null : storable(said),
    html: html === null ? null : storable(sanitize(html.slice(0, longestHtml))),
    isCut: (text?.length ?? 0) > longestText || (html?.length ?? 0) > longestHtml || attachments.length > mostFiles,
    headers: Object.fromEntries(headers.filter(({ key }) => decisive.includes(key)).map(({ key, value }) => [key, line(value)])),
    attachments: attachments.slice(0, mostFiles).map(attachmentOf),
    signals: signalsOf(headers, author?.address ?? ''),
  };
}

function addresses(given: readonly (Address | undefined)[] = []): MailAddress[] {
  const flat = given.flatMap(one => (one === undefined ? [] : (one.group ?? [one])));
  return flat.slice(0, mostAddresses).map(({ name, address }) => ({ name: line(name), address: line(address) })).filter(({ address }) => address !== '');
}

function attachmentOf({ filename, mimeType, contentId, content }: Attachment): ParsedAttachment {
  const bytes = typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);
  return { filename: line(filename ?? ''), contentType: line(mimeType), contentId: contentId === undefined ? null : line(contentId.replace(/^<|>$/g, '')), size: bytes.length, content: bytes };
}

function idsOf(header = ''): string[] {
  return (header.match(/<[^<>\s]{1,996}>/g) ?? []).map(storable);
}

/** A date that a database can hold and a person can have meant. */
function dateOf(text = ''): Date | null {
  const date = new Date(text);
  const year = date.getUTCFullYear();
  return year >= 1970 && year < 10_000 ? date : null;
}

function line(text = ''): string {
  return storable(text.replace(/\s+/g, ' ').trim().slice(0, longestLine));
}

function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}

parentPort?.on('message', (raw: Uint8Array) => {
  void read(raw).then(mail => parentPort?.postMessage(mail)); // a rejection ends the thread, with its reason
});
