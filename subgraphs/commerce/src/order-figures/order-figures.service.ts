import { periodOf, type Context, type PeriodArgs } from '@deskgraph/kit';
import type { OrderFigures } from './order-figures.entity.js';
import { orderFigures } from './order-figures.repository.js';

/** The figures of a time; null for whom they are none of their business. */
export async function over(ctx: Context, args: PeriodArgs): Promise<OrderFigures | null> {
  const period = periodOf(ctx, args);
  return ctx.viewer.may('orderFigures.read') ? orderFigures(ctx).over(period) : null;
}
