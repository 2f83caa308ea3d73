import type { Job } from '@deskgraph/kit';
import { giveUp, parse, parseJob } from './inbound-mail/inbound-mail.service.js';
import type { TicketingPorts } from './ports.js';

/** What this room does outside of requests. */
export const jobs: Readonly<Record<string, Job<TicketingPorts>>> = {
  [parseJob]: { retryLimit: 10, retryDelaySeconds: 5, expireInSeconds: 180, run: parse, exhausted: giveUp },
};
