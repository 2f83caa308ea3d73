import { emit, type EventOptions } from './event.js';
import type { Transaction } from './context.js';

/** What a text is about. */
export type DocumentKind = 'TICKET';

/** The text of a thing by which it is to be found, as the room that has the thing tells it. */
export interface TextDocument {
  readonly kind: DocumentKind;
  /** The thing's id. */
  readonly subjectId: string;
  /** 500 characters of it are kept. */
  readonly title: string;
  /** Plain text, the most telling first: 20,000 characters of it are kept. */
  readonly text: string;
  /** SETTLED texts are found; by OPEN ones others are. */
  readonly state: 'OPEN' | 'SETTLED';
}

const [longestTitle, longestText] = [500, 20_000];

/** Has a thing found by this text from now on, and says `document.published` with the thing as its subject. The same again changes and says nothing. */
export async function publish(tx: Transaction, { kind, subjectId, title, text, state }: TextDocument, options: EventOptions = {}): Promise<void> {
  const changed = await tx.db.query<unknown[]>(
    `insert into platform.document as d (organization_id, kind, subject_id, title, text, state, at) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (organization_id, kind, subject_id) do update set title = excluded.title, text = excluded.text, state = excluded.state, version = default, at = excluded.at
     where (d.title, d.text, d.state) is distinct from (excluded.title, excluded.text, excluded.state)
     returning version`,
    [tx.viewer.organizationId, kind, subjectId, kept(title, longestTitle), kept(text, longestText), state, tx.now()],
  );
  if (changed.length > 0) await emit(tx, 'document.published', subjectId, options);
}

/** Has a thing found no more, and says `document.withdrawn`. Its text is gone. */
export async function withdraw(tx: Transaction, { kind, subjectId }: Pick<TextDocument, 'kind' | 'subjectId'>, options: EventOptions = {}): Promise<void> {
  const gone = await tx.db.query<unknown[]>(
    'with gone as (delete from platform.document where organization_id = $1 and kind = $2 and subject_id = $3 returning version) select version from gone',
    [tx.viewer.organizationId, kind, subjectId],
  );
  if (gone.length > 0) await emit(tx, 'document.withdrawn', subjectId, options);
}

/** The beginning of a text as Postgres can store it: without NUL and half characters. */
function kept(text: string, longest: number): string {
  return text.slice(0, longest).replaceAll('\0', ' ').toWellFormed();
}
