import { listLoader, loader } from '@deskgraph/kit';
import type { Shipment, ShipmentLine } from './shipment.entity.js';
import { shipments } from './shipment.repository.js';

/** Shipments by id, null where the viewer may not see one. Also the federation reference. */
export const shipmentById = loader<Shipment>(
  (ctx, ids) => shipments(ctx).visible().andWhere('shipment.id = any(:ids)', { ids }).getMany(),
  shipment => shipment.id,
);

/** The shipments of orders, the oldest first. */
export const shipmentsByOrder = listLoader<Shipment>(
  (ctx, ids) => shipments(ctx).visible().andWhere('shipment.orderId = any(:ids)', { ids }).orderBy('shipment.id').getMany(),
  shipment => shipment.orderId,
);

/** What is in shipments. */
export const linesByShipment = listLoader<ShipmentLine>((ctx, ids) => shipments(ctx).linesOf(ids), line => line.shipmentId);
