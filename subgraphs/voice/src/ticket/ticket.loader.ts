import { loader } from '@deskgraph/kit';
import type { Ticket } from './ticket.entity.js';

/** Tickets as the federation reference names them: what they are is another room's word, and no row of this one. */
export const ticketById = loader<Ticket>(async (_ctx, ids) => ids.map(id => ({ id })), ({ id }) => id);
