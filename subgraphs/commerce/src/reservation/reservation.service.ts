import type { Transaction } from '@deskgraph/kit';
import type { Order } from '../order/order.entity.js';
import type { StockLevel } from '../stock/stock.entity.js';
import { lockLevels, move, type StockMove } from '../stock/stock.service.js';
import { reservations, type Held, type Holding } from './reservation.repository.js';

/** How many of a variant are to be held for a line; nothing is held of what is no variant. */
export interface Need {
  readonly lineId: string;
  readonly variantId: string | null;
  readonly quantity: number;
}

/** An order that something is held for; orders wait in the order in which they were placed. */
type Holder = Pick<Order, 'id' | 'placedAt'>;

/** A holding as it was and as it is to be. */
interface Change extends Holding {
  readonly before: number;
}

/**
 * Makes what is held for an order's lines what they need: gives back what is too much, and holds what is missing where all of it is there, else none.
 * What orders need that wait and were placed before is not taken, unless `outOfTurn`. Answers whether all is held now. The caller holds the order's lock;
 * the levels are locked here, always in one order.
 */
export async function settle(tx: Transaction, order: Holder, needs: readonly Need[], { outOfTurn = false } = {}): Promise<boolean> {
  const held = await reservations(tx).ofLines(needs.map(({ lineId }) => lineId));
  const levels = await lockLevels(tx, [...new Set([...needs.flatMap(({ variantId }) => variantId ?? []), ...held.map(({ variantId }) => variantId)])]);
  const free = new Map(levels.map(({ id, onHand, reserved }) => [id, onHand - reserved]));

  const kept: Change[] = [];
  const missing: Need[] = [];
  for (const need of needs) {
    let open = need.variantId === null ? 0 : need.quantity;
    for (const holding of held.filter(({ lineId }) => lineId === need.lineId)) {
      const quantity = holding.variantId === need.variantId ? Math.min(holding.quantity, open) : 0;
      open -= quantity;
      kept.push({ ...holding, quantity, before: holding.quantity });
      free.set(holding.levelId, (free.get(holding.levelId) ?? 0) + holding.quantity - quantity);
    }
    if (open > 0) missing.push({ ...need, quantity: open });
  }

  const added: Change[] = [];
  for (const { lineId, variantId, quantity } of missing.sort((a, b) => b.quantity - a.quantity)) { // the largest first: it fits fewest levels
    const level = levels.find(row => row.variantId === variantId && (free.get(row.id) ?? 0) >= quantity);
    if (!level) break;
    free.set(level.id, (free.get(level.id) ?? 0) - quantity);
    const known = kept.findIndex(({ levelId, lineId: line }) => levelId === level.id && line === lineId);
    const [there] = known < 0 ? [] : kept.splice(known, 1);
    added.push({ lineId, levelId: level.id, variantId: level.variantId, quantity: (there?.quantity ?? 0) + quantity, before: there?.before ?? 0 });
  }
  const isHeld = added.length === missing.length && (outOfTurn || (await isSpare(tx, order, levels.filter(({ variantId }) => added.some(change => change.variantId === variantId)), free)));
  await write(tx, order.id, isHeld ? [...kept, ...added] : kept);
  return isHeld;
}

/** The orders that wait and could be served now, the one placed first first. */
export function servable(tx: Transaction, count: number): Promise<string[]> {
  return reservations(tx).servable(count);
}

/** Takes what is shipped out of what is held and out of stock. Lines of no variant hold nothing. */
export async function consume(tx: Transaction, orderId: string, shipped: readonly Held[]): Promise<void> {
  const held = await reservations(tx).ofLines(shipped.map(({ lineId }) => lineId));
  await lockLevels(tx, [...new Set(held.map(({ variantId }) => variantId))]);
  const taken = shipped.flatMap(({ lineId, quantity }) => {
    let open = quantity;
    return held.filter(holding => holding.lineId === lineId).map(holding => {
      const part = Math.min(holding.quantity, open);
      open -= part;
      return { ...holding, part };
    });
  }).filter(({ part }) => part > 0);
  if (taken.length === 0) return;
  await reservations(tx).write(taken.map(({ part, ...holding }) => ({ ...holding, quantity: holding.quantity - part })));
  await move(tx, taken.map(({ levelId, part }) => ({ levelId, onHand: -part, reserved: -part, reason: 'Shipped', orderId })));
}

/** What lies at locked levels, while orders of the past take from it and give back; nothing is written before `write`. */
export interface Shelves {
  /** Holds so many for a line where all of it is; false, and nothing held, where they are nowhere together. */
  hold(lineId: string, variantId: string, quantity: number, orderId: string, at: Date): boolean;
  release(lineId: string, orderId: string, at: Date): void;
  consume(lineId: string, quantity: number, orderId: string, at: Date): void;
  write(): Promise<void>;
}

/** Locks the levels of variants. */
export async function shelves(tx: Transaction, variantIds: readonly string[]): Promise<Shelves> {
  const levels = await lockLevels(tx, variantIds);
  const free = new Map(levels.map(({ id, onHand, reserved }) => [id, onHand - reserved]));
  const held = new Map<string, { levelId: string; quantity: number }>();
  const moves: StockMove[] = [];
  return {
    hold(lineId, variantId, quantity, orderId, at) {
      const level = levels.find(row => row.variantId === variantId && (free.get(row.id) ?? 0) >= quantity);
      if (!level || quantity === 0) return quantity === 0;
      free.set(level.id, (free.get(level.id) ?? 0) - quantity);
      held.set(lineId, { levelId: level.id, quantity });
      moves.push({ levelId: level.id, onHand: 0, reserved: quantity, reason: 'Held', orderId, at });
      return true;
    },
    release(lineId, orderId, at) {
      const holding = held.get(lineId);
      if (!holding) return;
      held.delete(lineId);
      free.set(holding.levelId, (free.get(holding.levelId) ?? 0) + holding.quantity);
      moves.push({ levelId: holding.levelId, onHand: 0, reserved: -holding.quantity, reason: 'Given back', orderId, at });
    },
    consume(lineId, quantity, orderId, at) {
      const holding = held.get(lineId);
      if (!holding) return;
      const part = Math.min(quantity, holding.quantity);
      if (part === holding.quantity) held.delete(lineId);
      else held.set(lineId, { ...holding, quantity: holding.quantity - part });
      moves.push({ levelId: holding.levelId, onHand: -part, reserved: -part, reason: 'Shipped', orderId, at });
    },
    async write() {
      await move(tx, moves);
      await reservations(tx).write([...held].map(([lineId, { levelId, quantity }]) => ({ lineId, levelId, quantity })));
    },
  };
}

/** Whether what is free at locked levels is enough for the orders that wait for it and were placed before. */
async function isSpare(tx: Transaction, order: Holder, levels: readonly StockLevel[], free: ReadonlyMap<string, number>): Promise<boolean> {
  if (levels.length === 0) return true;
  const meant = await reservations(tx).meantBefore(order, [...new Set(levels.map(({ variantId }) => variantId))]);
  return meant.every(({ variantId, quantity }) => levels.reduce((sum, level) => sum + (level.variantId === variantId ? (free.get(level.id) ?? 0) : 0), 0) >= quantity);
}

async function write(tx: Transaction, orderId: string, changes: readonly Change[]): Promise<void> {
  const real = changes.filter(({ before, quantity }) => before !== quantity);
  if (real.length === 0) return;
  await reservations(tx).write(real);
  await move(tx, real.map(({ levelId, before, quantity }) => ({ levelId, onHand: 0, reserved: quantity - before, reason: quantity > before ? 'Held' : 'Given back', orderId })));
}
