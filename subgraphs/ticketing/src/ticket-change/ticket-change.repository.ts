import { insertAll, type Context } from '@deskgraph/kit';
import { TicketChange } from './ticket-change.entity.js';

/** The history's SQL, bound to the context's transaction. */
export const ticketChanges = ({ db, viewer }: Context) =>
  db.getRepository(TicketChange).extend({
    /** What was done to tickets the viewer may see. */
    visible() {
      const query = this.createQueryBuilder('change');
      return viewer.may('ticket.read') ? query : query.where('false');
    },

    /** Inserts what was done. */
    addAll(rows: readonly TicketChange[]): Promise<void> {
      return insertAll({ db }, TicketChange, rows);
    },
  });
