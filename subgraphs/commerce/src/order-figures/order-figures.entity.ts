import { MinorUnits } from '@deskgraph/kit';
import { Field, Int, ObjectType } from 'type-graphql';
import { OrderState } from '../order/order.entity.js';

@ObjectType({ description: 'Counts of orders and shipments over a time.' })
export class OrderTotals {
  @Field(() => Int, { description: 'How many orders were placed.' })
  orders!: number;

  @Field(() => Int, { description: 'How many of those were called off, or not paid in time.' })
  cancelled!: number;

  @Field(() => Int, { description: 'How many shipments went out.' })
  shipped!: number;

  @Field(() => Int, { description: 'How many shipments arrived.' })
  delivered!: number;
}

@ObjectType({ description: 'What orders come to in one currency; those that were called off or not paid in time are left out.' })
export class OrderRevenue {
  @Field(() => String, { description: 'The currency (ISO 4217).' })
  currency!: string;

  @Field(() => MinorUnits, { description: 'What the orders placed come to.' })
  amount!: number;

  @Field(() => MinorUnits, { description: 'What those of the time before come to.' })
  previousAmount!: number;

  @Field(() => Int, { description: 'How many orders that are.' })
  orders!: number;
}

@ObjectType({ description: 'One day of orders.' })
export class OrderDay {
  @Field(() => String, { description: 'The day in the time zone asked for, e.g. `2026-03-29`.' })
  date!: string;

  @Field(() => Int, { description: 'How many orders were placed.' })
  orders!: number;

  @Field(() => Int, { description: 'How many shipments went out.' })
  shipped!: number;
}

@ObjectType({ description: 'What the orders of one day come to in one currency.' })
export class OrderRevenueDay {
  @Field(() => String, { description: 'The day in the time zone asked for, e.g. `2026-03-29`.' })
  date!: string;

  @Field(() => String, { description: 'The currency (ISO 4217).' })
  currency!: string;

  @Field(() => MinorUnits, { description: 'What the orders placed come to.' })
  amount!: number;
}

@ObjectType({ description: 'How many orders are so far.' })
export class OrderStateCount {
  @Field(() => OrderState, { description: 'How far.' })
  state!: OrderState;

  @Field(() => Int, { description: 'How many.' })
  count!: number;
}

@ObjectType({ description: 'How many orders came from a channel.' })
export class OrderChannelCount {
  @Field(() => String, { description: 'Where they were ordered.' })
  channel!: string;

  @Field(() => Int, { description: 'How many.' })
  count!: number;
}

@ObjectType({ description: 'Figures of orders.' })
export class OrderFigures {
  @Field(() => Date, { description: 'As of when.' })
  at!: Date;

  @Field(() => Int, { description: 'How many orders somebody has to decide about now: they are in REQUIRES_ACTION.' })
  requiringActionNow!: number;

  @Field(() => Int, { description: 'How many orders wait for stock now: they are BACKORDERED.' })
  backorderedNow!: number;

  @Field(() => OrderTotals, { description: 'Over the time asked for.' })
  period!: OrderTotals;

  @Field(() => OrderTotals, { description: 'Over the equally long time before it; only as far as this one has come, where it goes on.' })
  previous!: OrderTotals;

  @Field(() => [OrderRevenue], { description: 'What the orders placed come to, the currency of the most orders first.' })
  revenue!: OrderRevenue[];

  @Field(() => [OrderDay], { description: 'Every day of the time, the first first.' })
  days!: OrderDay[];

  @Field(() => [OrderRevenueDay], { description: 'What each day comes to in each currency, the first day first; days without orders are left out.' })
  revenueDays!: OrderRevenueDay[];

  @Field(() => [OrderStateCount], { description: 'Those that were placed, by how far they are now.' })
  states!: OrderStateCount[];

  @Field(() => [OrderChannelCount], { description: 'Those that were placed, by the 20 channels with the most.' })
  channels!: OrderChannelCount[];
}
