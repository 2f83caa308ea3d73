import { asBigInt, MinorUnits, Payload } from '@deskgraph/kit';
import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export enum OrderState {
  NEW = 'NEW',
  REQUIRES_ACTION = 'REQUIRES_ACTION',
  BACKORDERED = 'BACKORDERED',
  RESERVED = 'RESERVED',
  PAID = 'PAID',
  APPROVED_ON_TERMS = 'APPROVED_ON_TERMS',
  FULFILLING = 'FULFILLING',
  SHIPPED = 'SHIPPED',
  COMPLETED = 'COMPLETED',
  CANCELLED = 'CANCELLED',
  EXPIRED = 'EXPIRED',
}
registerEnumType(OrderState, {
  name: 'OrderState',
  description: 'How far an order is.',
  valuesConfig: {
    NEW: { description: 'It has just come in.' },
    REQUIRES_ACTION: { description: 'The channel has sold it, and there is not enough in stock: somebody has to decide.' },
    BACKORDERED: { description: 'It waits for stock, and is reserved as soon as there is enough for it and for those that were placed before and wait for the same.' },
    RESERVED: { description: 'All it needs is held for it.' },
    PAID: { description: 'It is paid, and may be shipped.' },
    APPROVED_ON_TERMS: { description: 'It may be shipped, and is paid later.' },
    FULFILLING: { description: 'Some of it is shipped.' },
    SHIPPED: { description: 'All of it is shipped.' },
    COMPLETED: { description: 'It is delivered and paid.' },
    CANCELLED: { description: 'It was called off before anything was shipped.' },
    EXPIRED: { description: 'It was not paid in time.' },
  },
});

/** The states of orders that are over. */
export const over: readonly OrderState[] = [OrderState.COMPLETED, OrderState.CANCELLED, OrderState.EXPIRED];

@Entity('order')
@ObjectType({ description: 'What somebody ordered in a channel.' })
@Directive('@key(fields: "id")')
export class Order {
  @PrimaryColumn('uuid')
  readonly organizationId!: string;

  @Field(() => ID, { description: 'Its id (uuid).' })
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Field(() => Int, { description: 'The number people say aloud: order 1017.' })
  @Column('integer')
  readonly number!: number;

  @Field(() => String, { description: 'Where it was ordered, e.g. `shop`.' })
  @Column('text')
  readonly channel!: string;

  @Field(() => String, { description: 'The channel\'s name for it; unique in the channel.' })
  @Column('text')
  readonly externalId!: string;

  @Field(() => OrderState, { description: 'How far it is.' })
  @Column('text')
  state!: OrderState;

  @Column('uuid', { nullable: true })
  partyId!: string | null;

  @Column('uuid', { nullable: true })
  customerId!: string | null;

  @Field(() => String, { description: 'The currency of all its amounts (ISO 4217).' })
  @Column('text')
  currency!: string;

  @Field(() => MinorUnits, { description: 'What its lines come to.' })
  @Column('bigint', { transformer: asBigInt })
  subtotal!: bigint;

  @Field(() => MinorUnits, { description: 'What sending it costs.' })
  @Column('bigint', { transformer: asBigInt })
  shipping!: bigint;

  @Field(() => MinorUnits, { description: 'Taxes that are not in the prices.' })
  @Column('bigint', { transformer: asBigInt })
  tax!: bigint;

  @Field(() => MinorUnits, { description: 'What is taken off.' })
  @Column('bigint', { transformer: asBigInt })
  discount!: bigint;

  @Field(() => MinorUnits, { description: 'What it comes to: subtotal, shipping and tax, less the discount.' })
  @Column('bigint', { transformer: asBigInt })
  total!: bigint;

  @Field(() => MinorUnits, { description: 'How much of it is paid.' })
  @Column('bigint', { transformer: asBigInt })
  paid!: bigint;

  @Field(() => String, { nullable: true, description: 'Where it goes, one line after another. Needs `order.address.read`.' })
  @Column('text', { nullable: true })
  shippingAddress!: string | null;

  @Field(() => Date, { description: 'When it was ordered.' })
  @Column('timestamptz')
  placedAt!: Date;

  @Field(() => Date, { description: 'When the channel last changed it, as far as is known.' })
  @Column('timestamptz')
  sourceChangedAt!: Date;

  /** Of what the channel last said: the same again changes nothing. */
  @Column('bytea')
  contentHash!: Buffer;

  @Field(() => Date, { description: 'When it came in.' })
  @Column('timestamptz')
  readonly createdAt!: Date;

  @Field(() => Date, { description: 'When it was last changed here.' })
  @Column('timestamptz')
  changedAt!: Date;
}

@ObjectType({ implements: Payload, description: 'The order, or why nothing was changed.' })
export class OrderPayload extends Payload {
  @Field(() => Order, { nullable: true, description: 'The order as it is now.' })
  order?: Order | null;
}
