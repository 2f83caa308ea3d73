import type { Policy } from '@deskgraph/kit';
import { OrderState, type Order } from './order.entity.js';

/** What may be done to an order, and by whom. `read` has a twin in SQL: `orders().visible()`. */
export const orderPolicy = {
  read: viewer => viewer.may('order.read'),
  reserve: viewer => viewer.may('order.reserve'),
  backorder: viewer => viewer.may('order.backorder'),
  pay: viewer => viewer.may('order.pay'),
  approve: viewer => viewer.may('order.approve'),
  expire: viewer => viewer.may('order.expire'),
  cancel: viewer => viewer.may('order.cancel'),
  complete: viewer => viewer.may('order.complete'),
  ship: viewer => viewer.may('shipment.create'),
} satisfies Policy<Order>;

export type OrderVerb = Exclude<keyof typeof orderPolicy, 'read'>;

const { NEW, REQUIRES_ACTION, BACKORDERED, RESERVED, PAID, APPROVED_ON_TERMS, FULFILLING, SHIPPED, COMPLETED, CANCELLED, EXPIRED } = OrderState;

/** Where an order may go from where it is; every other way is refused. An order of which something is shipped is not cancelled but returned. */
export const ways: Readonly<Record<OrderState, readonly OrderState[]>> = {
  NEW: [RESERVED, BACKORDERED, REQUIRES_ACTION, CANCELLED],
  REQUIRES_ACTION: [RESERVED, BACKORDERED, CANCELLED],
  BACKORDERED: [RESERVED, CANCELLED],
  RESERVED: [PAID, APPROVED_ON_TERMS, REQUIRES_ACTION, EXPIRED, CANCELLED],
  PAID: [FULFILLING, REQUIRES_ACTION, CANCELLED],
  APPROVED_ON_TERMS: [FULFILLING, REQUIRES_ACTION, CANCELLED],
  FULFILLING: [SHIPPED],
  SHIPPED: [COMPLETED],
  COMPLETED: [],
  CANCELLED: [],
  EXPIRED: [],
};

/** Where each verb takes an order. Shipping what is being shipped already, and paying for what is on terms, may leave it where it is. */
export const goals: Readonly<Record<OrderVerb, OrderState>> = {
  reserve: RESERVED,
  backorder: BACKORDERED,
  pay: PAID,
  approve: APPROVED_ON_TERMS,
  expire: EXPIRED,
  cancel: CANCELLED,
  complete: COMPLETED,
  ship: FULFILLING,
};

type Standing = Pick<Order, 'state' | 'paid' | 'total'>;

/** Whether a verb may be done to an order where it is, whoever does it. */
export function isLegal(verb: OrderVerb, order: Standing): boolean {
  return ways[order.state].includes(goals[verb]) || (verb === 'ship' && order.state === FULFILLING) || (verb === 'pay' && isDue(order));
}

/** Whether an order may be shipped, and is still to be paid. */
export function isDue({ state, paid, total }: Standing): boolean {
  return [APPROVED_ON_TERMS, FULFILLING, SHIPPED].includes(state) && paid < total;
}

/** Whether the channel may still change what an order is of: until something of it is shipped. */
export function isOpen({ state }: Pick<Order, 'state'>): boolean {
  return [NEW, REQUIRES_ACTION, BACKORDERED, RESERVED, PAID, APPROVED_ON_TERMS].includes(state);
}

/** How far the clock of a channel or a carrier may be ahead of ours. */
export const aheadMs = 5 * 60_000;
