import type { Consumer } from '@deskgraph/kit';
import * as articles from './article/article.service.js';
import * as documents from './document/document.service.js';

/** What this room does when something happened. Each looks at how the thing is now, so that told twice or late it does nothing more. */
export const consumers: Readonly<Record<string, Consumer>> = {
  'knowledge.articles': {
    topics: ['article.published', 'article.changed', 'article.archived'],
    run: (tx, { subjectId }) => articles.reindex(tx, subjectId),
  },
  'knowledge.documents': {
    topics: ['document.published', 'document.withdrawn'],
    run: (tx, { subjectId }) => documents.reindex(tx, subjectId),
  },
};
