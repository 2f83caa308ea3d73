import { abilities, connectionOf, OrderDirection, PageArgs, type Context, type Page } from '@deskgraph/kit';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { ParkedEvent, ParkedEventPayload } from './parked-event.entity.js';
import { ParkedEventDiscardInput, ParkedEventFilter, ParkedEventOrder, ParkedEventOrderField, ParkedEventRetryInput } from './parked-event.inputs.js';
import { parkedEventById } from './parked-event.loader.js';
import { parkedEventPolicy } from './parked-event.policy.js';
import * as service from './parked-event.service.js';

const ParkedEventConnection = connectionOf(ParkedEvent, 'ParkedEvent');
const newestFirst: ParkedEventOrder = { field: ParkedEventOrderField.PARKED_AT, direction: OrderDirection.DESC };

@Resolver(() => ParkedEvent)
export class ParkedEventResolver {
  @Query(() => ParkedEvent, { nullable: true, description: 'One parked event.' })
  parkedEvent(@Ctx() ctx: Context, @Arg('id', () => ID, { description: 'Its id (uuid).' }) id: string): Promise<ParkedEvent | null> {
    return parkedEventById(ctx).load(id);
  }

  @Query(() => ParkedEventConnection, { nullable: true, description: 'The organization\'s parked events, the newest first unless asked otherwise.' })
  parkedEvents(
    @Ctx() ctx: Context,
    @Arg('filter', () => ParkedEventFilter, { nullable: true, description: 'Which; all unless given.' }) filter: ParkedEventFilter | null,
    @Arg('orderBy', () => ParkedEventOrder, { nullable: true, description: 'In which order.' }) orderBy: ParkedEventOrder | null,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Page<ParkedEvent>> {
    return service.list(ctx, filter ?? {}, orderBy ?? newestFirst, args);
  }

  @Mutation(() => ParkedEventPayload, { nullable: true, description: 'Has a parked event dealt with again, and then those behind it.' })
  async parkedEventRetry(
    @Ctx() ctx: Context,
    @Arg('input', () => ParkedEventRetryInput, { description: 'Which.' }) input: ParkedEventRetryInput,
  ): Promise<ParkedEventPayload> {
    return { parkedEvent: await service.retry(ctx, input) };
  }

  @Mutation(() => ParkedEventPayload, { nullable: true, description: 'Gives a parked event up; those behind it go on.' })
  async parkedEventDiscard(
    @Ctx() ctx: Context,
    @Arg('input', () => ParkedEventDiscardInput, { description: 'Which.' }) input: ParkedEventDiscardInput,
  ): Promise<ParkedEventPayload> {
    return { parkedEvent: await service.discard(ctx, input) };
  }

  @FieldResolver(() => [String], { description: 'What the viewer may do to it: `retry`, `discard`.' })
  viewerCan(@Ctx() ctx: Context, @Root() event: ParkedEvent): string[] {
    return abilities(ctx.viewer, parkedEventPolicy, event);
  }
}
