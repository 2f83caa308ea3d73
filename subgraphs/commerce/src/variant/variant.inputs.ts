import { Currency, MinorUnits, Name, OrderDirection } from '@deskgraph/kit';
import { Length, Max, MaxLength, Min } from 'class-validator';
import { Field, ID, InputType, Int, registerEnumType } from 'type-graphql';

export enum VariantOrderField {
  SKU = 'SKU',
  CREATED_AT = 'CREATED_AT',
}
registerEnumType(VariantOrderField, {
  name: 'VariantOrderField',
  description: 'What variants are ordered by.',
  valuesConfig: { SKU: { description: 'Their SKU.' }, CREATED_AT: { description: 'When they were made.' } },
});

@InputType({ description: 'How variants are ordered.' })
export class VariantOrder {
  @Field(() => VariantOrderField, { description: 'By what.' })
  field!: VariantOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC, description: 'From which end.' })
  direction!: OrderDirection;
}

@InputType({ description: 'Which variants; every part given must hold.' })
export class VariantFilter {
  @Length(1, 100)
  @Field(() => String, { nullable: true, description: 'Part of the SKU or the title; 1 to 100 characters, any case.' })
  search?: string | null;

  @Field(() => ID, { nullable: true, description: 'The product they are of.' })
  productId?: string | null;
}

@InputType({ description: 'A variant to make.' })
export class VariantCreateInput {
  @Field(() => ID, { description: 'The product it is of.' })
  productId!: string;

  @Name(100)
  @Field(() => String, { description: 'Its SKU, 1 to 100 characters; unique in the organization, and for good.' })
  sku!: string;

  @Name(200)
  @Field(() => String, { description: 'What tells it from the product\'s other variants, 1 to 200 characters.' })
  title!: string;

  @Field(() => MinorUnits, { description: 'What one costs.' })
  price!: number;

  @Currency()
  @Field(() => String, { description: 'The price\'s currency (ISO 4217).' })
  currency!: string;

  @Min(1)
  @Max(1_000_000)
  @Field(() => Int, { defaultValue: 1, description: 'How many pieces are in one.' })
  packSize!: number;

  @MaxLength(200)
  @Field(() => String, { nullable: true, description: 'The same key again answers the variant it made, and makes no second one.' })
  idempotencyKey?: string | null;
}

@InputType({ description: 'What to change about a variant. What is left out stays.' })
export class VariantUpdateInput {
  @Field(() => ID, { description: 'The variant.' })
  id!: string;

  @Name(200)
  @Field(() => String, { nullable: true, description: 'Its new title, 1 to 200 characters.' })
  title?: string | null;

  @Field(() => MinorUnits, { nullable: true, description: 'What one costs from now on; orders keep their prices.' })
  price?: number | null;

  @Currency()
  @Field(() => String, { nullable: true, description: 'The price\'s currency (ISO 4217).' })
  currency?: string | null;

  @Min(1)
  @Max(1_000_000)
  @Field(() => Int, { nullable: true, description: 'How many pieces are in one.' })
  packSize?: number | null;

  @MaxLength(200)
  @Field(() => String, { nullable: true, description: 'The same key again changes nothing more.' })
  idempotencyKey?: string | null;
}
