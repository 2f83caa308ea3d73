import { asBigInt, MinorUnits, Payload } from '@deskgraph/kit';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('variant')
@ObjectType({ description: 'A product in one size and packing: what stock is counted in and orders are made of.' })
@Directive('@key(fields: "id")')
export class Variant {
  @PrimaryColumn('uuid')
  readonly organizationId!: string;

  @Field(() => ID, { description: 'Its id (uuid).' })
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column('uuid')
  readonly productId!: string;

  @Field(() => String, { description: 'Its short name in every channel; unique in the organization.' })
  @Column('text')
  readonly sku!: string;

  @Field(() => String, { description: 'What tells it from the product\'s other variants, e.g. `20 l drum`.' })
  @Column('text')
  title!: string;

  @Field(() => MinorUnits, { description: 'What one costs.' })
  @Column('bigint', { transformer: asBigInt })
  price!: bigint;

  @Field(() => String, { description: 'The price\'s currency (ISO 4217).' })
  @Column('text')
  currency!: string;

  @Field(() => Int, { description: 'How many pieces are in one.' })
  @Column('integer')
  packSize!: number;

  @Field(() => Date, { description: 'When it was made.' })
  @Column('timestamptz')
  readonly createdAt!: Date;

  @Field(() => Date, { description: 'When it was last changed.' })
  @Column('timestamptz')
  changedAt!: Date;
}

@ObjectType({ implements: Payload, description: 'The variant, or why nothing was changed.' })
export class VariantPayload extends Payload {
  @Field(() => Variant, { nullable: true, description: 'The variant as it is now.' })
  variant?: Variant | null;
}
