import { Payload } from '@deskgraph/kit';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('product')
@ObjectType({ description: 'Something that is sold, in one or more variants.' })
@Directive('@key(fields: "id")')
export class Product {
  @PrimaryColumn('uuid')
  readonly organizationId!: string;

  @Field(() => ID, { description: 'Its id (uuid).' })
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Field(() => String, { description: 'What people call it, 1 to 200 characters.' })
  @Column('text')
  name!: string;

  @Field(() => String, { description: 'What it is, at most 5000 characters.' })
  @Column('text')
  description!: string;

  @Field(() => String, { nullable: true, description: 'What is dangerous about it, e.g. `UN1993, class 3, PG II`; null where nothing is.' })
  @Column('text', { nullable: true })
  hazard!: string | null;

  @Field(() => String, { nullable: true, description: 'Where its safety data sheet is (https); null where it has none.' })
  @Column('text', { nullable: true })
  safetySheetUrl!: string | null;

  @Field(() => Date, { description: 'When it was made.' })
  @Column('timestamptz')
  readonly createdAt!: Date;

  @Field(() => Date, { description: 'When it was last changed.' })
  @Column('timestamptz')
  changedAt!: Date;
}

@ObjectType({ implements: Payload, description: 'The product, or why nothing was changed.' })
export class ProductPayload extends Payload {
  @Field(() => Product, { nullable: true, description: 'The product as it is now.' })
  product?: Product | null;
}
