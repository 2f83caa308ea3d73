import { insertAll, type Context } from '@deskgraph/kit';
import { ArticleVersion } from './article-version.entity.js';

/** The versions' SQL, bound to the context's transaction. They are only ever added. */
export const articleVersions = ({ db }: Context) =>
  db.getRepository(ArticleVersion).extend({
    /** Every version of an article. */
    ofArticle(articleId: string) {
      return this.createQueryBuilder('version').where('version.articleId = :articleId', { articleId });
    },

    /** Inserts versions. */
    addAll(rows: readonly ArticleVersion[]): Promise<void> {
      return insertAll({ db }, ArticleVersion, rows);
    },

    /** One version of an article. */
    one(articleId: string, version: number): Promise<ArticleVersion | null> {
      return this.findOneBy({ articleId, version });
    },

    /** The published version of each article, or its latest. */
    ofArticles(articleIds: readonly string[], which: 'published' | 'latest'): Promise<ArticleVersion[]> {
      const column = which === 'published' ? 'published_version' : 'version';
      return this.createQueryBuilder('version')
        .where(`(version.articleId, version.version) in (select id, ${column} from knowledge.article where id = any(:articleIds))`, { articleIds })
        .getMany();
    },
  });
