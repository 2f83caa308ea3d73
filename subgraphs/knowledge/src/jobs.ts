import type { Job } from '@deskgraph/kit';
import { renew } from './article/article.service.js';
import { tidy } from './search/search.service.js';

/** What this room does on the clock. */
export const jobs: Readonly<Record<string, Job>> = {
  'knowledge.tidy': {
    retryLimit: 3,
    retryDelaySeconds: 60,
    expireInSeconds: 600,
    cron: '41 3 * * *',
    async run(ctx, job) {
      await tidy(ctx, job);
      await renew(ctx, job);
    },
  },
};
