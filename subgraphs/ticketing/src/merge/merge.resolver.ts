import type { Context } from '@deskgraph/kit';
import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { Ticket, TicketPayload } from '../ticket/ticket.entity.js';
import { TicketMergePreview } from './merge.entity.js';
import { TicketMergeInput, TicketUnmergeInput } from './merge.inputs.js';
import * as service from './merge.service.js';

@Resolver(() => Ticket)
export class MergeResolver {
  @Query(() => TicketMergePreview, { nullable: true, description: 'What a merge of two tickets would do.' })
  ticketMergePreview(
    @Ctx() ctx: Context,
    @Arg('sourceId', () => ID, { description: 'The ticket that would end.' }) sourceId: string,
    @Arg('targetId', () => ID, { description: 'The ticket that would go on.' }) targetId: string,
  ): Promise<TicketMergePreview> {
    return service.preview(ctx, { sourceId, targetId });
  }

  @Mutation(() => TicketPayload, { nullable: true, description: 'Merges a ticket into another, which is answered: what was said in it is said there, and what its requester writes comes there.' })
  async ticketMerge(@Ctx() ctx: Context, @Arg('input', () => TicketMergeInput, { description: 'Which, and into which.' }) input: TicketMergeInput): Promise<TicketPayload> {
    return { ticket: await service.merge(ctx, input) };
  }

  @Mutation(() => TicketPayload, { nullable: true, description: 'Takes a merge back: what was said in the ticket before, and what had been merged into it, goes back to it, and it is open again. What came since stays where it is.' })
  async ticketUnmerge(@Ctx() ctx: Context, @Arg('input', () => TicketUnmergeInput, { description: 'Which was merged.' }) input: TicketUnmergeInput): Promise<TicketPayload> {
    return { ticket: await service.unmerge(ctx, input) };
  }
}
