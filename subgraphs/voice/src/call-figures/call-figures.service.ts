import { periodOf, type Context, type PeriodArgs } from '@deskgraph/kit';
import type { CallFigures } from './call-figures.entity.js';
import { callFigures } from './call-figures.repository.js';

/** The figures of a time; null for whom they are none of their business. */
export async function over(ctx: Context, args: PeriodArgs): Promise<CallFigures | null> {
  const period = periodOf(ctx, args);
  return ctx.viewer.may('callFigures.read') ? callFigures(ctx).over(period) : null;
}
