import type { Job } from '@deskgraph/kit';
import { tidy } from './attachment/attachment.service.js';
import { giveUp as giveUpSending, send } from './delivery/delivery.service.js';
import { giveUp, parse, parseJob } from './inbound-mail/inbound-mail.service.js';
import { sendJob } from './message/message.service.js';
import type { TicketingPorts } from './ports.js';
import { tidy as tidyReadings } from './reading/reading.service.js';

/** What this room does outside of requests. */
export const jobs: Readonly<Record<string, Job<TicketingPorts>>> = {
  /** Tried for more than a minute: what lasts too long each time holds up the mail of others. */
  [parseJob]: { retryLimit: 4, retryDelaySeconds: 5, expireInSeconds: 180, run: parse, exhausted: giveUp },
  /** Tried for about a day. */
  [sendJob]: { retryLimit: 30, retryDelaySeconds: 5, expireInSeconds: 120, run: send, exhausted: giveUpSending },
  'ticketing.tidy': { retryLimit: 3, retryDelaySeconds: 60, expireInSeconds: 600, cron: '17 4 * * *', async run(ctx, order) { await tidy(ctx, order); await tidyReadings(ctx, order); } },
};
