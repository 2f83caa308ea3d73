import { insertAll, type Context } from '@deskgraph/kit';
import { TicketEvent } from './ticket-event.entity.js';

/** The history's SQL, bound to the context's transaction. */
export const ticketEvents = ({ db, viewer }: Context) =>
  db.getRepository(TicketEvent).extend({
    /** What was done to tickets the viewer may see. */
    visible() {
      const query = this.createQueryBuilder('event');
      return viewer.may('ticket.read') ? query : query.where('false');
    },

    /** Inserts what was done. */
    addAll(rows: readonly TicketEvent[]): Promise<void> {
      return insertAll({ db }, TicketEvent, rows);
    },
  });
