import { connectionOf, PageArgs, type Context, type Page } from '@deskgraph/kit';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Member } from '../stubs.js';
import { Ticket } from '../ticket/ticket.entity.js';
import { TicketEvent } from './ticket-event.entity.js';
import { historyByTicket } from './ticket-event.loader.js';

const TicketEventConnection = connectionOf(TicketEvent, 'TicketEvent');

@Resolver(() => Ticket)
export class TicketHistoryResolver {
  @FieldResolver(() => TicketEventConnection, { nullable: true, description: 'All that was done to it, the oldest first.' })
  history(@Ctx() ctx: Context, @Root() { id }: Ticket, @Args(() => PageArgs) args: PageArgs): Promise<Page<TicketEvent> | null> {
    return historyByTicket(ctx, args).load(id);
  }
}

@Resolver(() => TicketEvent)
export class TicketEventResolver {
  @FieldResolver(() => Member, { nullable: true, description: 'The member who did it, or whose key did; null for the house itself.' })
  actor(@Root() { memberId }: TicketEvent): Member | null {
    return memberId === null ? null : { id: memberId };
  }
}
