import { listLoader } from '@deskgraph/kit';
import type { OrderTransition } from './order-transition.entity.js';
import { orderTransitions } from './order-transition.repository.js';

/** The steps of orders, the oldest first. */
export const transitionsByOrder = listLoader<OrderTransition>(
  (ctx, ids) => orderTransitions(ctx).visible().andWhere('transition.orderId = any(:ids)', { ids }).orderBy('transition.id').getMany(),
  transition => transition.orderId,
);
