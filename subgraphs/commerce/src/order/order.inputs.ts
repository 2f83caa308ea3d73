import { MinorUnits, Name, OrderDirection } from '@deskgraph/kit';
import { ArrayMaxSize, Length, MaxLength } from 'class-validator';
import { Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import { OrderState } from './order.entity.js';

export enum OrderOrderField {
  PLACED_AT = 'PLACED_AT',
  NUMBER = 'NUMBER',
}
registerEnumType(OrderOrderField, {
  name: 'OrderOrderField',
  description: 'What orders are ordered by.',
  valuesConfig: { PLACED_AT: { description: 'When they were ordered.' }, NUMBER: { description: 'Their number.' } },
});

@InputType({ description: 'How orders are ordered.' })
export class OrderOrder {
  @Field(() => OrderOrderField, { description: 'By what.' })
  field!: OrderOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC, description: 'From which end.' })
  direction!: OrderDirection;
}

@InputType({ description: 'Which orders; every part given must hold.' })
export class OrderFilter {
  @ArrayMaxSize(100)
  @Field(() => [ID], { nullable: true, description: 'Only these (uuids), 100 at most.' })
  ids?: string[] | null;

  @Field(() => OrderState, { nullable: true, description: 'How far they are.' })
  state?: OrderState | null;

  @Field(() => String, { nullable: true, description: 'Where they were ordered.' })
  channel?: string | null;

  @Field(() => ID, { nullable: true, description: 'Who ordered them.' })
  customerId?: string | null;

  @Field(() => Int, { nullable: true, description: 'The number of the one.' })
  number?: number | null;

  @Length(1, 100)
  @Field(() => String, { nullable: true, description: 'Part of the channel\'s name for them, or of a line\'s SKU or title; 1 to 100 characters, any case.' })
  search?: string | null;

  @Field(() => Date, { nullable: true, description: 'Ordered at or after this instant.' })
  placedFrom?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Ordered before this instant.' })
  placedBefore?: Date | null;
}

/** What every step of an order takes. */
@InputType({ description: 'An order to take a step further.' })
abstract class OrderStepInput {
  @Field(() => ID, { description: 'The order.' })
  id!: string;

  @Name(200)
  @Field(() => String, { nullable: true, description: 'Why, for the history; 1 to 200 characters.' })
  reason?: string | null;

  @MaxLength(200)
  @Field(() => String, { nullable: true, description: 'The same key again answers the order, and takes no second step.' })
  idempotencyKey?: string | null;
}

@InputType({ description: 'An order to hold stock for.' })
export class OrderReserveInput extends OrderStepInput {}

@InputType({ description: 'An order that is to wait for stock.' })
export class OrderBackorderInput extends OrderStepInput {}

@InputType({ description: 'An order that is paid.' })
export class OrderPayInput extends OrderStepInput {
  @Field(() => MinorUnits, { description: 'How much of it is paid in all; not less than its total.' })
  amount!: number;
}

@InputType({ description: 'An order that may be shipped before it is paid.' })
export class OrderApproveInput extends OrderStepInput {}

@InputType({ description: 'An order that was not paid in time.' })
export class OrderExpireInput extends OrderStepInput {}

@InputType({ description: 'An order to call off.' })
export class OrderCancelInput extends OrderStepInput {}

@InputType({ description: 'An order that is delivered and paid.' })
export class OrderCompleteInput extends OrderStepInput {
  @Field(() => MinorUnits, { nullable: true, description: 'How much of it is paid in all; what is known unless given.' })
  amount?: number | null;
}
