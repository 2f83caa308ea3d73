import type { Context } from '@deskgraph/kit';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Ticket, TicketPayload } from '../ticket/ticket.entity.js';
import { TicketAssignInput } from './assignment.inputs.js';
import * as service from './assignment.service.js';

@Resolver(() => Ticket)
export class AssignmentResolver {
  @Mutation(() => TicketPayload, { nullable: true, description: 'Gives a ticket to a member, to a team, to both, or to nobody.' })
  async ticketAssign(@Ctx() ctx: Context, @Arg('input', () => TicketAssignInput, { description: 'Which, and to whom.' }) input: TicketAssignInput): Promise<TicketPayload> {
    return { ticket: await service.assign(ctx, input) };
  }
}
