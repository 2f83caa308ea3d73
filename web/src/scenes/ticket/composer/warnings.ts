import { wordsOf } from './draft.js';

const attached = /(?<!\p{L})(attach(ed|ment|ments|ing)?|enclosed|anbei|angehängt|beigefügt|(im|den|als) anhang|ci-joint|adjunt[oa]s?)(?!\p{L})/iu;

/** Whether words speak of a file; what they quote does not count. */
export function speaksOfFile(html: string): boolean {
  return attached.test(wordsOf(html.replace(/<blockquote>.*<\/blockquote>/gs, '')));
}

/** Something said, as far as it matters to who is about to answer. */
export interface SaidBefore {
  readonly id: string;
  readonly kind: string;
  readonly author?: { readonly id: string } | null;
}

/** What others said to and fro since a draft was begun; notes do not count. */
export function saidSince<Said extends SaidBefore>(messages: readonly Said[], seen: string | null, memberId: string | null): Said[] {
  const begun = messages.findIndex(({ id }) => id === seen);
  if (begun < 0) return [];
  return messages.slice(begun + 1).filter(({ kind, author }) => kind !== 'NOTE' && (author === null || author === undefined || author.id !== memberId));
}

const types: readonly string[] = ['application/pdf', 'image/png', 'image/jpeg', 'image/webp', 'image/gif', 'text/plain', 'text/csv'];
const mostBytes = 25 * 1024 * 1024;
export const mostFiles = 20;

/** What the file chooser offers. */
export const acceptedTypes = types.join(',');

/** Why a file cannot go with a message, in words; null when it can. */
export function faultOfFile({ name, size, type }: Pick<File, 'name' | 'size' | 'type'>, others: readonly { readonly size: number }[]): string | null {
  if (!types.includes(type)) return `${name} cannot be sent. PDF, PNG, JPEG, WebP, GIF, text and CSV can.`;
  if (size === 0) return `${name} is empty.`;
  if (others.length >= mostFiles) return `At most ${mostFiles} files go with one message.`;
  if (others.reduce((sum, other) => sum + other.size, size) > mostBytes) return `${name} makes the files heavier than 25 MB together, which mail servers do not take.`;
  return null;
}
