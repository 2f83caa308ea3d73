import { audit, authorize, emit, emitEach, once, page, Refused, transact, type Context, type Page, type PageArgs, type Transaction } from '@deskgraph/kit';
import { linesOf, needsOf } from '../order-line/order-line.service.js';
import { note } from '../order-transition/order-transition.service.js';
import { settle } from '../reservation/reservation.service.js';
import { OrderState, type Order } from './order.entity.js';
import { OrderOrderField, type OrderBackorderInput, type OrderCompleteInput, type OrderFilter, type OrderOrder, type OrderPayInput } from './order.inputs.js';
import { goals, isLegal, orderPolicy, ways, type OrderVerb } from './order.policy.js';
import { orders, type OrderChange } from './order.repository.js';

/** What is told when an order comes to be in a state. */
export const topics: Readonly<Record<OrderState, string>> = {
  NEW: 'order.created',
  REQUIRES_ACTION: 'order.stopped',
  BACKORDERED: 'order.backordered',
  RESERVED: 'order.reserved',
  PAID: 'order.paid',
  APPROVED_ON_TERMS: 'order.approved',
  FULFILLING: 'order.partlyShipped',
  SHIPPED: 'order.shipped',
  COMPLETED: 'order.completed',
  CANCELLED: 'order.cancelled',
  EXPIRED: 'order.expired',
};

type OrderContent = Omit<Order, 'organizationId' | 'id' | 'number' | 'state' | 'createdAt' | 'changedAt'>;
type StepInput = OrderBackorderInput;

/** One page of the orders the viewer may see. */
export function list(ctx: Context, filter: OrderFilter, { field, direction }: OrderOrder, args: PageArgs): Promise<Page<Order>> {
  const sorts = {
    [OrderOrderField.PLACED_AT]: { column: 'order.placedAt', value: (order: Order) => order.placedAt },
    [OrderOrderField.NUMBER]: { column: 'order.number', value: (order: Order) => order.number },
  };
  return page(orders(ctx).matching(filter), args, { ...sorts[field], direction });
}

/** Holds what an order needs, all of it or nothing, and before those that wait for it longer: somebody decides so. */
export function reserve(ctx: Context, input: StepInput): Promise<Order> {
  return act(ctx, 'reserve', input, async (tx, order) => {
    const isHeld = await settle(tx, order, needsOf(await linesOf(tx, order.id)), { outOfTurn: true });
    if (!isHeld) throw new Refused('ORDER_STOCK_SHORT', 'There is not enough in stock for all of it. Nothing more was held.', 'id');
    return {};
  });
}

/** Has an order wait for stock. */
export function backorder(ctx: Context, input: StepInput): Promise<Order> {
  return act(ctx, 'backorder', input);
}

/** Notes that an order is paid in full: one that is reserved may be shipped then, one that all has arrived of is complete, and others go on as they were. */
export function pay(ctx: Context, input: OrderPayInput): Promise<Order> {
  return act(ctx, 'pay', input, async (_tx, { total }) => paid(BigInt(input.amount), total));
}

/** Lets an order be shipped before it is paid. */
export function approve(ctx: Context, input: StepInput): Promise<Order> {
  return act(ctx, 'approve', input);
}

/** Gives back what is held for an order that was not paid in time. */
export function expire(ctx: Context, input: StepInput): Promise<Order> {
  return act(ctx, 'expire', input, release);
}

/** Calls an order off, and gives back what is held for it. */
export function cancel(ctx: Context, input: StepInput): Promise<Order> {
  return act(ctx, 'cancel', input, release);
}

/** Ends an order of which all has arrived and is paid. */
export function complete(ctx: Context, input: OrderCompleteInput): Promise<Order> {
  return act(ctx, 'complete', input, async (tx, { id, total, paid: known }) => {
    if (await orders(tx).isUnderway(id)) throw new Refused('ORDER_UNDERWAY', 'A shipment of it is still on its way. Note first that it has arrived.', 'id');
    return paid(BigInt(input.amount ?? known), total);
  });
}

/** Whether all of a locked order is shipped, has arrived and is paid. */
export async function isOver(tx: Transaction, { id, state, paid: known, total }: Order): Promise<boolean> {
  return state === OrderState.SHIPPED && known >= total && !(await orders(tx).isUnderway(id));
}

/** Takes a locked order a step further: its state, its history, and what is told of it. Throws where there is no such way. */
export async function step(tx: Transaction, order: Order, to: OrderState, reason: string | null, change: OrderChange = {}): Promise<Order> {
  const { id, state: from } = order;
  if (!ways[from].includes(to)) throw new Error(`There is no way from ${from} to ${to}.`);
  await orders(tx).change(order, { ...change, state: to, changedAt: tx.now() });
  await note(tx, { orderId: id, from, to, reason });
  await emit(tx, topics[to], id, { related: peopleOf(order) });
  return order;
}

/** Whom what happens to an order concerns: who ordered it, and their customer where that is known. */
export function peopleOf({ partyId, customerId }: Pick<Order, 'partyId' | 'customerId'>): string[] {
  return [partyId, customerId].filter(id => id !== null);
}

/** Locks an order that the viewer may do this to, and refuses where it stands in the wrong place for it. */
export async function own(tx: Transaction, id: string, verb: OrderVerb, field = 'id'): Promise<Order> {
  const order = await read(tx, id, verb, field);
  if (!isLegal(verb, order)) throw new Refused('ORDER_ILLEGAL_TRANSITION', `An order that is ${order.state} cannot go on so (${verb}).`, field);
  return order;
}

/** Locks an order that the viewer may do this to, wherever it stands. */
export async function read(tx: Transaction, id: string, verb: OrderVerb, field = 'id'): Promise<Order> {
  const order = await orders(tx).lock(id);
  authorize(tx, orderPolicy, verb, order, field);
  return order;
}

/** Locks an order of the transaction's organization. */
export function lock(tx: Transaction, id: string): Promise<Order | null> {
  return orders(tx).lock(id);
}

/** Locks an order by its channel's name for it; where there is none, others who would make it wait. */
export function lockExternal(tx: Transaction, channel: string, externalId: string): Promise<Order | null> {
  return orders(tx).lockExternal(channel, externalId);
}

/** Makes a new order, which nothing is held for yet. */
export async function open(tx: Transaction, content: Omit<OrderContent, 'paid'>): Promise<Order> {
  const order = orders(tx).create({
    ...content, organizationId: tx.viewer.organizationId, id: tx.newId(), number: await orders(tx).nextNumber(), state: OrderState.NEW, paid: 0n, createdAt: tx.now(), changedAt: tx.now(),
  });
  await orders(tx).insert(order);
  await note(tx, { orderId: order.id, from: null, to: order.state, reason: null });
  await emit(tx, topics[order.state], order.id, { related: peopleOf(order) });
  return order;
}

/** Those of some orders that are not known yet. */
export function unknown<Row extends { readonly id: string }>(tx: Transaction, rows: readonly Row[]): Promise<Row[]> {
  return orders(tx).unknown(rows);
}

/** Adds orders of the past as they are by now, numbered in their order. */
export async function addAll(tx: Transaction, rows: readonly Omit<Order, 'organizationId' | 'number'>[]): Promise<void> {
  const first = rows.length === 0 ? 0 : await orders(tx).nextNumber(rows.length);
  await orders(tx).addAll(rows.map((row, place) => ({ ...row, organizationId: tx.viewer.organizationId, number: first + place })));
}

/** Changes what a locked order is of. Its state changes by steps only. */
export function change(tx: Transaction, order: Order, content: Omit<OrderChange, 'state'>): Promise<Order> {
  return orders(tx).change(order, { ...content, changedAt: tx.now() });
}

/** Says of a party's orders whose they are. */
export async function identify(tx: Transaction, partyId: string, customerId: string): Promise<void> {
  await emitEach(tx, 'order.changed', await orders(tx).identify(partyId, customerId), { related: [customerId] });
}

/** Gives the orders of a customer who was merged into another to that one. */
export async function reassign(tx: Transaction, fromId: string, toId: string): Promise<void> {
  await emitEach(tx, 'order.changed', await orders(tx).reassign(fromId, toId), { related: [toId, fromId] });
}

type Effect = (tx: Transaction, order: Order) => Promise<OrderChange>;

function act(ctx: Context, verb: Exclude<OrderVerb, 'ship'>, input: StepInput, effect: Effect = async () => ({})): Promise<Order> {
  const { id, reason = null } = input;
  return transact(ctx, async tx => {
    const known = await read(tx, id, verb);
    return once(tx, input, async () => known, async () => {
      const order = await own(tx, id, verb);
      const { state, paid: before } = order;
      const change = await effect(tx, order);
      if (ways[state].includes(goals[verb])) await step(tx, order, goals[verb], reason, change);
      else await settleDue(tx, order, reason, change);
      await audit(tx, `order.${verb}`, id, { before: { state, paid: Number(before) }, after: { state: order.state, paid: Number(order.paid), reason } });
      return order;
    });
  });
}

/** Notes what was paid of an order on terms. It ends where all of it has arrived, and goes on as it was else. */
async function settleDue(tx: Transaction, order: Order, reason: string | null, change: OrderChange): Promise<void> {
  await orders(tx).change(order, { ...change, changedAt: tx.now() });
  if (await isOver(tx, order)) await step(tx, order, OrderState.COMPLETED, reason);
  else await emit(tx, 'order.changed', order.id, { related: peopleOf(order) });
}

async function release(tx: Transaction, order: Order): Promise<OrderChange> {
  await settle(tx, order, needsOf(await linesOf(tx, order.id)).map(need => ({ ...need, quantity: 0 })));
  return {};
}

function paid(amount: bigint, total: bigint): OrderChange {
  if (amount < total) throw new Refused('ORDER_UNDERPAID', 'This is less than the order comes to.', 'amount');
  return { paid: amount };
}
