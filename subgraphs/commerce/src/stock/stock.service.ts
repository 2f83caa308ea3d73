import { audit, auditAll, bulk, emit, emitAll, once, Refused, transact, type Context, type Transaction } from '@deskgraph/kit';
import { bySku, own as ownVariant } from '../variant/variant.service.js';
import type { StockLevel } from './stock.entity.js';
import type { StockAdjustInput } from './stock.inputs.js';
import { stockLevels, type StockMove } from './stock.repository.js';

/** How many locations a variant lies at, at the most. */
const limit = 100;
/** How many of a variant there are at one location, at the most: Postgres's integer. */
const most = 2_000_000_000;

/** Corrects how much of a variant there is; never to less than is held for orders. */
export function adjust(ctx: Context, input: StockAdjustInput): Promise<StockLevel> {
  const { variantId, location, delta, reason } = input;
  return transact(ctx, async tx => {
    await ownVariant(tx, variantId, 'adjust', 'variantId');
    return once(tx, input, id => stockLevels(tx).findOneBy({ id }), async () => {
      await stockLevels(tx).provide(variantId, location);
      const levels = await lockLevels(tx, [variantId]);
      if (levels.length > limit) throw new Refused('STOCK_LOCATION_LIMIT', `A variant lies at ${String(limit)} locations at the most.`, 'location');
      const level = levels.find(row => row.location === location);
      if (!level) throw new Error('The level that was made is not there.');
      const { onHand, reserved } = level;
      if (onHand + delta < reserved) throw new Refused('STOCK_SHORT', `There are ${String(onHand)}, of which ${String(reserved)} are held for orders.`, 'delta');
      if (onHand + delta > most) throw new Refused('INVALID', 'There would be more than can be counted.', 'delta');

      await move(tx, [{ levelId: level.id, onHand: delta, reserved: 0, reason, orderId: null }]);
      await emit(tx, 'stock.adjusted', level.id, { related: [variantId] });
      await audit(tx, 'stock.adjust', level.id, { before: { onHand }, after: { onHand: onHand + delta, reason } });
      return Object.assign(level, { onHand: onHand + delta, changedAt: tx.now() });
    });
  });
}

/** A correction of what there is of a variant that was made before: a delivery, a count. */
export interface PastStock {
  readonly id: string;
  readonly sku: string;
  readonly location: string;
  readonly delta: number;
  readonly reason: string;
  readonly at: Date;
}

/** Notes corrections of the past, for the house itself. Those that are known change nothing. */
export function importAll(ctx: Context, rows: readonly PastStock[]): Promise<number> {
  return bulk(ctx, rows, async tx => {
    const noted = await stockLevels(tx).noted(rows.map(({ id }) => id));
    const added = rows.filter(({ id }) => !noted.has(id));
    const variants = await bySku(tx, [...new Set(added.map(({ sku }) => sku))]);
    const ids = [...variants.values()].map(({ id }) => id);
    const find = async (): Promise<Map<string, StockLevel>> => new Map((await lockLevels(tx, ids)).map(level => [`${level.variantId} ${level.location}`, level]));
    const placeOf = ({ sku, location }: PastStock): string => `${variants.get(sku)?.id ?? ''} ${location}`;

    let levels = await find();
    const places = new Map(added.filter(row => !levels.has(placeOf(row))).map(row => [placeOf(row), row]));
    for (const { sku, location, at } of places.values()) await stockLevels(tx).provide(variants.get(sku)?.id ?? '', location, at);
    if (places.size > 0) levels = await find();

    const done = added.map(({ id, delta, reason, at, ...row }) => {
      const level = levels.get(placeOf({ id, delta, reason, at, ...row }));
      if (!level) throw new Refused('NOT_FOUND', `There is no variant ${row.sku}.`, 'sku');
      const onHand = level.onHand;
      level.onHand += delta;
      return { id, levelId: level.id, variantId: level.variantId, delta, reason, at, onHand };
    });
    await move(tx, done.map(({ id, levelId, delta, reason, at }) => ({ id, levelId, onHand: delta, reserved: 0, reason, orderId: null, at })));
    await emitAll(tx, done.map(({ levelId, variantId, at }) => ({ topic: 'stock.adjusted', subjectId: levelId, related: [variantId], at })));
    await auditAll(tx, done.map(({ levelId, onHand, delta, reason, at }) => ({ action: 'stock.adjust', subjectId: levelId, before: { onHand }, after: { onHand: onHand + delta, reason }, at })));
    return added.length;
  });
}

/** Locks the levels of variants, by variant and location. */
export function lockLevels(tx: Transaction, variantIds: readonly string[]): Promise<StockLevel[]> {
  return variantIds.length === 0 ? Promise.resolve([]) : stockLevels(tx).lockOf(variantIds);
}

/** Changes levels that are locked, each change with its row in the ledger. */
export async function move(tx: Transaction, moves: readonly StockMove[]): Promise<void> {
  if (moves.length > 0) await stockLevels(tx).move(moves);
}

export type { StockMove } from './stock.repository.js';
