import { periodOf, type Context, type PeriodArgs } from '@deskgraph/kit';
import type { TicketFigures } from './ticket-figures.entity.js';
import { ticketFigures } from './ticket-figures.repository.js';

/** The figures of a time; null for whom they are none of their business. */
export async function over(ctx: Context, args: PeriodArgs): Promise<TicketFigures | null> {
  const period = periodOf(ctx, args);
  return ctx.viewer.may('ticketFigures.read') ? ticketFigures(ctx).over(period) : null;
}
