import type { Consumer } from '@deskgraph/kit';
import { reindex } from './article/article.service.js';

/** What this room does when something happened. Each looks at how the thing is now, so that told twice or late it does nothing more. */
export const consumers: Readonly<Record<string, Consumer>> = {
  'knowledge.articles': {
    topics: ['article.published', 'article.changed', 'article.archived'],
    run: (tx, { subjectId }) => reindex(tx, subjectId),
  },
};
