import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { OrderState } from '../order/order.entity.js';

@Entity('order_transition')
@ObjectType({ description: 'A step of an order from one state to another. It is never changed.' })
export class OrderTransition {
  @PrimaryColumn('uuid')
  readonly organizationId!: string;

  @Field(() => ID, { description: 'Its id (uuid).' })
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column('uuid')
  readonly orderId!: string;

  @Field(() => OrderState, { nullable: true, description: 'Where the order was; null when it came in.' })
  @Column('text', { nullable: true })
  readonly from!: OrderState | null;

  @Field(() => OrderState, { description: 'Where it went.' })
  @Column('text')
  readonly to!: OrderState;

  @Field(() => String, { nullable: true, description: 'Why, as whoever did it said.' })
  @Column('text', { nullable: true })
  readonly reason!: string | null;

  @Column('uuid', { nullable: true })
  readonly memberId!: string | null;

  @Field(() => Date, { description: 'When.' })
  @Column('timestamptz')
  readonly at!: Date;
}
