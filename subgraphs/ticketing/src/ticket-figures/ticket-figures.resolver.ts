import { PeriodArgs, type Context } from '@deskgraph/kit';
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root, Subscription } from 'type-graphql';
import { Member } from '../stubs.js';
import { Team } from '../team/team.entity.js';
import { teamById } from '../team/team.loader.js';
import { TicketAssigneeCount, TicketFigures, TicketTeamCount } from './ticket-figures.entity.js';
import * as service from './ticket-figures.service.js';

@Resolver(() => TicketFigures)
export class TicketFiguresResolver {
  @Query(() => TicketFigures, { nullable: true, description: 'How many tickets came in and were resolved over a time, how fast they were answered, and how many are open now.' })
  ticketFigures(@Ctx() ctx: Context, @Args(() => PeriodArgs) args: PeriodArgs): Promise<TicketFigures | null> {
    return service.over(ctx, args);
  }

  @Subscription(() => TicketFigures, { topics: 'ticket', nullable: true, description: 'The same figures whenever something happens to a ticket, at most once a second. Frames carry `extensions.position`.' })
  ticketFiguresChanged(
    @Ctx() ctx: Context,
    @Args(() => PeriodArgs) args: PeriodArgs,
    @Arg('after', () => String, { nullable: true, description: 'A frame\'s position: where it is not the newest, the figures are told first.' }) _after: string | null,
  ): Promise<TicketFigures | null> {
    return this.ticketFigures(ctx, args);
  }
}

@Resolver(() => TicketTeamCount)
export class TicketTeamCountResolver {
  @FieldResolver(() => Team, { nullable: true, description: 'The team; null for tickets in none, and where the viewer may not see it.' })
  team(@Ctx() ctx: Context, @Root() { teamId }: TicketTeamCount): Promise<Team | null> {
    return teamId === null ? Promise.resolve(null) : teamById(ctx).load(teamId);
  }

  @FieldResolver(() => Boolean, { description: 'Whether these are the tickets in no team.' })
  isNone(@Root() { teamId }: TicketTeamCount): boolean {
    return teamId === null;
  }
}

@Resolver(() => TicketAssigneeCount)
export class TicketAssigneeCountResolver {
  @FieldResolver(() => Member, { nullable: true, description: 'The member; null for tickets assigned to nobody, and where the viewer may not see them.' })
  assignee(@Root() { assigneeId }: TicketAssigneeCount): Member | null {
    return assigneeId === null ? null : { id: assigneeId };
  }

  @FieldResolver(() => Boolean, { description: 'Whether these are the tickets assigned to nobody.' })
  isNone(@Root() { assigneeId }: TicketAssigneeCount): boolean {
    return assigneeId === null;
  }
}
