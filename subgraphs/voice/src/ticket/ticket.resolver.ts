import type { Context } from '@deskgraph/kit';
import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { Call } from '../call/call.entity.js';
import { callCountByTicket, callsByTicket } from '../call/call.loader.js';
import { firstOf } from '../call/call.service.js';
import { Ticket } from './ticket.entity.js';

@Resolver(() => Ticket)
export class TicketResolver {
  @FieldResolver(() => [Call], { nullable: true, description: 'The newest calls about it, the newest first; `callLink` says of a call what it is about.' })
  async calls(@Ctx() ctx: Context, @Root() { id }: Ticket, @Arg('first', () => Int, { defaultValue: 5, description: 'How many, 1 to 20.' }) first: number): Promise<Call[]> {
    return firstOf(await callsByTicket(ctx).load(id), first);
  }

  @FieldResolver(() => Int, { nullable: true, description: 'How many calls are about it.' })
  async callCount(@Ctx() ctx: Context, @Root() { id }: Ticket): Promise<number> {
    return (await callCountByTicket(ctx).load(id))?.count ?? 0;
  }
}
