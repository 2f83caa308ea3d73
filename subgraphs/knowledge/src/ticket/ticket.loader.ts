import { listLoader, loader } from '@deskgraph/kit';
import type { SimilarTicket, SuggestedArticle, Ticket } from './ticket.entity.js';
import * as service from './ticket.service.js';

/** Tickets as the federation reference names them: what they are is ticketing's word, and no row of this room. */
export const ticketById = loader<Ticket>(async (_ctx, ids) => ids.map(id => ({ id })), ({ id }) => id);

/** What tickets are like, the likest first: one search for all of them. */
export const similarByTicket = listLoader<SimilarTicket & service.OfTicket>((ctx, ids) => service.similar(ctx, ids), ({ ticketId }) => ticketId);

/** What may answer tickets, the best first: one search for all of them. */
export const articlesByTicket = listLoader<SuggestedArticle & service.OfTicket>((ctx, ids) => service.suggested(ctx, ids), ({ ticketId }) => ticketId);
