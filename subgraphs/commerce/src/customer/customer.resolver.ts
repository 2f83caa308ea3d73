import { Refused, type Context } from '@deskgraph/kit';
import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { Order } from '../order/order.entity.js';
import { mostOfCustomer, orderCountByCustomer, ordersByCustomer } from '../order/order.loader.js';
import { Customer } from './customer.entity.js';

@Resolver(() => Customer)
export class CustomerResolver {
  @FieldResolver(() => [Order], { nullable: true, description: 'Their newest orders, the newest first; `orders(filter: { customerId })` has all.' })
  async orders(
    @Ctx() ctx: Context,
    @Root() { id }: Customer,
    @Arg('first', () => Int, { defaultValue: 5, description: 'How many, 1 to 20.' }) first: number,
  ): Promise<Order[]> {
    if (first < 1 || first > mostOfCustomer) throw new Refused('INVALID', `Ask for 1 to ${String(mostOfCustomer)} orders of a customer.`, 'first');
    return (await ordersByCustomer(ctx).load(id)).slice(0, first);
  }

  @FieldResolver(() => Int, { nullable: true, description: 'How many orders they have.' })
  async orderCount(@Ctx() ctx: Context, @Root() { id }: Customer): Promise<number> {
    return (await orderCountByCustomer(ctx).load(id))?.count ?? 0;
  }

  @FieldResolver(() => Int, { nullable: true, description: 'How many of their orders are not over: neither completed nor called off nor expired.' })
  async openOrderCount(@Ctx() ctx: Context, @Root() { id }: Customer): Promise<number> {
    return (await orderCountByCustomer(ctx).load(id))?.open ?? 0;
  }
}
