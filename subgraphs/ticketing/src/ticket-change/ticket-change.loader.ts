import { pageLoader, pagesBy } from '@deskgraph/kit';
import type { TicketChange } from './ticket-change.entity.js';
import { ticketChanges } from './ticket-change.repository.js';

/** The histories of tickets, the oldest first. */
export const historyByTicket = pageLoader<TicketChange>((ctx, ids, args) =>
  pagesBy(ticketChanges(ctx).visible(), { ids, column: 'change.ticketId', value: ({ ticketId }) => ticketId }, args, { column: 'change.at', direction: 'ASC', value: ({ at }) => at }),
);
