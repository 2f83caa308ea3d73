import type { Context } from '@deskgraph/kit';
import { tokensFor } from '../article/article.policy.js';
import { published } from '../article/article.service.js';
import { textByTicket } from '../document/document.loader.js';
import { ticketTokensFor } from '../document/document.policy.js';
import { settled } from '../document/document.service.js';
import { alike, type Hit } from '../passage/passage.service.js';
import { snippetOf } from '../retrieval/snippet.js';
import type { SimilarTicket, SuggestedArticle } from './ticket.entity.js';

/** Of which ticket something was found. */
export interface OfTicket {
  readonly ticketId: string;
}

/** How many of each are found at the most. */
export const [mostSimilar, mostSuggested] = [20, 20];

/** The settled tickets that are most like each of some tickets, by their own texts. None for tickets without a text. */
export async function similar(ctx: Context, ticketIds: readonly string[]): Promise<(SimilarTicket & OfTicket)[]> {
  const found = await foundBy(ctx, ticketIds, ticketTokensFor(ctx.viewer));
  const admitted = await settled(ctx, idsOf(found));
  return found.flatMap(({ ticketId, hits }) =>
    hits.filter(({ id }) => admitted.has(id)).slice(0, mostSimilar).map(({ id, score, title, snippet }) => ({ ticketId, ticket: { id }, score, title, snippet })),
  );
}

/** The articles that answer each of some tickets best, of those the viewer may see. None for tickets without a text. */
export async function suggested(ctx: Context, ticketIds: readonly string[]): Promise<(SuggestedArticle & OfTicket)[]> {
  const found = await foundBy(ctx, ticketIds, tokensFor(ctx.viewer));
  const ids = idsOf(found);
  const articles = new Map((ids.length === 0 ? [] : await published(ctx, ids, null)).map(article => [article.id, article]));
  return found.flatMap(({ ticketId, hits }) =>
    hits.flatMap(({ id, score, title, snippet }) => {
      const article = articles.get(id);
      return article ? [{ ticketId, article, score, title, snippet }] : [];
    }).slice(0, mostSuggested),
  );
}

interface Found extends OfTicket {
  readonly hits: readonly (Hit & { readonly snippet: string })[];
}

/** What those tokens admit of what is like the tickets' texts. */
async function foundBy(ctx: Context, ticketIds: readonly string[], acl: readonly string[]): Promise<Found[]> {
  if (acl.length === 0) return [];
  const texts = (await Promise.all(ticketIds.map(id => textByTicket(ctx).load(id)))).filter(text => text !== null);
  const answers = await alike(ctx, texts.map(({ ticketId, title, text }) => ({ text: `${title}\n${text}`, exceptId: ticketId })), acl);
  return texts.map(({ ticketId }, index) => {
    const { hits = [], terms = new Set<string>() } = answers[index] ?? {};
    return { ticketId, hits: hits.map(hit => ({ ...hit, snippet: snippetOf(hit.body, terms).map(({ text }) => text).join('') })) };
  });
}

function idsOf(found: readonly Found[]): string[] {
  return [...new Set(found.flatMap(({ hits }) => hits.map(({ id }) => id)))];
}
