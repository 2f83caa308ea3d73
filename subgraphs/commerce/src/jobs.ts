import type { Job } from '@deskgraph/kit';
import { replenish, replenishJob } from './replenishment/replenishment.service.js';

/** What this room does outside of requests. */
export const jobs: Readonly<Record<string, Job>> = {
  [replenishJob]: { retryLimit: 5, retryDelaySeconds: 5, expireInSeconds: 600, run: replenish },
};
