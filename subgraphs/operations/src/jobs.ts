import type { Job } from '@deskgraph/kit';
import { tidy } from './connection/connection.service.js';

/** What this room does outside of requests. */
export const jobs: Readonly<Record<string, Job>> = {
  'operations.tidy': { retryLimit: 3, retryDelaySeconds: 60, expireInSeconds: 60, cron: '23 3 * * *', run: tidy },
};
