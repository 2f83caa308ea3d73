import { loader } from '@deskgraph/kit';
import { documents, type TicketText } from './document.repository.js';

/** The text of tickets, as ticketing last published it. */
export const textByTicket = loader<TicketText>((ctx, ids) => documents(ctx).ofTickets(ids), ({ ticketId }) => ticketId);
