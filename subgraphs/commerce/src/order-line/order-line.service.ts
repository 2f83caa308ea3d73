import type { Transaction } from '@deskgraph/kit';
import type { Need } from '../reservation/reservation.service.js';
import type { OrderLine } from './order-line.entity.js';
import { orderLines, type Shipped } from './order-line.repository.js';

/** The lines of an order, whose lock the caller holds. */
export function linesOf(tx: Transaction, orderId: string): Promise<OrderLine[]> {
  return orderLines(tx).ofOrder(orderId);
}

/** What is still to be held for lines: all that is not shipped. */
export function needsOf(lines: readonly OrderLine[]): Need[] {
  return lines.map(({ id, variantId, quantity, shipped }) => ({ lineId: id, variantId, quantity: quantity - shipped }));
}

/** Writes lines as they are to be, new ones and known ones. */
export function write(tx: Transaction, lines: readonly OrderLine[]): Promise<void> {
  return orderLines(tx).write(lines);
}

/** Adds lines of orders of the past. */
export function addAll(tx: Transaction, lines: readonly OrderLine[]): Promise<void> {
  return orderLines(tx).addAll(lines);
}

/** Takes lines, for which nothing is held any more, out of their order. */
export function drop(tx: Transaction, lines: readonly OrderLine[]): Promise<void> {
  return orderLines(tx).drop(lines.map(({ id }) => id));
}

/** Counts what is shipped of lines. */
export function ship(tx: Transaction, shipped: readonly Shipped[]): Promise<void> {
  return orderLines(tx).ship(shipped);
}

export type { Shipped } from './order-line.repository.js';
