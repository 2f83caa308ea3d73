import type { Job } from '@deskgraph/kit';
import { tidy } from './call/call.service.js';

/** What this room does on the clock. */
export const jobs: Readonly<Record<string, Job>> = {
  'voice.tidy': { retryLimit: 3, retryDelaySeconds: 60, expireInSeconds: 600, cron: '7 * * * *', run: tidy },
};
