import type { Policy, Viewer } from '@deskgraph/kit';
import { ArticleState, ArticleVisibility, type Article } from './article.entity.js';

const ownsDraft = (viewer: Viewer, { authorMemberId }: Article): boolean => viewer.may('article.draft.read') || viewer.memberId === authorMemberId;
const isAdmitted = (viewer: Viewer, { visibility }: Article): boolean => visibility !== ArticleVisibility.RESTRICTED || viewer.may('article.restricted.read');

/** What may be done to an article, and by whom. `read` has a twin in SQL: `articles().visible()`. */
export const articlePolicy = {
  read: (viewer, article) => viewer.may('article.read') && (ownsDraft(viewer, article) || (article.state === ArticleState.PUBLISHED && isAdmitted(viewer, article))),
  readDrafts: (viewer, article) => viewer.may('article.read') && ownsDraft(viewer, article),
  update: (viewer, article) => viewer.may('article.update') && article.state !== ArticleState.ARCHIVED && ownsDraft(viewer, article),
  publish: (viewer, article) => viewer.may('article.publish') && ownsDraft(viewer, article),
  archive: (viewer, article) => viewer.may('article.archive') && article.state !== ArticleState.ARCHIVED && ownsDraft(viewer, article),
} satisfies Policy<Article>;

const token = (visibility: ArticleVisibility): string => `article:${visibility.toLowerCase()}`;

/** What a viewer must be given to find an article. */
export function tokensOf({ visibility }: Article): string[] {
  return [token(visibility)];
}

/** What a viewer is given to find articles with; of those only the ones for somebody, where that is asked. */
export function tokensFor(viewer: Viewer, visibility: ArticleVisibility | null = null): string[] {
  if (!viewer.may('article.read')) return [];
  const admitted = [ArticleVisibility.PUBLIC, ArticleVisibility.INTERNAL, ...(viewer.may('article.restricted.read') ? [ArticleVisibility.RESTRICTED] : [])];
  return admitted.filter(one => visibility === null || one === visibility).map(token);
}
