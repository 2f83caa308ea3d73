import type { Job } from '@deskgraph/kit';
import { gatherJob } from './company/company.service.js';
import { gatherAll } from './resolution/resolution.service.js';

/** What this room does outside of requests. */
export const jobs: Readonly<Record<string, Job>> = {
  [gatherJob]: { retryLimit: 5, retryDelaySeconds: 5, expireInSeconds: 600, run: gatherAll },
};
