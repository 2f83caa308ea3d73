import { abilities, changeOf, connectionOf, OrderDirection, PageArgs, type Change, type Context, type Page } from '@deskgraph/kit';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import { Customer } from '../customer/customer.entity.js';
import { OrderLine } from '../order-line/order-line.entity.js';
import { linesByOrder } from '../order-line/order-line.loader.js';
import { OrderTransition } from '../order-transition/order-transition.entity.js';
import { transitionsByOrder } from '../order-transition/order-transition.loader.js';
import { Shipment, ShipmentState } from '../shipment/shipment.entity.js';
import { shipmentsByOrder } from '../shipment/shipment.loader.js';
import { Order, OrderPayload } from './order.entity.js';
import {
  OrderApproveInput, OrderBackorderInput, OrderCancelInput, OrderCompleteInput, OrderExpireInput, OrderFilter, OrderOrder, OrderOrderField, OrderPayInput, OrderReserveInput,
} from './order.inputs.js';
import { orderById } from './order.loader.js';
import { isLegal, orderPolicy, type OrderVerb } from './order.policy.js';
import * as service from './order.service.js';

const OrderConnection = connectionOf(Order, 'Order');
const OrderChange = changeOf(Order, 'Order');
const newest: OrderOrder = { field: OrderOrderField.PLACED_AT, direction: OrderDirection.DESC };

@Resolver(() => Order)
export class OrderResolver {
  @Query(() => Order, { nullable: true, description: 'One order.' })
  order(@Ctx() ctx: Context, @Arg('id', () => ID, { description: 'Its id (uuid).' }) id: string): Promise<Order | null> {
    return orderById(ctx).load(id);
  }

  @Query(() => OrderConnection, { nullable: true, description: 'The organization\'s orders, the newest first unless asked otherwise.' })
  orders(
    @Ctx() ctx: Context,
    @Arg('filter', () => OrderFilter, { nullable: true, description: 'Which; all unless given.' }) filter: OrderFilter | null,
    @Arg('orderBy', () => OrderOrder, { nullable: true, description: 'In which order.' }) orderBy: OrderOrder | null,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Page<Order>> {
    return service.list(ctx, filter ?? {}, orderBy ?? newest, args);
  }

  @Subscription(() => Order, { topics: 'order', nullable: true, description: 'An order whenever something about it changes. Frames carry `extensions.position`.' })
  orderChanged(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, { description: 'Its id (uuid).' }) id: string,
    @Arg('after', () => String, { nullable: true, description: 'A frame\'s position: what was missed since is told first.' }) _after: string | null,
  ): Promise<Order | null> {
    return this.order(ctx, id);
  }

  @Subscription(() => OrderChange, { topics: 'order', nullable: true, description: 'What enters, changes in and leaves the orders a filter asks for. Frames carry `extensions.position`.' })
  ordersChanged(
    @Arg('filter', () => OrderFilter, { nullable: true, description: 'Which; all unless given.' }) _filter: OrderFilter | null,
    @Arg('after', () => String, { nullable: true, description: 'A frame\'s position: what was missed since is told first.' }) _after: string | null,
  ): Change<Order> | null {
    return null;
  }

  @Mutation(() => OrderPayload, { nullable: true, description: 'Holds what an order needs, all of it or nothing; also what orders wait for that were placed before.' })
  async orderReserve(@Ctx() ctx: Context, @Arg('input', () => OrderReserveInput, { description: 'Which.' }) input: OrderReserveInput): Promise<OrderPayload> {
    return { order: await service.reserve(ctx, input) };
  }

  @Mutation(() => OrderPayload, { nullable: true, description: 'Has an order wait for stock. It is reserved by itself once there is enough, the one placed first first.' })
  async orderBackorder(@Ctx() ctx: Context, @Arg('input', () => OrderBackorderInput, { description: 'Which.' }) input: OrderBackorderInput): Promise<OrderPayload> {
    return { order: await service.backorder(ctx, input) };
  }

  @Mutation(() => OrderPayload, { nullable: true, description: 'Notes that an order is paid in full. One that is reserved may be shipped then; one on terms is completed with what arrives last of it, or at once where all has arrived.' })
  async orderPay(@Ctx() ctx: Context, @Arg('input', () => OrderPayInput, { description: 'Which, and how much.' }) input: OrderPayInput): Promise<OrderPayload> {
    return { order: await service.pay(ctx, input) };
  }

  @Mutation(() => OrderPayload, { nullable: true, description: 'Lets an order be shipped before it is paid.' })
  async orderApprove(@Ctx() ctx: Context, @Arg('input', () => OrderApproveInput, { description: 'Which.' }) input: OrderApproveInput): Promise<OrderPayload> {
    return { order: await service.approve(ctx, input) };
  }

  @Mutation(() => OrderPayload, { nullable: true, description: 'Ends an order that was not paid in time, and gives back what is held for it.' })
  async orderExpire(@Ctx() ctx: Context, @Arg('input', () => OrderExpireInput, { description: 'Which.' }) input: OrderExpireInput): Promise<OrderPayload> {
    return { order: await service.expire(ctx, input) };
  }

  @Mutation(() => OrderPayload, { nullable: true, description: 'Calls an order off before anything of it is shipped, and gives back what is held for it.' })
  async orderCancel(@Ctx() ctx: Context, @Arg('input', () => OrderCancelInput, { description: 'Which.' }) input: OrderCancelInput): Promise<OrderPayload> {
    return { order: await service.cancel(ctx, input) };
  }

  @Mutation(() => OrderPayload, { nullable: true, description: 'Ends an order of which all is shipped, has arrived and is paid.' })
  async orderComplete(@Ctx() ctx: Context, @Arg('input', () => OrderCompleteInput, { description: 'Which, and how much is paid.' }) input: OrderCompleteInput): Promise<OrderPayload> {
    return { order: await service.complete(ctx, input) };
  }

  @FieldResolver(() => Customer, { nullable: true, description: 'Who ordered it; null until that is known.' })
  customer(@Root() { customerId }: Order): Customer | null {
    return customerId === null ? null : { id: customerId };
  }

  @FieldResolver(() => [OrderLine], { description: 'What it is of; 200 lines at most.' })
  lines(@Ctx() ctx: Context, @Root() { id }: Order): Promise<OrderLine[]> {
    return linesByOrder(ctx).load(id);
  }

  @FieldResolver(() => [OrderTransition], { description: 'How it came to be where it is, the oldest step first.' })
  history(@Ctx() ctx: Context, @Root() { id }: Order): Promise<OrderTransition[]> {
    return transitionsByOrder(ctx).load(id);
  }

  @FieldResolver(() => [Shipment], { description: 'What of it was shipped, the oldest first.' })
  shipments(@Ctx() ctx: Context, @Root() { id }: Order): Promise<Shipment[]> {
    return shipmentsByOrder(ctx).load(id);
  }

  @FieldResolver(() => [String], { description: 'What the viewer may do to it where it is: `reserve`, `backorder`, `pay`, `approve`, `expire`, `cancel`, `complete`, `ship`.' })
  async viewerCan(@Ctx() ctx: Context, @Root() order: Order): Promise<string[]> {
    const can = abilities(ctx.viewer, orderPolicy, order).filter(verb => isLegal(verb as OrderVerb, order));
    const isUnderway = can.includes('complete') && (await shipmentsByOrder(ctx).load(order.id)).some(({ state }) => state === ShipmentState.SHIPPED);
    return isUnderway ? can.filter(verb => verb !== 'complete') : can;
  }
}
