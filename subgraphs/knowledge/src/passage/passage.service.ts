import { transactAs, type Context, type JobContext, type JobOrder, type Transaction } from '@deskgraph/kit';
import { analyzerVersion, tokensOf } from '../retrieval/analyzer.js';
import { cut } from '../retrieval/passages.js';
import { rerank } from '../retrieval/rerank.js';
import { closest, isSpellable } from '../retrieval/spelling.js';
import type { Source, SourceKind, SourceText } from './passage.entity.js';
import { passages, type Found } from './passage.repository.js';

/** How many passages are ranked at the most, and how many of the sources are looked at closely: nobody is shown more. */
const [most, shown] = [200, 50];
/** A question of more different terms is a letter: its words are neither corrected nor compared by their letters, and only the 48 best of them are looked for. */
const [questionTerms, askedTerms] = [32, 400];

/** A source with the passage by which it was found. */
export interface Hit extends Source {
  readonly score: number;
  readonly title: string;
  readonly body: string;
}

/** What answers a question: sources, the best first, each by its best passage. */
export interface Answer {
  readonly hits: readonly Hit[];
  /** What else was found, and answers worse. */
  readonly others: readonly Source[];
  /** The terms that were looked for. */
  readonly terms: ReadonlySet<string>;
  readonly corrections: readonly { readonly written: string; readonly term: string }[];
}

/** Waits for whoever else changes what is found in the organization. Taken before any row of a source is locked, so that nobody waits in a circle. */
export function inTurn(tx: Transaction): Promise<void> {
  return passages(tx).lock();
}

/** Has a source found as it is now. Told of the same again, it changes nothing. A source without a token would be found by nobody: that is refused. */
export async function index(tx: Transaction, source: SourceText): Promise<void> {
  if (source.acl.length === 0) throw new Error(`${source.kind} ${source.id} says nobody may find it.`);
  await passages(tx).lock();
  const known = await passages(tx).indexed(source);
  if (known?.version === source.version && known.analyzerVersion === analyzerVersion && known.acl.join() === source.acl.join()) return;
  if (known) await passages(tx).remove(source);
  const pieces = cut(source.title, source.body).map(piece => ({ ...piece, id: tx.newId() }));
  await passages(tx).add(source, pieces, analyzerVersion, tx.now());
}

/** Has a source found by nobody from this commit on. */
export async function forget(tx: Transaction, source: Source): Promise<void> {
  await passages(tx).lock();
  if (await passages(tx).indexed(source)) await passages(tx).remove(source);
}

/** Indexes anew, a source a transaction, what of a kind is not found as it is now: its event was discarded, or older rules of the analyzer read it. */
export async function renew(ctx: JobContext<unknown>, { organizationId, jobId }: JobOrder, kind: SourceKind, reindex: (tx: Transaction, id: string) => Promise<void>): Promise<void> {
  const next = (after: string | null): Promise<string[]> => transactAs(ctx, organizationId, jobId, tx => passages(tx).drifted(kind, analyzerVersion, after, 500));
  let renewed = 0;
  for (let ids = await next(null); ids.length > 0; ids = await next(ids.at(-1) ?? null)) {
    for (const id of ids) {
      if (ctx.signal.aborted) throw new Error('It takes longer than the job may. What is left comes with the next try.');
      await transactAs(ctx, organizationId, jobId, tx => reindex(tx, id));
    }
    renewed += ids.length;
  }
  if (renewed > 0) ctx.log.info({ kind, renewed }, 'indexed anew what was not found as it is');
}

/** Answers a question from what those tokens admit, of the context's organization. Costs two statements at the most. */
export async function answer(ctx: Context, text: string, acl: readonly string[]): Promise<Answer> {
  const asked = askedOf(text);
  if (asked.size === 0 || acl.length === 0) return { hits: [], others: [], terms: new Set(), corrections: [] };
  const corrections = await corrected(ctx, asked);
  const weights = new Map<string, number>();
  for (const [term, { count }] of asked) {
    const meant = corrections.find(({ from }) => from === term)?.term ?? term;
    weights.set(meant, (weights.get(meant) ?? 0) + count);
  }
  const found = await passages(ctx).ranked(acl, [{ terms: [...weights.keys()], weights: [...weights.values()], exceptId: null }], most, shown);
  return { ...answerOf(text, asked, found), others: found.slice(shown), terms: new Set(weights.keys()), corrections };
}

/** What is most like each of some texts among what those tokens admit, but for the source that a text is of. One statement for all of them; words are taken as they are written. */
export async function alike(ctx: Context, texts: readonly { readonly text: string; readonly exceptId: string }[], acl: readonly string[]): Promise<Pick<Answer, 'hits' | 'terms'>[]> {
  const questions = texts.map(({ text, exceptId }) => ({ text, exceptId, asked: askedOf(text) }));
  const found = acl.length === 0 || questions.every(({ asked }) => asked.size === 0) ? [] : await passages(ctx).ranked(
    acl, questions.map(({ asked, exceptId }) => ({ terms: [...asked.keys()], weights: [...asked.values()].map(({ count }) => count), exceptId })), most, shown,
  );
  const byQuestion = Map.groupBy(found, ({ question }) => question);
  return questions.map(({ text, asked }, index) => ({ ...answerOf(text, asked, byQuestion.get(index) ?? []), terms: new Set(asked.keys()) }));
}

/** The terms of a question with how often each was said, and how the first time. */
function askedOf(text: string): Map<string, { written: string; count: number }> {
  const asked = new Map<string, { written: string; count: number }>();
  for (const { term, start, end } of tokensOf(text)) {
    const known = asked.get(term);
    if (known) known.count++;
    else if (asked.size < askedTerms) asked.set(term, { written: text.slice(start, end), count: 1 });
  }
  return asked;
}

function answerOf(text: string, asked: ReadonlyMap<string, unknown>, found: readonly Found[]): Pick<Answer, 'hits'> {
  const hits = found.slice(0, shown).map(({ kind, id, score, title, body }) => ({ kind, id, score, title: title ?? '', body: body ?? '' }));
  return { hits: asked.size > questionTerms ? hits : compared(text, hits) };
}

/** The hits in a better order: by what letters they share with the question, too. */
function compared(text: string, hits: readonly Hit[]): Hit[] {
  const scores = rerank(text, hits.map(({ score, title, body }) => ({ score, text: `${title} ${body}` })));
  return hits.map((hit, index) => ({ ...hit, score: scores[index] ?? hit.score })).sort((one, other) => other.score - one.score);
}

/** For each word that no passage holds, the one it most likely was meant to be. */
async function corrected(ctx: Context, asked: ReadonlyMap<string, { written: string }>): Promise<{ from: string; written: string; term: string }[]> {
  const words = asked.size > questionTerms ? [] : [...asked.keys()].filter(isSpellable);
  const near = Map.groupBy(words.length === 0 ? [] : await passages(ctx).nearest(words), ({ word }) => word);
  return [...near].flatMap(([from, candidates]) => {
    const term = closest(from, candidates);
    return term === null ? [] : [{ from, written: asked.get(from)?.written ?? from, term }];
  });
}
