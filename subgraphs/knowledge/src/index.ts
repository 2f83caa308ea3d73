import { defineSubgraph } from '@deskgraph/kit';
import { ArticleVersion } from './article-version/article-version.entity.js';
import { ArticleVersionResolver } from './article-version/article-version.resolver.js';
import { Article } from './article/article.entity.js';
import { articleById } from './article/article.loader.js';
import { ArticleResolver } from './article/article.resolver.js';
import { consumers } from './consumers.js';
import { jobs } from './jobs.js';
import { Knowledge0001 } from './migrations/0001-knowledge.js';
import { Knowledge0002 } from './migrations/0002-passages.js';
import { Knowledge0003 } from './migrations/0003-documents.js';
import { permissions } from './permissions.js';
import { SearchResolver } from './search/search.resolver.js';
import { ticketById } from './ticket/ticket.loader.js';
import { TicketResolver } from './ticket/ticket.resolver.js';

/** What the organization knows, and how it is found. */
export const knowledge = defineSubgraph({
  name: 'knowledge',
  entities: [Article, ArticleVersion],
  migrations: [Knowledge0001, Knowledge0002, Knowledge0003],
  resolvers: [ArticleResolver, ArticleVersionResolver, SearchResolver, TicketResolver],
  references: { Article: articleById, Ticket: ticketById },
  permissions,
  consumers,
  jobs,
});

export { importAll as importArticles, type PastArticle } from './article/article.service.js';
export { answer } from './passage/passage.service.js';
export { analyze } from './retrieval/analyzer.js';
export { cut } from './retrieval/passages.js';
