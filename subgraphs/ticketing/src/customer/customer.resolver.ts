import { Refused, type Context } from '@deskgraph/kit';
import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { Ticket } from '../ticket/ticket.entity.js';
import { mostOfCustomer, ticketCountByCustomer, ticketsByCustomer } from '../ticket/ticket.loader.js';
import { Customer } from './customer.entity.js';

@Resolver(() => Customer)
export class CustomerResolver {
  @FieldResolver(() => [Ticket], { nullable: true, description: 'Their tickets, the last active first; `tickets(filter: { customerId })` has all.' })
  async tickets(
    @Ctx() ctx: Context,
    @Root() { id }: Customer,
    @Arg('first', () => Int, { defaultValue: 5, description: 'How many, 1 to 20.' }) first: number,
  ): Promise<Ticket[]> {
    if (first < 1 || first > mostOfCustomer) throw new Refused('INVALID', `Ask for 1 to ${String(mostOfCustomer)} tickets of a customer.`, 'first');
    return (await ticketsByCustomer(ctx).load(id)).slice(0, first);
  }

  @FieldResolver(() => Int, { nullable: true, description: 'How many tickets they have; merged ones do not count.' })
  async ticketCount(@Ctx() ctx: Context, @Root() { id }: Customer): Promise<number> {
    return (await ticketCountByCustomer(ctx).load(id))?.count ?? 0;
  }
}
