import { listLoader, loader } from '@deskgraph/kit';
import type { Ticket } from './ticket.entity.js';
import { tickets, type TicketCount } from './ticket.repository.js';

/** How many tickets of a customer are at hand with them. */
export const mostOfCustomer = 20;

/** Tickets by id, null where the viewer may not see one. Also the federation reference. */
export const ticketById = loader<Ticket>(
  (ctx, ids) => tickets(ctx).visible().andWhere('ticket.id = any(:ids)', { ids }).getMany(),
  ticket => ticket.id,
);

/** The tickets of customers that were last active, the latest first. */
export const ticketsByCustomer = listLoader<Ticket>((ctx, ids) => tickets(ctx).newestOf(ids, mostOfCustomer), ticket => ticket.customerId ?? '');

/** How many tickets customers have; null for none. */
export const ticketCountByCustomer = loader<TicketCount>((ctx, ids) => tickets(ctx).countOf(ids), ({ customerId }) => customerId);
