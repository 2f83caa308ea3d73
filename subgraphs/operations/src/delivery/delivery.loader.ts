import { loader } from '@deskgraph/kit';
import type { Delivery, DeliveryBody } from './delivery.entity.js';
import { deliveries } from './delivery.repository.js';

/** Deliveries by id, null where the viewer may not see one. Also the federation reference. */
export const deliveryById = loader<Delivery>(
  (ctx, ids) => deliveries(ctx).visible().andWhere('delivery.id = any(:ids)', { ids }).getMany(),
  delivery => delivery.id,
);

/** The bodies of deliveries that may be seen, by id. */
export const bodyByDelivery = loader<DeliveryBody>((ctx, ids) => deliveries(ctx).bodies(ids), body => body.id);
