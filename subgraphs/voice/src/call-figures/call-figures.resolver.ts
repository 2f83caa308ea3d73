import { PeriodArgs, type Context } from '@deskgraph/kit';
import { Arg, Args, Ctx, Query, Resolver, Subscription } from 'type-graphql';
import { CallFigures } from './call-figures.entity.js';
import * as service from './call-figures.service.js';

@Resolver(() => CallFigures)
export class CallFiguresResolver {
  @Query(() => CallFigures, { nullable: true, description: 'How many calls there were over a time, and how many were answered.' })
  callFigures(@Ctx() ctx: Context, @Args(() => PeriodArgs) args: PeriodArgs): Promise<CallFigures | null> {
    return service.over(ctx, args);
  }

  @Subscription(() => CallFigures, { topics: 'call', nullable: true, description: 'The same figures whenever something happens to a call, at most once a second. Frames carry `extensions.position`.' })
  callFiguresChanged(
    @Ctx() ctx: Context,
    @Args(() => PeriodArgs) args: PeriodArgs,
    @Arg('after', () => String, { nullable: true, description: 'A frame\'s position: where it is not the newest, the figures are told first.' }) _after: string | null,
  ): Promise<CallFigures | null> {
    return this.callFigures(ctx, args);
  }
}
