import { audit, authorize, emit, once, Refused, transact, type Context, type Transaction } from '@deskgraph/kit';
import type { OrderLine } from '../order-line/order-line.entity.js';
import { linesOf, ship, type Shipped } from '../order-line/order-line.service.js';
import { OrderState } from '../order/order.entity.js';
import { aheadMs } from '../order/order.policy.js';
import { isOver, lock as lockOrder, own as ownOrder, peopleOf, read as readOrder, step } from '../order/order.service.js';
import { consume } from '../reservation/reservation.service.js';
import { ShipmentState, type Shipment, type ShipmentLine } from './shipment.entity.js';
import type { ShipmentCreateInput, ShipmentDeliverInput } from './shipment.inputs.js';
import { shipmentPolicy } from './shipment.policy.js';
import { shipments } from './shipment.repository.js';

/** Sends what is open of an order, or some of it: it leaves the stock, and the order goes on. */
export function create(ctx: Context, input: ShipmentCreateInput): Promise<Shipment> {
  const { orderId, carrier, trackingNumber = null } = input;
  return transact(ctx, async tx => {
    await readOrder(tx, orderId, 'ship', 'orderId');
    return once(tx, input, id => shipments(tx).byId(id), async () => {
      const order = await ownOrder(tx, orderId, 'ship', 'orderId');
      const lines = await linesOf(tx, orderId);
      const sent = sentOf(lines, input);

      const { organizationId } = tx.viewer;
      const shipment: Shipment = { organizationId, id: tx.newId(), orderId, carrier, trackingNumber, state: ShipmentState.SHIPPED, shippedAt: tx.now(), deliveredAt: null };
      await shipments(tx).add(shipment, sent.map(({ lineId, quantity }) => ({ organizationId, shipmentId: shipment.id, orderLineId: lineId, quantity })));
      await consume(tx, orderId, sent);
      await ship(tx, sent);
      await emit(tx, 'shipment.created', shipment.id, { related: [orderId, ...peopleOf(order)] });
      const isWhole = count(lines.map(line => line.quantity - line.shipped)) === count(sent.map(({ quantity }) => quantity));
      if (order.state !== OrderState.FULFILLING) await step(tx, order, OrderState.FULFILLING, null);
      else if (!isWhole) await emit(tx, 'order.changed', orderId, { related: peopleOf(order) });
      if (isWhole) await step(tx, order, OrderState.SHIPPED, null);
      await audit(tx, 'shipment.create', shipment.id, { after: { orderId, carrier, trackingNumber, lines: sent } });
      return shipment;
    });
  });
}

/** Notes that a shipment arrived; with the last one of a paid order the order is complete. */
export function deliver(ctx: Context, input: ShipmentDeliverInput): Promise<Shipment> {
  const { id, deliveredAt } = input;
  return transact(ctx, async tx => {
    const known = await shipments(tx).byId(id);
    authorize(tx, shipmentPolicy, 'deliver', known, 'id');
    return once(tx, input, again => shipments(tx).byId(again), async () => {
      const order = await lockOrder(tx, known.orderId);
      const shipment = await shipments(tx).lock(id);
      if (!order || !shipment) throw new Error('A shipment without its order.');
      if (shipment.state !== ShipmentState.SHIPPED) throw new Refused('SHIPMENT_DELIVERED', 'This shipment has arrived already.', 'id');
      const [now, told] = [tx.now(), deliveredAt ?? tx.now()];
      if (told < shipment.shippedAt) throw new Refused('INVALID', 'It cannot arrive before it went out.', 'deliveredAt');
      if (told.getTime() > now.getTime() + aheadMs) throw new Refused('INVALID', 'What arrived has arrived: not in the future.', 'deliveredAt');
      const at = told > now ? now : told;

      await shipments(tx).change(shipment, { state: ShipmentState.DELIVERED, deliveredAt: at });
      await emit(tx, 'shipment.delivered', id, { related: [order.id, ...peopleOf(order)] });
      if (await isOver(tx, order)) await step(tx, order, OrderState.COMPLETED, null);
      else await emit(tx, 'order.changed', order.id, { related: peopleOf(order) });
      await audit(tx, 'shipment.deliver', id, { before: { state: ShipmentState.SHIPPED }, after: { state: shipment.state, deliveredAt: at } });
      return shipment;
    });
  });
}

/** Adds shipments of orders of the past. */
export function addAll(tx: Transaction, rows: readonly Shipment[], lines: readonly ShipmentLine[]): Promise<void> {
  return shipments(tx).addAll(rows, lines);
}

/** What goes out: what was asked for, else all that is open. Refused where it is no line of the order, or more than is open. */
function sentOf(lines: readonly OrderLine[], { lines: asked }: ShipmentCreateInput): Shipped[] {
  if (!asked) return lines.map(({ id, quantity, shipped }) => ({ lineId: id, quantity: quantity - shipped })).filter(({ quantity }) => quantity > 0);
  return asked.map(({ orderLineId, quantity }, index) => {
    const line = lines.find(({ id }) => id === orderLineId);
    if (!line) throw new Refused('NOT_FOUND', 'There is no such line in this order.', `lines.${String(index)}.orderLineId`);
    if (quantity > line.quantity - line.shipped) throw new Refused('SHIPMENT_TOO_MUCH', 'This is more than is open of the line.', `lines.${String(index)}.quantity`);
    return { lineId: orderLineId, quantity };
  });
}

function count(quantities: readonly number[]): number {
  return quantities.reduce((all, quantity) => all + quantity, 0);
}
