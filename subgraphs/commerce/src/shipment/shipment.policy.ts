import type { Policy } from '@deskgraph/kit';
import type { Shipment } from './shipment.entity.js';

/** What may be done to a shipment, and by whom. `read` has a twin in SQL: `shipments().visible()`. */
export const shipmentPolicy = {
  read: viewer => viewer.may('order.read'),
  deliver: viewer => viewer.may('shipment.deliver'),
} satisfies Policy<Shipment>;
