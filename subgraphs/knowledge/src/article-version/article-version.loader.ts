import { loader } from '@deskgraph/kit';
import type { ArticleVersion } from './article-version.entity.js';
import { articleVersions } from './article-version.repository.js';

/** The published version of articles that the viewer may see. */
export const publishedByArticle = loader<ArticleVersion>((ctx, ids) => articleVersions(ctx).ofArticles(ids, 'published'), version => version.articleId);

/** The latest version of articles whose drafts the viewer may see. */
export const latestByArticle = loader<ArticleVersion>((ctx, ids) => articleVersions(ctx).ofArticles(ids, 'latest'), version => version.articleId);
