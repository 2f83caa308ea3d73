import type { Context } from '@deskgraph/kit';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Ticket, TicketPayload } from '../ticket/ticket.entity.js';
import { TicketCreateInput } from './intake.inputs.js';
import * as service from './intake.service.js';

@Resolver(() => Ticket)
export class IntakeResolver {
  @Mutation(() => TicketPayload, { nullable: true, description: 'Writes down what somebody asks. Mails become tickets by themselves.' })
  async ticketCreate(@Ctx() ctx: Context, @Arg('input', () => TicketCreateInput, { description: 'Who, and what.' }) input: TicketCreateInput): Promise<TicketPayload> {
    return { ticket: await service.create(ctx, input) };
  }
}
