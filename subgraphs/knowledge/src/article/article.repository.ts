import { insertAll, isUuid, unknownAmong, type Context } from '@deskgraph/kit';
import { Article, ArticleState, ArticleVisibility } from './article.entity.js';
import type { ArticleFilter } from './article.inputs.js';

type Change = Partial<Omit<Article, 'organizationId' | 'id' | 'number' | 'authorMemberId' | 'createdAt'>>;

/** The articles' SQL, bound to the context's transaction. */
export const articles = ({ db, viewer }: Context) =>
  db.getRepository(Article).extend({
    /** The rows `articlePolicy.read` allows, said in SQL. */
    visible() {
      const query = this.createQueryBuilder('article');
      if (!viewer.may('article.read')) return query.where('false');
      if (viewer.may('article.draft.read')) return query.where('true');
      const published = viewer.may('article.restricted.read') ? 'article.state = :published' : 'article.state = :published and article.visibility <> :restricted';
      return query.where(`(article.authorMemberId = :memberId or ${published})`, { memberId: viewer.memberId, published: ArticleState.PUBLISHED, restricted: ArticleVisibility.RESTRICTED });
    },

    /** The visible rows a filter asks for. */
    matching({ state, visibility, language }: ArticleFilter) {
      const query = this.visible();
      if (state) query.andWhere('article.state = :state', { state });
      if (visibility) query.andWhere('article.visibility = :visibility', { visibility });
      if (language) query.andWhere('article.language = :language', { language });
      return query;
    },

    byId(id: string): Promise<Article | null> {
      return this.findOneBy({ id });
    },

    /** Locks an article. */
    lock(id: string): Promise<Article | null> {
      return isUuid(id) ? this.findOne({ where: { id }, lock: { mode: 'pessimistic_write' } }) : Promise.resolve(null);
    },

    /** The next number of the organization, or the first of so many; taken for good when the transaction commits. */
    async nextNumber(count = 1): Promise<number> {
      const [row] = await db.query<{ last: number }[]>(
        'insert into knowledge.counter (organization_id, last) values ($1, $2) on conflict (organization_id) do update set last = knowledge.counter.last + $2 returning last',
        [viewer.organizationId, count],
      );
      return (row?.last ?? count) - count + 1;
    },

    /** Those of some rows that are not there yet. */
    unknown<Row extends { readonly id: string }>(rows: readonly Row[]): Promise<Row[]> {
      return unknownAmong({ db, viewer }, Article, rows);
    },

    /** Inserts articles. */
    addAll(rows: readonly Article[]): Promise<void> {
      return insertAll({ db }, Article, rows);
    },

    /** Writes a change to the table and the row. */
    async change(article: Article, change: Change): Promise<Article> {
      await this.update({ id: article.id }, change);
      return Object.assign(article, change);
    },
  });
