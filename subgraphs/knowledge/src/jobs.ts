import type { Job } from '@deskgraph/kit';
import * as articles from './article/article.service.js';
import * as documents from './document/document.service.js';
import { SourceKind } from './passage/passage.entity.js';
import { renew } from './passage/passage.service.js';
import { tidy } from './search/search.service.js';

/** What this room does on the clock. */
export const jobs: Readonly<Record<string, Job>> = {
  'knowledge.tidy': {
    retryLimit: 3,
    retryDelaySeconds: 60,
    expireInSeconds: 7200, // new rules of the analyzer have everything indexed anew
    cron: '41 3 * * *',
    async run(ctx, job) {
      await tidy(ctx, job);
      await renew(ctx, job, SourceKind.ARTICLE, articles.reindex);
      await renew(ctx, job, SourceKind.TICKET, documents.reindex);
    },
  },
};
