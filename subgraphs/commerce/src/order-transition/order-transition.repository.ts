import { insertAll, type Context } from '@deskgraph/kit';
import { OrderTransition } from './order-transition.entity.js';

/** The history's SQL, bound to the context's transaction. */
export const orderTransitions = ({ db, viewer }: Context) =>
  db.getRepository(OrderTransition).extend({
    /** The steps of orders the viewer may see. */
    visible() {
      const query = this.createQueryBuilder('transition');
      return viewer.may('order.read') ? query : query.where('false');
    },

    /** Inserts steps. */
    addAll(rows: readonly OrderTransition[]): Promise<void> {
      return insertAll({ db }, OrderTransition, rows);
    },
  });
