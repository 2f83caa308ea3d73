import { abilities, changeOf, connectionOf, OrderDirection, PageArgs, type Change, type Context, type Page } from '@deskgraph/kit';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import { Customer } from '../customer/customer.entity.js';
import { Ticket } from '../ticket/ticket.entity.js';
import { Call, CallPayload } from './call.entity.js';
import { CallFilter, CallLinkInput, CallOrder, CallOrderField } from './call.inputs.js';
import { callById } from './call.loader.js';
import { callPolicy } from './call.policy.js';
import * as service from './call.service.js';

const CallConnection = connectionOf(Call, 'Call');
const CallChange = changeOf(Call, 'Call');
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

  @Subscription(() => Call, { topics: 'call', nullable: true, description: 'A call whenever something about it changes: it is answered, ends, gets its customer or is linked to a ticket. Frames carry `extensions.position`.' })
  callChanged(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, { description: 'Its id (uuid).' }) id: string,
    @Arg('after', () => String, { nullable: true, description: 'A frame\'s position: what was missed since is told first.' }) _after: string | null,
  ): Promise<Call | null> {
    return this.call(ctx, id);
  }

  @Subscription(() => CallChange, { topics: 'call', nullable: true, description: 'What enters, changes in and leaves the calls a filter asks for: those that begin to ring among them. Frames carry `extensions.position`.' })
  callsChanged(
    @Arg('filter', () => CallFilter, { nullable: true, description: 'Which; all unless given.' }) _filter: CallFilter | null,
    @Arg('after', () => String, { nullable: true, description: 'A frame\'s position: what was missed since is told first.' }) _after: string | null,
  ): Change<Call> | null {
    return null;
  }

  @Mutation(() => CallPayload, { nullable: true, description: 'Says of a call what ticket it is about, or that it is about none.' })
  async callLink(@Ctx() ctx: Context, @Arg('input', () => CallLinkInput, { description: 'Which, and what about.' }) input: CallLinkInput): Promise<CallPayload> {
    return { call: await service.link(ctx, input) };
  }

  @FieldResolver(() => Ticket, { nullable: true, description: 'The ticket it is about; null for none, and for one that is none of the viewer\'s.' })
  ticket(@Root() { ticketId }: Call): Ticket | null {
    return ticketId === null ? null : { id: ticketId };
  }

  @FieldResolver(() => [String], { description: 'What the viewer may do to it: `link`.' })
  viewerCan(@Ctx() ctx: Context, @Root() call: Call): string[] {
    return abilities(ctx.viewer, callPolicy, call);
  }

  @FieldResolver(() => Customer, { nullable: true, description: 'The customer on the other end; null until crm has found out, and where no number was shown.' })
  customer(@Root() { customerId }: Call): Customer | null {
    return customerId === null ? null : { id: customerId };
  }
}
