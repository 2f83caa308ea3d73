import type { Context } from '@deskgraph/kit';
import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import { Member } from '../stubs.js';
import { Presence, PresencePayload, PresentMember } from './presence.entity.js';
import { PresenceLeaveInput, PresenceTouchInput } from './presence.inputs.js';
import * as service from './presence.service.js';

@Resolver(() => PresentMember)
export class PresenceResolver {
  @Query(() => Presence, { nullable: true, description: 'Who has a ticket open now.' })
  presence(@Ctx() ctx: Context, @Arg('id', () => ID, { description: 'The ticket\'s id (uuid).' }) id: string): Promise<Presence | null> {
    return service.at(ctx, id);
  }

  @Subscription(() => Presence, { topics: 'presence', nullable: true, description: 'Who has a ticket open, whenever somebody comes, goes or does something else. Frames carry `extensions.position`.' })
  presenceChanged(
    @Ctx() ctx: Context,
    @Arg('ticketId', () => ID, { description: 'The ticket\'s id (uuid).' }) ticketId: string,
    @Arg('after', () => String, { nullable: true, description: 'A frame\'s position: what was missed since is told first.' }) _after: string | null,
  ): Promise<Presence | null> {
    return this.presence(ctx, ticketId);
  }

  @Mutation(() => PresencePayload, { nullable: true, description: 'Notes that the viewer has a ticket open. To be said again every ten seconds; not audited.' })
  async presenceTouch(@Ctx() ctx: Context, @Arg('input', () => PresenceTouchInput, { description: 'Where, and what for.' }) input: PresenceTouchInput): Promise<PresencePayload> {
    return { presence: await service.touch(ctx, input) };
  }

  @Mutation(() => PresencePayload, { nullable: true, description: 'Notes that the viewer has a ticket open no longer. Not audited.' })
  async presenceLeave(@Ctx() ctx: Context, @Arg('input', () => PresenceLeaveInput, { description: 'Where.' }) input: PresenceLeaveInput): Promise<PresencePayload> {
    return { presence: await service.leave(ctx, input) };
  }

  @FieldResolver(() => Member, { description: 'Who.' })
  member(@Root() { memberId }: PresentMember): Member {
    return { id: memberId };
  }
}
