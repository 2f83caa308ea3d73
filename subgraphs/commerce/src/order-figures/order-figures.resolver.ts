import { PeriodArgs, type Context } from '@deskgraph/kit';
import { Arg, Args, Ctx, Query, Resolver, Subscription } from 'type-graphql';
import { OrderFigures } from './order-figures.entity.js';
import * as service from './order-figures.service.js';

@Resolver(() => OrderFigures)
export class OrderFiguresResolver {
  @Query(() => OrderFigures, { nullable: true, description: 'How many orders were placed over a time, what they come to, and what was sent.' })
  orderFigures(@Ctx() ctx: Context, @Args(() => PeriodArgs) args: PeriodArgs): Promise<OrderFigures | null> {
    return service.over(ctx, args);
  }

  @Subscription(() => OrderFigures, { topics: 'order', nullable: true, description: 'The same figures whenever something happens to an order or a shipment, at most once a second. Frames carry `extensions.position`.' })
  orderFiguresChanged(
    @Ctx() ctx: Context,
    @Args(() => PeriodArgs) args: PeriodArgs,
    @Arg('after', () => String, { nullable: true, description: 'A frame\'s position: where it is not the newest, the figures are told first.' }) _after: string | null,
  ): Promise<OrderFigures | null> {
    return this.orderFigures(ctx, args);
  }
}
