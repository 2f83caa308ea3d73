import type { Policy } from '@deskgraph/kit';
import { DeliveryState, type Delivery } from './delivery.entity.js';

/** What may be done to a delivery, and by whom. `read` has a twin in SQL: `deliveries().visible()`. */
export const deliveryPolicy = {
  read: viewer => viewer.may('delivery.read'),
  readBody: viewer => viewer.may('delivery.body.read'),
  replay: (viewer, delivery) => viewer.may('delivery.replay') && delivery.state === DeliveryState.DONE,
} satisfies Policy<Delivery>;
