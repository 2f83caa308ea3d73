/** What somebody is writing: kept in this browser until it is saved, whatever happens to the page. */
export interface Draft {
  readonly title: string;
  readonly body: string;
  readonly language: string;
  readonly visibility: string;
  /** The version it was begun on; 0 where there is none yet. */
  readonly version: number;
}

const keyOf = (personId: string, articleId: string) => `deskgraph-article-${personId}-${articleId}`;

/** The draft that was kept, or null. */
export function keptDraft(personId: string, articleId: string): Draft | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(personId, articleId)) ?? 'null');
    return isDraft(kept) ? kept : null;
  } catch {
    return null;
  }
}

/** Keeps a draft. Answers whether there was room for it. */
export function keepDraft(personId: string, articleId: string, draft: Draft): boolean {
  try {
    localStorage.setItem(keyOf(personId, articleId), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

/** Forgets a draft. */
export function dropDraft(personId: string, articleId: string): void {
  localStorage.removeItem(keyOf(personId, articleId));
}

function isDraft(value: unknown): value is Draft {
  if (typeof value !== 'object' || value === null) return false;
  const { title, body, language, visibility, version } = value as Record<string, unknown>;
  return [title, body, language, visibility].every(text => typeof text === 'string') && typeof version === 'number';
}
