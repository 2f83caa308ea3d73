import type { Context } from '@deskgraph/kit';
import { Arg, Ctx, Directive, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Ticket, TicketPayload } from '../ticket/ticket.entity.js';
import { TicketReadInput, TicketUnreadInput } from './reading.inputs.js';
import { readingByTicket } from './reading.loader.js';
import * as service from './reading.service.js';

@Resolver(() => Ticket)
export class ReadingResolver {
  @Mutation(() => TicketPayload, { nullable: true, description: 'Notes that the viewer has read a ticket. Nobody is told, and no subscription tells of it.' })
  async ticketRead(@Ctx() ctx: Context, @Arg('input', () => TicketReadInput, { description: 'Which, and up to when.' }) input: TicketReadInput): Promise<TicketPayload> {
    return { ticket: await service.read(ctx, input) };
  }

  @Mutation(() => TicketPayload, { nullable: true, description: 'Has a ticket count as unread to the viewer until they read it.' })
  async ticketUnread(@Ctx() ctx: Context, @Arg('input', () => TicketUnreadInput, { description: 'Which.' }) input: TicketUnreadInput): Promise<TicketPayload> {
    return { ticket: await service.unread(ctx, input) };
  }

  @Directive('@tag(name: "personal")')
  @FieldResolver(() => Boolean, {
    description: 'Whether it waits for the viewer to read it: somebody else said or did something since they did, and it is OPEN or PENDING. What they never opened counts for 30 days.',
  })
  isUnread(@Ctx() ctx: Context, @Root() ticket: Ticket): Promise<boolean> {
    return service.isUnread(ctx, ticket);
  }

  @Directive('@tag(name: "personal")')
  @FieldResolver(() => Date, { nullable: true, description: 'Up to when the viewer has read it; null when they never did, it is marked as unread, or that is 90 days ago.' })
  async readAt(@Ctx() ctx: Context, @Root() { id }: Ticket): Promise<Date | null> {
    return (await readingByTicket(ctx).load(id))?.readAt ?? null;
  }
}
