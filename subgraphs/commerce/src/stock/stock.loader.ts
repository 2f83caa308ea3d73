import { listLoader } from '@deskgraph/kit';
import type { StockLevel } from './stock.entity.js';
import { stockLevels } from './stock.repository.js';

/** The stock levels of variants, by location. */
export const levelsByVariant = listLoader<StockLevel>(
  (ctx, ids) => stockLevels(ctx).visible().andWhere('level.variantId = any(:ids)', { ids }).orderBy('level.location').getMany(),
  level => level.variantId,
);
