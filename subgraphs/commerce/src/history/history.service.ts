import { auditAll, bulk, emitAll, meetAll, partyId, Refused, type Context, type MetParty, type PastAudit, type PastEvent, type Transaction } from '@deskgraph/kit';
import { buyer, contentOf, type Content } from '../ingestion/ingestion.service.js';
import { addAll as addLines } from '../order-line/order-line.service.js';
import type { OrderLine } from '../order-line/order-line.entity.js';
import { addAll as addTransitions } from '../order-transition/order-transition.service.js';
import type { OrderTransition } from '../order-transition/order-transition.entity.js';
import { OrderState, type Order } from '../order/order.entity.js';
import { goals, isDue, ways } from '../order/order.policy.js';
import { addAll as addOrders, peopleOf, topics, unknown } from '../order/order.service.js';
import { shelves, type Shelves } from '../reservation/reservation.service.js';
import { ShipmentState, type Shipment, type ShipmentLine } from '../shipment/shipment.entity.js';
import { addAll as addShipments } from '../shipment/shipment.service.js';
import { bySku } from '../variant/variant.service.js';
import type { PastDelivery, PastOrder, PastSending, PastStep } from './history.inputs.js';

/** An order while what was done to it is done again. */
interface Replay {
  readonly tx: Transaction;
  readonly order: Omit<Order, 'organizationId' | 'number' | 'state' | 'paid' | 'changedAt'> & { state: OrderState; paid: bigint; changedAt: Date };
  readonly lines: (OrderLine & { shipped: number })[];
  readonly shipments: (Shipment & { state: ShipmentState; deliveredAt: Date | null })[];
  readonly sent: ShipmentLine[];
  readonly transitions: OrderTransition[];
  readonly events: PastEvent[];
  readonly audits: PastAudit[];
  readonly shelves: Shelves;
}

/**
 * Takes in orders of the past with all that was done to them, for the house itself: held, shipped and given back as the single verbs do, each step by
 * a way that there is. Orders that are known change nothing.
 */
export function importAll(ctx: Context, rows: readonly PastOrder[]): Promise<number> {
  return bulk(ctx, rows, async tx => {
    const added = await unknown(tx, rows);
    const buyers = added.map(({ said, at }) => ({ party: buyer(said), at }));
    const met = await meetAll(tx, buyers.flatMap(({ party, at }) => (party ? [{ ...party, at }] : [])));
    const variants = await bySku(tx, [...new Set(added.flatMap(({ said }) => said.lines.map(({ sku }) => sku)))]);
    const stock = await shelves(tx, [...variants.values()].map(({ id }) => id));

    const replays = added.map((row, place) => {
      const party = buyers[place]?.party;
      const known = party ? met.get(partyId(tx.viewer.organizationId, party)) : undefined;
      const replay = begin(tx, row, known ?? null, sku => variants.get(sku)?.id ?? null, stock);
      for (const deed of row.deeds) {
        if (deed.at <= replay.order.changedAt) throw new Refused('INVALID', `${row.said.externalId}: what was done to an order must be given in its order.`, 'deeds');
        if (deed.verb === 'ship') ship(replay, deed);
        else if (deed.verb === 'deliver') deliver(replay, deed);
        else step(replay, deed);
      }
      return replay;
    });
    await write(tx, replays, stock);
    return added.length;
  });
}

async function write(tx: Transaction, replays: readonly Replay[], stock: Shelves): Promise<void> {
  await addOrders(tx, replays.map(({ order }) => order));
  await addLines(tx, replays.flatMap(({ lines }) => lines));
  await addTransitions(tx, replays.flatMap(({ transitions }) => transitions));
  await stock.write();
  await addShipments(tx, replays.flatMap(({ shipments }) => shipments), replays.flatMap(({ sent }) => sent));
  await emitAll(tx, replays.flatMap(({ events }) => events));
  await auditAll(tx, replays.flatMap(({ audits }) => audits));
}

/** An order as it came in: held for, or stopped. */
function begin(tx: Transaction, { id, said, at, isShort }: PastOrder, party: MetParty | null, variantOf: (sku: string) => string | null, stock: Shelves): Replay {
  const { organizationId } = tx.viewer;
  const { channel, externalId } = said;
  const content: Content = contentOf(said);
  const order = { id, channel, externalId, ...content, partyId: party?.id ?? null, customerId: party?.customerId ?? null, state: OrderState.NEW, paid: 0n, createdAt: at, changedAt: at };
  const lines = said.lines.map(({ externalId: name, sku, title, quantity, unitPrice }, position) => ({
    organizationId, id: tx.newId(at), orderId: id, externalId: name, position, variantId: variantOf(sku), sku, title, quantity, shipped: 0, unitPrice: BigInt(unitPrice), total: BigInt(unitPrice) * BigInt(quantity),
  }));
  const transitions = [{ organizationId, id: tx.newId(at), orderId: id, from: null, to: order.state, reason: null, memberId: null, at }];
  const replay: Replay = { tx, order, lines, shipments: [], sent: [], transitions, events: [], audits: [], shelves: stock };
  replay.events.push({ topic: topics.NEW, subjectId: id, related: peopleOf(order), at });
  if (!isShort) hold(replay, at);
  go(replay, isShort ? OrderState.REQUIRES_ACTION : OrderState.RESERVED, { at: after(at), reason: isShort ? 'There is not enough in stock' : null, memberId: null });
  replay.audits.push({ action: 'order.ingest', subjectId: id, after: { channel, externalId, currency: order.currency, total: Number(order.total), state: order.state }, at });
  return replay;
}

function step(replay: Replay, { verb, at, reason, memberId }: PastStep): void {
  const { order, lines } = replay;
  const before = { state: order.state, paid: Number(order.paid) };
  if (verb === 'reserve') hold(replay, at);
  if (verb === 'expire' || verb === 'cancel') for (const { id } of lines) replay.shelves.release(id, order.id, at);
  const isDueNow = verb === 'pay' && isDue(order);
  if (verb === 'complete' && isUnderway(replay)) throw new Refused('ORDER_UNDERWAY', `${order.externalId}: a shipment of it is still on its way.`, 'deeds');
  if (verb === 'pay' || verb === 'complete') order.paid = order.total;
  order.changedAt = at;
  if (isDueNow && !isOver(replay)) tell(replay, 'order.changed', at);
  else go(replay, isDueNow ? OrderState.COMPLETED : goals[verb], { at, reason, memberId });
  replay.audits.push({ action: `order.${verb}`, subjectId: order.id, before, after: { state: order.state, paid: Number(order.paid), reason }, at });
}

function ship(replay: Replay, { at, carrier, trackingNumber, lines: asked, memberId }: PastSending): void {
  const { order, lines, shipments, sent, tx } = replay;
  const { organizationId } = tx.viewer;
  const shipment = { organizationId, id: tx.newId(at), orderId: order.id, carrier, trackingNumber, state: ShipmentState.SHIPPED, shippedAt: at, deliveredAt: null };
  const open = lines.map(line => ({ line, quantity: asked ? (asked.find(({ externalId }) => externalId === line.externalId)?.quantity ?? 0) : line.quantity - line.shipped })).filter(({ quantity }) => quantity > 0);
  for (const { line, quantity } of open) {
    line.shipped += quantity;
    replay.shelves.consume(line.id, quantity, order.id, at);
    sent.push({ organizationId, shipmentId: shipment.id, orderLineId: line.id, quantity });
  }
  shipments.push(shipment);
  replay.events.push({ topic: 'shipment.created', subjectId: shipment.id, related: [order.id, ...peopleOf(order)], at });
  const isWhole = lines.every(line => line.shipped === line.quantity);
  if (order.state !== OrderState.FULFILLING) go(replay, OrderState.FULFILLING, { at, reason: null, memberId });
  else if (!isWhole) tell(replay, 'order.changed', at);
  if (isWhole) go(replay, OrderState.SHIPPED, { at: after(at), reason: null, memberId });
  replay.audits.push({ action: 'shipment.create', subjectId: shipment.id, after: { orderId: order.id, carrier, trackingNumber, lines: open.map(({ line, quantity }) => ({ lineId: line.id, quantity })) }, at });
}

function deliver(replay: Replay, { shipment: place, at, memberId }: PastDelivery): void {
  const { order, shipments } = replay;
  const shipment = shipments[place];
  if (shipment?.state !== ShipmentState.SHIPPED) throw new Refused('INVALID', `${order.externalId}: nothing is on its way that could arrive.`, 'deeds');
  shipment.state = ShipmentState.DELIVERED;
  shipment.deliveredAt = at;
  order.changedAt = at;
  replay.events.push({ topic: 'shipment.delivered', subjectId: shipment.id, related: [order.id, ...peopleOf(order)], at });
  if (isOver(replay)) go(replay, OrderState.COMPLETED, { at: after(at), reason: null, memberId });
  else tell(replay, 'order.changed', at);
  replay.audits.push({ action: 'shipment.deliver', subjectId: shipment.id, before: { state: ShipmentState.SHIPPED }, after: { state: shipment.state, deliveredAt: at }, at });
}

function isUnderway({ shipments }: Replay): boolean {
  return shipments.some(({ state }) => state === ShipmentState.SHIPPED);
}

function isOver(replay: Replay): boolean {
  const { state, paid, total } = replay.order;
  return state === OrderState.SHIPPED && paid >= total && !isUnderway(replay);
}

function hold({ lines, order, shelves: stock }: Replay, at: Date): void {
  for (const { id, variantId, quantity, shipped, sku } of lines) {
    if (variantId !== null && !stock.hold(id, variantId, quantity - shipped, order.id, at)) throw new Refused('ORDER_STOCK_SHORT', `${order.externalId}: there are no ${String(quantity)} of ${sku}.`, 'said');
  }
}

function go(replay: Replay, to: OrderState, { at, reason, memberId }: Pick<OrderTransition, 'at' | 'reason' | 'memberId'>): void {
  const { order, transitions, tx } = replay;
  const from = order.state;
  if (!ways[from].includes(to)) throw new Refused('ORDER_ILLEGAL_TRANSITION', `${order.externalId}: there is no way from ${from} to ${to}.`, 'deeds');
  transitions.push({ organizationId: tx.viewer.organizationId, id: tx.newId(at), orderId: order.id, from, to, reason, memberId, at });
  order.state = to;
  order.changedAt = at;
  tell(replay, topics[to], at);
}

function tell({ events, order }: Replay, topic: string, at: Date): void {
  events.push({ topic, subjectId: order.id, related: peopleOf(order), at });
}

/** The next millisecond: ids of what follows in one verb sort so, too. */
function after(at: Date): Date {
  return new Date(at.getTime() + 1);
}
