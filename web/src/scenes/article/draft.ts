/** What somebody is writing: kept in this browser until it is saved, whatever happens to the page. */
export interface Draft {
  readonly title: string;
  readonly body: string;
  readonly language: string;
  readonly visibility: string;
  /** The version it was begun on; 0 where there is none yet. */
  readonly version: number;
}

/** Where a draft is kept: whose, in which organization, of which article; `new` is one that is not there yet. */
export interface DraftPlace {
  readonly organizationId: string | null;
  readonly personId: string;
  readonly articleId: string;
}

/** The draft that was kept, or null. */
export function keptDraft(place: DraftPlace): Draft | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(place)) ?? 'null');
    return isDraft(kept) ? kept : null;
  } catch {
    return null;
  }
}

/** Keeps a draft. Answers whether there was room for it. */
export function keepDraft(place: DraftPlace, draft: Draft): boolean {
  try {
    localStorage.setItem(keyOf(place), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

/** Forgets a draft. */
export function dropDraft(place: DraftPlace): void {
  localStorage.removeItem(keyOf(place));
}

function keyOf({ organizationId, personId, articleId }: DraftPlace): string {
  return `deskgraph-article-${organizationId ?? ''}-${personId}-${articleId}`;
}

function isDraft(value: unknown): value is Draft {
  if (typeof value !== 'object' || value === null) return false;
  const { title, body, language, visibility, version } = value as Record<string, unknown>;
  return [title, body, language, visibility].every(text => typeof text === 'string') && typeof version === 'number';
}
