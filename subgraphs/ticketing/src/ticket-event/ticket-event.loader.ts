import { pageLoader, pagesBy } from '@deskgraph/kit';
import type { TicketEvent } from './ticket-event.entity.js';
import { ticketEvents } from './ticket-event.repository.js';

/** The histories of tickets, the oldest first. */
export const historyByTicket = pageLoader<TicketEvent>((ctx, ids, args) =>
  pagesBy(ticketEvents(ctx).visible(), { ids, column: 'event.ticketId', value: ({ ticketId }) => ticketId }, args, { column: 'event.at', direction: 'ASC', value: ({ at }) => at }),
);
