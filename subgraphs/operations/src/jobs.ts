import type { Job } from '@deskgraph/kit';
import { tidy as tidyConnections } from './connection/connection.service.js';
import { exportJob, tidy as tidyExports, write } from './export/export.service.js';

/** What this room does outside of requests. */
export const jobs: Readonly<Record<string, Job>> = {
  [exportJob]: { retryLimit: 5, retryDelaySeconds: 5, expireInSeconds: 600, run: write },
  'operations.tidy': {
    retryLimit: 3,
    retryDelaySeconds: 60,
    expireInSeconds: 60,
    cron: '23 3 * * *',
    async run(ctx, job) {
      await tidyConnections(ctx, job);
      await tidyExports(ctx, job);
    },
  },
};
