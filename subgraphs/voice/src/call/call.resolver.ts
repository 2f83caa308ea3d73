import { connectionOf, OrderDirection, PageArgs, type Context, type Page } from '@deskgraph/kit';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root, Subscription } from 'type-graphql';
import { Customer } from '../stubs.js';
import { Call } from './call.entity.js';
import { CallFilter, CallOrder, CallOrderField } from './call.inputs.js';
import { callById } from './call.loader.js';
import * as service from './call.service.js';

const CallConnection = connectionOf(Call, 'Call');
const newestFirst: CallOrder = { field: CallOrderField.STARTED_AT, direction: OrderDirection.DESC };

@Resolver(() => Call)
export class CallResolver {
  @Query(() => Call, { nullable: true, description: 'One call.' })
  call(@Ctx() ctx: Context, @Arg('id', () => ID, { description: 'Its id (uuid).' }) id: string): Promise<Call | null> {
    return callById(ctx).load(id);
  }

  @Query(() => CallConnection, { nullable: true, description: 'The organization\'s calls, the newest first unless asked otherwise.' })
  calls(
    @Ctx() ctx: Context,
    @Arg('filter', () => CallFilter, { nullable: true, description: 'Which; all unless given.' }) filter: CallFilter | null,
    @Arg('orderBy', () => CallOrder, { nullable: true, description: 'In which order.' }) orderBy: CallOrder | null,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Page<Call>> {
    return service.list(ctx, filter ?? {}, orderBy ?? newestFirst, args);
  }

  @Subscription(() => Call, { topics: 'call', nullable: true, description: 'A call whenever it is answered or ends. Frames carry `extensions.position`.' })
  callChanged(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, { description: 'Its id (uuid).' }) id: string,
    @Arg('after', () => String, { nullable: true, description: 'A frame\'s position: what was missed since is told first.' }) _after: string | null,
  ): Promise<Call | null> {
    return this.call(ctx, id);
  }
  @FieldResolver(() => Customer, { nullable: true, description: 'The customer on the other end; null until crm has found out, and where no number was shown.' })
  customer(@Root() { customerId }: Call): Customer | null {
    return customerId === null ? null : { id: customerId };
  }
}
