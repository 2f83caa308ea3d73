import { page, type Context, type Page, type PageArgs, type Transaction } from '@deskgraph/kit';
import type { ArticleVersion } from './article-version.entity.js';
import { articleVersions } from './article-version.repository.js';

/** One page of an article's versions, the newest first. Whoever asks has made sure that the viewer may see its drafts. */
export function list(ctx: Context, articleId: string, args: PageArgs): Promise<Page<ArticleVersion>> {
  return page(articleVersions(ctx).ofArticle(articleId), args, { column: 'version.version', direction: 'DESC', value: ({ version }) => version });
}

/** One version of an article, which there is. */
export async function versionOf(ctx: Context, articleId: string, version: number): Promise<ArticleVersion> {
  const found = await articleVersions(ctx).one(articleId, version);
  if (!found) throw new Error(`Article ${articleId} has no version ${String(version)}.`);
  return found;
}

/** Writes a version down, as the viewer's. */
export async function add(tx: Transaction, version: Pick<ArticleVersion, 'articleId' | 'version' | 'title' | 'body'>): Promise<void> {
  const { organizationId, memberId: authorMemberId } = tx.viewer;
  await articleVersions(tx).insert({ organizationId, id: tx.newId(), ...version, authorMemberId, createdAt: tx.now() });
}

/** Adds versions that were written before. */
export function addAll(tx: Transaction, rows: readonly ArticleVersion[]): Promise<void> {
  return articleVersions(tx).addAll(rows);
}
