import { Refused, transact, transactAs, type Context, type JobContext, type JobOrder, type Transaction, type Viewer } from '@deskgraph/kit';
import { tokensFor } from '../article/article.policy.js';
import { published } from '../article/article.service.js';
import { ticketTokensFor } from '../document/document.policy.js';
import { settled } from '../document/document.service.js';
import { SourceKind, type Source } from '../passage/passage.entity.js';
import { answer, type Answer } from '../passage/passage.service.js';
import { tokensOf } from '../retrieval/analyzer.js';
import { redact } from '../retrieval/redact.js';
import { snippetOf } from '../retrieval/snippet.js';
import type { Correction, Hit, Search } from './search.entity.js';
import type { SearchFilter } from './search.inputs.js';
import { searches } from './search.repository.js';

const longestText = 10_000;
const loggedText = 1000;
const keptDays = 90;
/** Which way of ranking made a logged order. */
const ranker = 'bm25-letters-1';

/** What answers a question, of all that the viewer may see. Leaves a row in the log of searches. */
export function search(ctx: Context, text: string, filter: SearchFilter, first: number): Promise<Search> {
  if (text.trim() === '' || text.length > longestText) throw new Refused('INVALID', 'Ask in 1 to 10,000 characters.', 'text');
  if (first < 1 || first > 50) throw new Refused('INVALID', 'Ask for 1 to 50 at a time.', 'first');
  return transact(ctx, async tx => {
    const began = performance.now();
    const acl = aclOf(tx.viewer, filter);
    const answered = await answer(tx, text, acl);
    const admitted = await admittedOf(tx, answered, filter);
    const hits = answered.hits.flatMap(hit => {
      const thing = admitted(hit);
      return thing ? [{ ...hit, ...thing }] : [];
    });
    const found = hits.length + answered.others.filter(admitted).length;
    const shown = hits.slice(0, first);
    const id = tx.newId();
    await searches(tx).log({
      id, at: tx.now(), memberId: tx.viewer.memberId, text: redact(text).slice(0, loggedText).toWellFormed(), acl, ranker, found,
      durationMs: Math.round(performance.now() - began), results: shown.map(({ kind, id: found, score }) => ({ kind, id: found, score })),
    });
    return {
      id,
      nodes: shown.map(({ kind, article, ticket, score, title, body }) => ({ kind, article, ticket, score, title, snippet: snippetOf(body, answered.terms) })),
      totalCount: found,
      corrections: correctionsOf(answered, hits),
    };
  });
}

/** Forgets the searches that have been kept long enough. */
export async function tidy(ctx: JobContext<unknown>, { organizationId, jobId }: JobOrder): Promise<void> {
  await transactAs(ctx, organizationId, jobId, tx => searches(tx).forgetBefore(new Date(tx.now().getTime() - keptDays * 86_400_000)));
}

/** What the viewer may find, of what is looked for. Tickets are nobody's but the staff's: a visibility asks for articles. */
function aclOf(viewer: Viewer, { kind = null, visibility = null }: SearchFilter): string[] {
  return [
    ...(kind === SourceKind.TICKET ? [] : tokensFor(viewer, visibility)),
    ...(kind === SourceKind.ARTICLE || visibility !== null ? [] : ticketTokensFor(viewer)),
  ];
}

/** The late check: an index may lag, so what was found is shown only where its own row says now that the viewer may see it. */
async function admittedOf(tx: Transaction, { hits, others }: Answer, { visibility }: SearchFilter): Promise<(source: Source) => Pick<Hit, 'article' | 'ticket'> | null> {
  const found = Map.groupBy([...hits, ...others], ({ kind }) => kind);
  const [articleIds = [], ticketIds = []] = [SourceKind.ARTICLE, SourceKind.TICKET].map(kind => found.get(kind)?.map(({ id }) => id));
  const articles = new Map((await published(tx, articleIds, visibility ?? null)).map(article => [article.id, article]));
  const tickets = await settled(tx, ticketIds);
  const dropped = articleIds.length - articles.size + ticketIds.length - tickets.size;
  if (dropped > 0) tx.log.info({ dropped }, 'what the index found was not the viewer\'s to see');
  return ({ id }) => {
    const article = articles.get(id) ?? null;
    return article || tickets.has(id) ? { article, ticket: article ? null : { id } } : null;
  };
}

/** What was taken for misspelt, in words the viewer was shown: no term of anything hidden is told. */
function correctionsOf({ corrections }: Answer, hits: readonly { title: string; body: string }[]): Correction[] {
  const words = new Map(hits.flatMap(({ title, body }) => [title, body].flatMap(text => tokensOf(text).map(({ term, start, end }) => [term, text.slice(start, end)] as const))));
  return corrections.flatMap(({ written, term }) => {
    const read = words.get(term);
    return read === undefined ? [] : [{ written, read }];
  });
}
