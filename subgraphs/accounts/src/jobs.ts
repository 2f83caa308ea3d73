import type { Job } from '@deskgraph/kit';
import { deliver, giveUp, mailJob, tidy } from './mail/mail.service.js';
import type { AccountsPorts } from './ports.js';

/** What this room does outside of requests. */
export const jobs: Readonly<Record<string, Job<AccountsPorts>>> = {
  /** Tried for about a day: as long as the links in the mails work. */
  [mailJob]: { retryLimit: 30, retryDelaySeconds: 5, expireInSeconds: 60, run: deliver, exhausted: giveUp },
  'accounts.tidy': { retryLimit: 3, retryDelaySeconds: 60, expireInSeconds: 60, cron: '7 3 * * *', run: tidy },
};
