import { Payload } from '@deskgraph/kit';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('stock_level')
@ObjectType({ description: 'How much of a variant there is at a location.' })
export class StockLevel {
  @PrimaryColumn('uuid')
  readonly organizationId!: string;

  @Field(() => ID, { description: 'Its id (uuid).' })
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column('uuid')
  readonly variantId!: string;

  @Field(() => String, { description: 'Where, e.g. `MAIN`.' })
  @Column('text')
  readonly location!: string;

  @Field(() => Int, { description: 'How many are there.' })
  @Column('integer')
  onHand!: number;

  @Field(() => Int, { description: 'How many of those are held for orders; never more than there are.' })
  @Column('integer')
  reserved!: number;

  @Field(() => Date, { description: 'When it last changed.' })
  @Column('timestamptz')
  changedAt!: Date;
}

@ObjectType({ implements: Payload, description: 'The stock level, or why nothing was changed.' })
export class StockPayload extends Payload {
  @Field(() => StockLevel, { nullable: true, description: 'The stock level as it is now.' })
  stockLevel?: StockLevel | null;
}
