import { loader } from '@deskgraph/kit';
import type { Article } from './article.entity.js';
import { articles } from './article.repository.js';

/** Articles by id, null where the viewer may not see one. Also the federation reference. */
export const articleById = loader<Article>(
  (ctx, ids) => articles(ctx).visible().andWhere('article.id = any(:ids)', { ids }).getMany(),
  article => article.id,
);
