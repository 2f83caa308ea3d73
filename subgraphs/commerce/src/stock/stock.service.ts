import { audit, emit, once, Refused, transact, type Context, type Transaction } from '@deskgraph/kit';
import { own as ownVariant } from '../variant/variant.service.js';
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

/** Locks the levels of variants, by variant and location. */
export function lockLevels(tx: Transaction, variantIds: readonly string[]): Promise<StockLevel[]> {
  return variantIds.length === 0 ? Promise.resolve([]) : stockLevels(tx).lockOf(variantIds);
}

/** Changes levels that are locked, each change with its row in the ledger. */
export async function move(tx: Transaction, moves: readonly StockMove[]): Promise<void> {
  if (moves.length > 0) await stockLevels(tx).move(moves);
}

export type { StockMove } from './stock.repository.js';
