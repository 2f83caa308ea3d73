import { audit, auditAll, authorize, bulk, emit, emitAll, isUuid, once, page, Refused, transact, type Context, type Page, type PageArgs, type Transaction } from '@deskgraph/kit';
import type { ArticleVersion } from '../article-version/article-version.entity.js';
import * as articleVersions from '../article-version/article-version.service.js';
import { SourceKind } from '../passage/passage.entity.js';
import { forget, index, inTurn } from '../passage/passage.service.js';
import { ArticleState, ArticleVisibility, type Article } from './article.entity.js';
import { ArticleOrderField, type ArticleArchiveInput, type ArticleCreateInput, type ArticleFilter, type ArticleOrder, type ArticlePublishInput, type ArticleUpdateInput } from './article.inputs.js';
import { articlePolicy, tokensOf } from './article.policy.js';
import { articles } from './article.repository.js';

const orders = {
  [ArticleOrderField.CHANGED_AT]: { column: 'article.changedAt', value: ({ changedAt }: Article) => changedAt },
  [ArticleOrderField.NUMBER]: { column: 'article.number', value: ({ number }: Article) => number },
  [ArticleOrderField.TITLE]: { column: 'article.title', value: ({ title }: Article) => title },
};

/** One page of the articles the viewer may see, the last changed first unless ordered otherwise. */
export function list(ctx: Context, filter: ArticleFilter, { field, direction }: ArticleOrder, args: PageArgs): Promise<Page<Article>> {
  return page(articles(ctx).matching(filter), args, { ...orders[field], direction });
}

/** One page of an article's versions, for whoever may see its drafts. */
export async function versions(ctx: Context, id: string, args: PageArgs): Promise<Page<ArticleVersion>> {
  const article = isUuid(id) ? await articles(ctx).byId(id) : null;
  authorize(ctx, articlePolicy, 'readDrafts', article, 'articleId');
  return articleVersions.list(ctx, article.id, args);
}

/** Begins an article, as a draft of its first version. */
export function create(ctx: Context, input: ArticleCreateInput): Promise<Article> {
  const { title, body, visibility, language } = input;
  return transact(ctx, tx => {
    if (!tx.viewer.may('article.create')) throw new Refused('FORBIDDEN', 'You may not write articles.');
    return once(tx, input, id => articles(tx).byId(id), async () => {
      const { organizationId, memberId } = tx.viewer;
      const article = articles(tx).create({
        organizationId, id: tx.newId(), number: await articles(tx).nextNumber(), title, state: ArticleState.DRAFT, visibility, language,
        version: 1, publishedVersion: null, authorMemberId: memberId, createdAt: tx.now(), changedAt: tx.now(), publishedAt: null,
      });
      await articles(tx).insert(article);
      await articleVersions.add(tx, { articleId: article.id, version: 1, title, body });
      await emit(tx, 'article.created', article.id);
      await audit(tx, 'article.create', article.id, { after: { number: article.number, title, visibility, language } });
      return article;
    });
  });
}

/** An article that was written before, in one version. */
export interface PastArticle extends Pick<Article, 'id' | 'title' | 'language' | 'authorMemberId' | 'createdAt'> {
  readonly body: string;
  readonly visibility: keyof typeof ArticleVisibility;
  /** When it was published; null where it is a draft still. */
  readonly publishedAt: Date | null;
}

/** Adds articles of the past, for the house itself. Those that are known change nothing. */
export function importAll(ctx: Context, rows: readonly PastArticle[]): Promise<number> {
  return bulk(ctx, rows, async tx => {
    const { organizationId } = tx.viewer;
    const added = await articles(tx).unknown(rows);
    const first = added.length === 0 ? 0 : await articles(tx).nextNumber(added.length);
    const made = added.map(({ body, visibility, ...row }, place) => {
      const standing = row.publishedAt ? { state: ArticleState.PUBLISHED, publishedVersion: 1 } : { state: ArticleState.DRAFT, publishedVersion: null };
      return { article: { ...row, ...standing, organizationId, number: first + place, visibility: ArticleVisibility[visibility], version: 1, changedAt: row.publishedAt ?? row.createdAt }, body };
    });
    await articles(tx).addAll(made.map(({ article }) => article));
    await articleVersions.addAll(tx, made.map(({ article: { id, title, authorMemberId, createdAt }, body }) => ({ organizationId, id: tx.newId(createdAt), articleId: id, version: 1, title, body, authorMemberId, createdAt })));
    const created = made.map(({ article: { id, number, title, visibility, language, createdAt: at } }) => ({ action: 'article.create', subjectId: id, after: { number, title, visibility, language }, at }));
    const out = added.flatMap(({ id, publishedAt: at }) => (at ? [{ action: 'article.publish', subjectId: id, before: { state: ArticleState.DRAFT, publishedVersion: null }, after: { state: ArticleState.PUBLISHED, publishedVersion: 1 }, at }] : []));
    await emitAll(tx, [...created.map(({ subjectId, at }) => ({ topic: 'article.created', subjectId, at })), ...out.map(({ subjectId, at }) => ({ topic: 'article.published', subjectId, at }))]);
    await auditAll(tx, [...created, ...out]);
    return added.length;
  });
}

/** Writes a new version. Its words are read once it is published; its visibility holds at once, so for what is published it is whoever publishes who changes it. */
export function update(ctx: Context, input: ArticleUpdateInput): Promise<Article> {
  return transact(ctx, tx =>
    once(tx, input, id => articles(tx).byId(id), async () => {
      const article = await own(tx, input.id, 'update', input.version);
      if (article.publishedVersion !== null && (input.visibility ?? article.visibility) !== article.visibility) authorize(tx, articlePolicy, 'publish', article, 'visibility');
      const before = { version: article.version, visibility: article.visibility, language: article.language };
      const latest = await articleVersions.versionOf(tx, article.id, article.version);
      const title = input.title ?? latest.title;
      const changed = await articles(tx).change(article, {
        version: article.version + 1,
        visibility: input.visibility ?? article.visibility,
        language: input.language ?? article.language,
        changedAt: tx.now(),
        ...(article.publishedVersion === null ? { title } : {}),
      });
      await articleVersions.add(tx, { articleId: article.id, version: changed.version, title, body: input.body ?? latest.body });
      await emit(tx, 'article.changed', article.id);
      await audit(tx, 'article.update', article.id, { before, after: { version: changed.version, visibility: changed.visibility, language: changed.language } });
      return changed;
    }),
  );
}

/** Has the latest version read and found. */
export function publish(ctx: Context, input: ArticlePublishInput): Promise<Article> {
  return transact(ctx, tx =>
    once(tx, input, id => articles(tx).byId(id), async () => {
      const article = await own(tx, input.id, 'publish', input.version);
      if (article.publishedVersion === article.version) throw new Refused('CONFLICT', 'This version is published already.', 'version');
      const before = { state: article.state, publishedVersion: article.publishedVersion };
      const latest = await articleVersions.versionOf(tx, article.id, article.version);
      const published = await articles(tx).change(article, {
        state: ArticleState.PUBLISHED, title: latest.title, publishedVersion: article.version, publishedAt: tx.now(), changedAt: tx.now(),
      });
      await emit(tx, 'article.published', article.id);
      await audit(tx, 'article.publish', article.id, { before, after: { state: published.state, publishedVersion: published.publishedVersion } });
      return published;
    }),
  );
}

/** Takes an article out of use. Its passages are gone with the same commit: nothing finds it any more. */
export function archive(ctx: Context, input: ArticleArchiveInput): Promise<Article> {
  return transact(ctx, tx =>
    once(tx, input, id => articles(tx).byId(id), async () => {
      await inTurn(tx);
      const article = await own(tx, input.id, 'archive');
      const before = { state: article.state, publishedVersion: article.publishedVersion };
      await forget(tx, { kind: SourceKind.ARTICLE, id: article.id });
      const archived = await articles(tx).change(article, { state: ArticleState.ARCHIVED, publishedVersion: null, publishedAt: null, changedAt: tx.now() });
      await emit(tx, 'article.archived', article.id);
      await audit(tx, 'article.archive', article.id, { before, after: { state: archived.state } });
      return archived;
    }),
  );
}

/** Those of some articles that are published and the viewer may see; only those for somebody, where that is asked. */
export function published(ctx: Context, ids: readonly string[], visibility: ArticleVisibility | null): Promise<Article[]> {
  return articles(ctx).matching({ state: ArticleState.PUBLISHED, visibility }).andWhere('article.id = any(:ids)', { ids }).getMany();
}

/** Has an article found as it is published now, or not at all. */
export async function reindex(tx: Transaction, id: string): Promise<void> {
  await inTurn(tx);
  const article = await articles(tx).lock(id);
  const version = article?.publishedVersion ? await articleVersions.versionOf(tx, id, article.publishedVersion) : null;
  if (!article || !version) return forget(tx, { kind: SourceKind.ARTICLE, id });
  return index(tx, { kind: SourceKind.ARTICLE, id, version: version.version, acl: tokensOf(article), title: version.title, body: version.body });
}

async function own(tx: Transaction, id: string, verb: keyof typeof articlePolicy, version?: number): Promise<Article> {
  const article = await articles(tx).lock(id);
  authorize(tx, articlePolicy, 'read', article, 'id');
  if (article.state === ArticleState.ARCHIVED && verb !== 'publish') throw new Refused('CONFLICT', 'It is archived. Publish it again first.', 'id');
  authorize(tx, articlePolicy, verb, article, 'id');
  if (version !== undefined && version !== article.version) throw new Refused('CONFLICT', `There is a newer version, ${String(article.version)}. Look at it first.`, 'version');
  return article;
}
