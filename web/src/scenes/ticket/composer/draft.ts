/** To whom something is said: to whoever asked, or to other members. */
export type Mode = 'reply' | 'note';

/** A file that is with the house already, and goes with the draft. */
export interface DraftFile {
  readonly id: string;
  readonly name: string;
  readonly size: number;
}

/** Words that are not sent yet. */
export interface Draft {
  readonly html: string;
  readonly files: readonly DraftFile[];
  /** Sent along, so that however often it is sent, it is said once. */
  readonly key: string;
  /** The last thing that was said when it was begun; null for nothing, or while it is empty. */
  readonly seen: string | null;
}

/** Where a draft is kept: whose, of which ticket, for whom. */
export interface DraftPlace {
  readonly organizationId: string | null;
  readonly memberId: string | null;
  readonly ticketId: string;
  readonly mode: Mode;
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** A draft nobody has written in. */
export function emptyDraft(): Draft {
  return { html: '', files: [], key: crypto.randomUUID(), seen: null };
}

/** The draft kept at a place; an empty one where there is none. */
export function readDraft(place: DraftPlace, store: Store = localStorage): Draft {
  const kept = store.getItem(nameOf(place));
  if (kept === null) return emptyDraft();
  try {
    return { ...emptyDraft(), ...(JSON.parse(kept) as Draft) };
  } catch {
    return emptyDraft();
  }
}

/** Keeps a draft, or forgets an empty one. Answers whether it could be kept. */
export function keepDraft(place: DraftPlace, draft: Draft, store: Store = localStorage): boolean {
  try {
    if (isEmpty(draft)) store.removeItem(nameOf(place));
    else store.setItem(nameOf(place), JSON.stringify(draft));
    return true;
  } catch {
    return false; // the browser keeps nothing more
  }
}

/** Whether there is nothing in a draft to be lost. */
export function isEmpty({ html, files }: Pick<Draft, 'html' | 'files'>): boolean {
  return wordsOf(html) === '' && files.length === 0;
}

/** What HTML says, roughly: enough to see whether it says something, and what of. */
export function wordsOf(html: string): string {
  return html.replace(/<[^>]*>/g, ' ').replaceAll('&nbsp;', ' ').replace(/\s+/g, ' ').trim();
}

function nameOf({ organizationId, memberId, ticketId, mode }: DraftPlace): string {
  return `deskgraph-draft:${organizationId ?? ''}:${memberId ?? ''}:${ticketId}:${mode}`;
}
