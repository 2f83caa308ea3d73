import { asBigInt, MinorUnits } from '@deskgraph/kit';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('order_line')
@ObjectType({ description: 'So many of one thing in an order.' })
export class OrderLine {
  @PrimaryColumn('uuid')
  readonly organizationId!: string;

  @Field(() => ID, { description: 'Its id (uuid).' })
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column('uuid')
  readonly orderId!: string;

  @Field(() => String, { description: 'The channel\'s name for it; unique in the order.' })
  @Column('text')
  readonly externalId!: string;

  /** Its place in the order, from 0. */
  @Column('integer')
  position!: number;

  @Column('uuid', { nullable: true })
  variantId!: string | null;

  @Field(() => String, { description: 'What was ordered, as the channel names it.' })
  @Column('text')
  sku!: string;

  @Field(() => String, { description: 'What the channel calls it for people.' })
  @Column('text')
  title!: string;

  @Field(() => Int, { description: 'How many.' })
  @Column('integer')
  quantity!: number;

  @Field(() => Int, { description: 'How many of them are shipped.' })
  @Column('integer')
  shipped!: number;

  @Field(() => MinorUnits, { description: 'What one costs, in the order\'s currency.' })
  @Column('bigint', { transformer: asBigInt })
  unitPrice!: bigint;

  @Field(() => MinorUnits, { description: 'What they cost together.' })
  @Column('bigint', { transformer: asBigInt })
  total!: bigint;
}
