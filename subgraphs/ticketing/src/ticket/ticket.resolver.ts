import { abilities, changeOf, connectionOf, OrderDirection, PageArgs, type Change, type Context, type Page } from '@deskgraph/kit';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import { Customer } from '../customer/customer.entity.js';
import { Mailbox } from '../mailbox/mailbox.entity.js';
import { mailboxById } from '../mailbox/mailbox.loader.js';
import { replyAddress } from '../mailbox/mailbox.service.js';
import { Member } from '../stubs.js';
import { Team } from '../team/team.entity.js';
import { teamById } from '../team/team.loader.js';
import { Ticket, TicketPayload } from './ticket.entity.js';
import { TicketChangePriorityInput, TicketChangeStatusInput, TicketFilter, TicketOrder, TicketOrderField, TicketRenameInput, TicketTagInput } from './ticket.inputs.js';
import { ticketById } from './ticket.loader.js';
import { isLegal, ticketPolicy, type TicketVerb } from './ticket.policy.js';
import * as service from './ticket.service.js';

const TicketConnection = connectionOf(Ticket, 'Ticket');
const TicketChange = changeOf(Ticket, 'Ticket');
const latest: TicketOrder = { field: TicketOrderField.ACTIVE_AT, direction: OrderDirection.DESC };

@Resolver(() => Ticket)
export class TicketResolver {
  @Query(() => Ticket, { nullable: true, description: 'One ticket.' })
  ticket(@Ctx() ctx: Context, @Arg('id', () => ID, { description: 'Its id (uuid).' }) id: string): Promise<Ticket | null> {
    return ticketById(ctx).load(id);
  }

  @Query(() => TicketConnection, { nullable: true, description: 'The organization\'s tickets, the last active first unless asked otherwise.' })
  tickets(
    @Ctx() ctx: Context,
    @Arg('filter', () => TicketFilter, { nullable: true, description: 'Which; all unless given.' }) filter: TicketFilter | null,
    @Arg('orderBy', () => TicketOrder, { nullable: true, description: 'In which order.' }) orderBy: TicketOrder | null,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Page<Ticket>> {
    return service.list(ctx, filter ?? {}, orderBy ?? latest, args);
  }

  @Subscription(() => Ticket, { topics: 'ticket', nullable: true, description: 'A ticket whenever something is said in it or done to it. Frames carry `extensions.position`.' })
  ticketChanged(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, { description: 'Its id (uuid).' }) id: string,
    @Arg('after', () => String, { nullable: true, description: 'A frame\'s position: what was missed since is told first.' }) _after: string | null,
  ): Promise<Ticket | null> {
    return this.ticket(ctx, id);
  }

  @Subscription(() => TicketChange, { topics: 'ticket', nullable: true, description: 'What enters, changes in and leaves the tickets a filter asks for. Frames carry `extensions.position`.' })
  ticketsChanged(
    @Arg('filter', () => TicketFilter, { nullable: true, description: 'Which; all unless given.' }) _filter: TicketFilter | null,
    @Arg('after', () => String, { nullable: true, description: 'A frame\'s position: what was missed since is told first.' }) _after: string | null,
  ): Change<Ticket> | null {
    return null;
  }

  @Subscription(() => Ticket, { topics: 'ticket', nullable: true, description: 'A ticket whenever something happens to it, to its customer, or to their orders, shipments and calls. Frames carry `extensions.position`.' })
  caseChanged(
    @Ctx() ctx: Context,
    @Arg('ticketId', () => ID, { description: 'The ticket\'s id (uuid).' }) ticketId: string,
    @Arg('after', () => String, { nullable: true, description: 'A frame\'s position: what was missed since is told first.' }) _after: string | null,
  ): Promise<Ticket | null> {
    return this.ticket(ctx, ticketId);
  }

  @Mutation(() => TicketPayload, { nullable: true, description: 'Says whose turn it is. RESOLVED and CLOSED stop its clock, OPEN and PENDING start it again.' })
  async ticketChangeStatus(@Ctx() ctx: Context, @Arg('input', () => TicketChangeStatusInput, { description: 'Which, and whose turn.' }) input: TicketChangeStatusInput): Promise<TicketPayload> {
    return { ticket: await service.changeStatus(ctx, input) };
  }

  @Mutation(() => TicketPayload, { nullable: true, description: 'Says how much a ticket matters.' })
  async ticketChangePriority(@Ctx() ctx: Context, @Arg('input', () => TicketChangePriorityInput, { description: 'Which, and how much.' }) input: TicketChangePriorityInput): Promise<TicketPayload> {
    return { ticket: await service.changePriority(ctx, input) };
  }

  @Mutation(() => TicketPayload, { nullable: true, description: 'Says in other words what a ticket is about.' })
  async ticketRename(@Ctx() ctx: Context, @Arg('input', () => TicketRenameInput, { description: 'Which, and in which words.' }) input: TicketRenameInput): Promise<TicketPayload> {
    return { ticket: await service.rename(ctx, input) };
  }

  @Mutation(() => TicketPayload, { nullable: true, description: 'Puts tags on a ticket and takes others off. At most 20 on one.' })
  async ticketTag(@Ctx() ctx: Context, @Arg('input', () => TicketTagInput, { description: 'Which, and what.' }) input: TicketTagInput): Promise<TicketPayload> {
    return { ticket: await service.tag(ctx, input) };
  }

  @FieldResolver(() => Member, { nullable: true, description: 'Whose work it is; null for nobody\'s.' })
  assignee(@Root() { assigneeId }: Ticket): Member | null {
    return assigneeId === null ? null : { id: assigneeId };
  }

  @FieldResolver(() => Team, { nullable: true, description: 'The team it is in; null for none.' })
  team(@Ctx() ctx: Context, @Root() { teamId }: Ticket): Promise<Team | null> | null {
    return teamId === null ? null : teamById(ctx).load(teamId);
  }

  @FieldResolver(() => Customer, { nullable: true, description: 'Whose it is; null until that is known.' })
  customer(@Root() { customerId }: Ticket): Customer | null {
    return customerId === null ? null : { id: customerId };
  }

  @FieldResolver(() => Mailbox, { nullable: true, description: 'The mailbox it came to, or that it has been replied from since that was gone or off; null for none, or once it is deleted.' })
  mailbox(@Ctx() ctx: Context, @Root() { mailboxId }: Ticket): Promise<Mailbox | null> | null {
    return mailboxId === null ? null : mailboxById(ctx).load(mailboxId);
  }

  @FieldResolver(() => String, { nullable: true, description: 'The address it is replied from: of its mailbox, or of the organization\'s first where it has none (any more) or that is off, which it gets with the reply. Null while there is no mailbox.' })
  replyAddress(@Ctx() ctx: Context, @Root() { mailboxId }: Ticket): Promise<string | null> {
    return replyAddress(ctx, mailboxId);
  }

  @FieldResolver(() => Ticket, { nullable: true, description: 'The ticket it was merged into and goes on in; null when it was not.' })
  mergedInto(@Ctx() ctx: Context, @Root() { mergedIntoId }: Ticket): Promise<Ticket | null> | null {
    return mergedIntoId === null ? null : ticketById(ctx).load(mergedIntoId);
  }

  @FieldResolver(() => Ticket, { nullable: true, description: 'The closed ticket that somebody answered to, and so began this one; null when it began by itself.' })
  previous(@Ctx() ctx: Context, @Root() { previousId }: Ticket): Promise<Ticket | null> | null {
    return previousId === null ? null : ticketById(ctx).load(previousId);
  }

  @FieldResolver(() => [String], { description: 'What the viewer may do to it as it is: `assign`, `changeStatus`, `changePriority`, `rename`, `tag`, `merge`, `unmerge`, `reply`, `note`, `attach`.' })
  viewerCan(@Ctx() ctx: Context, @Root() ticket: Ticket): string[] {
    return abilities(ctx.viewer, ticketPolicy, ticket).filter(verb => isLegal(verb as TicketVerb, ticket));
  }
}
