import { loader } from '@deskgraph/kit';
import type { Delivery, DeliveryBody, DeliverySize } from './delivery.entity.js';
import { deliveries } from './delivery.repository.js';

/** Deliveries by id, null where the viewer may not see one. Also the federation reference. */
export const deliveryById = loader<Delivery>(
  (ctx, ids) => deliveries(ctx).visible().andWhere('delivery.id = any(:ids)', { ids }).getMany(),
  delivery => delivery.id,
);

/** How long the bodies of deliveries are, by id. */
export const sizeByDelivery = loader<DeliverySize>((ctx, ids) => deliveries(ctx).sizes(ids), size => size.id);

/** How the bodies of deliveries begin, by id; null for who may not read them. */
export const bodyByDelivery = loader<DeliveryBody>((ctx, ids) => deliveries(ctx).bodies(ids), body => body.id);
