import { may, signedIn } from './may.js';
import type { Rules } from './table.js';

/** Who may read, write and search what the organization knows. Which articles: their policy says. */
export const knowledgeRules = {
  Query: {
    article: may('article.read'),
    articles: may('article.read'),
    articleVersions: may('article.read'),
    knowledgeSearch: may('article.read'),
  },
  Mutation: {
    articleCreate: may('article.create'),
    articleUpdate: may('article.update'),
    articlePublish: may('article.publish'),
    articleArchive: may('article.archive'),
  },

  Article: { '*': may('article.read') },
  ArticleVersion: { '*': may('article.read') },
  KnowledgeHitConnection: { '*': may('article.read') },
  KnowledgeHit: { '*': may('article.read'), ticket: may('ticket.read') },
  KnowledgeSnippetPart: { '*': may('article.read') },
  KnowledgeCorrection: { '*': may('article.read') },

  Ticket: { similarTickets: may('ticket.read'), suggestedArticles: may('article.read') },
  SimilarTicket: { '*': may('ticket.read') },
  SuggestedArticle: { '*': may('article.read') },

  ArticleConnection: { '*': may('article.read') },
  ArticleEdge: { '*': may('article.read') },
  ArticleVersionConnection: { '*': may('article.read') },
  ArticleVersionEdge: { '*': may('article.read') },

  ArticlePayload: { '*': signedIn },
} satisfies Rules;
