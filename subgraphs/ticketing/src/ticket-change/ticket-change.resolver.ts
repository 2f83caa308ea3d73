import { connectionOf, PageArgs, type Context, type Page } from '@deskgraph/kit';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Member } from '../stubs.js';
import { Ticket } from '../ticket/ticket.entity.js';
import { TicketChange } from './ticket-change.entity.js';
import { historyByTicket } from './ticket-change.loader.js';

const TicketChangeConnection = connectionOf(TicketChange, 'TicketChange');

@Resolver(() => Ticket)
export class TicketHistoryResolver {
  @FieldResolver(() => TicketChangeConnection, { nullable: true, description: 'All that was done to it, the oldest first.' })
  history(@Ctx() ctx: Context, @Root() { id }: Ticket, @Args(() => PageArgs) args: PageArgs): Promise<Page<TicketChange> | null> {
    return historyByTicket(ctx, args).load(id);
  }
}

@Resolver(() => TicketChange)
export class TicketChangeResolver {
  @FieldResolver(() => Member, { nullable: true, description: 'The member who did it, or whose key did; null for the house itself.' })
  actor(@Root() { memberId }: TicketChange): Member | null {
    return memberId === null ? null : { id: memberId };
  }
}
