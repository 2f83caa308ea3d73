/** What whose turn it is, is called. */
export const statusWords = { OPEN: 'Open', PENDING: 'Pending', RESOLVED: 'Resolved', CLOSED: 'Closed' } as const;
export type Status = keyof typeof statusWords;
export const statusTones = { OPEN: 'accent', PENDING: 'warn', RESOLVED: 'good', CLOSED: 'plain' } as const;

/** How much it matters, in a word. */
export const priorityWords = { LOW: 'Low', NORMAL: 'Normal', HIGH: 'High', URGENT: 'Urgent' } as const;
export type Priority = keyof typeof priorityWords;

/** `PAID` -> `Paid`, `REQUIRES_ACTION` -> `Requires action`. */
export function plain(state: string): string {
  return `${state.charAt(0)}${state.slice(1).toLowerCase().replaceAll('_', ' ')}`;
}

/** A size as people say it. */
export function sizeWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const [unit, size] = bytes < 1_000_000 ? ['kB', bytes / 1000] : ['MB', bytes / 1_000_000];
  return `${size < 10 ? size.toFixed(1) : Math.round(size)} ${unit}`;
}

/** Something said, as far as its author goes. */
export interface Spoken {
  readonly kind: string;
  readonly authorName?: string | null;
  readonly authorAddress?: string | null;
  readonly author?: { readonly name: string } | null;
}

/** Who says something. What came from outside was said by whoever asked, though a member may have written it down. */
export function speakerOf({ kind, author, authorName, authorAddress }: Spoken): string {
  if (kind === 'INBOUND') return authorName ?? authorAddress ?? 'Whoever asked';
  return author?.name ?? 'Somebody here';
}
