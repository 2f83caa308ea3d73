import { Name, OrderDirection } from '@deskgraph/kit';
import { Length, Matches, MaxLength } from 'class-validator';
import { Field, ID, InputType, registerEnumType } from 'type-graphql';

const https = /^https:\/\/\S+$/;

export enum ProductOrderField {
  NAME = 'NAME',
  CREATED_AT = 'CREATED_AT',
}
registerEnumType(ProductOrderField, {
  name: 'ProductOrderField',
  description: 'What products are ordered by.',
  valuesConfig: { NAME: { description: 'Their name.' }, CREATED_AT: { description: 'When they were made.' } },
});

@InputType({ description: 'How products are ordered.' })
export class ProductOrder {
  @Field(() => ProductOrderField, { description: 'By what.' })
  field!: ProductOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC, description: 'From which end.' })
  direction!: OrderDirection;
}

@InputType({ description: 'Which products; every part given must hold.' })
export class ProductFilter {
  @Length(1, 100)
  @Field(() => String, { nullable: true, description: 'Part of the name or of a variant\'s SKU; 1 to 100 characters, any case.' })
  search?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether something about them is dangerous.' })
  hazardous?: boolean | null;
}

@InputType({ description: 'A product to make.' })
export class ProductCreateInput {
  @Name(200)
  @Field(() => String, { description: 'What people will call it, 1 to 200 characters.' })
  name!: string;

  @MaxLength(5000)
  @Field(() => String, { defaultValue: '', description: 'What it is, at most 5000 characters.' })
  description!: string;

  @Name(200)
  @Field(() => String, { nullable: true, description: 'What is dangerous about it, e.g. `UN1993, class 3, PG II`; at most 200 characters.' })
  hazard?: string | null;

  @MaxLength(500)
  @Matches(https)
  @Field(() => String, { nullable: true, description: 'Where its safety data sheet is (https), at most 500 characters.' })
  safetySheetUrl?: string | null;

  @MaxLength(200)
  @Field(() => String, { nullable: true, description: 'The same key again answers the product it made, and makes no second one.' })
  idempotencyKey?: string | null;
}

@InputType({ description: 'What to change about a product. What is left out stays.' })
export class ProductUpdateInput {
  @Field(() => ID, { description: 'The product.' })
  id!: string;

  @Name(200)
  @Field(() => String, { nullable: true, description: 'Its new name, 1 to 200 characters.' })
  name?: string | null;

  @MaxLength(5000)
  @Field(() => String, { nullable: true, description: 'Its new description, at most 5000 characters.' })
  description?: string | null;

  @Name(200)
  @Field(() => String, { nullable: true, description: 'What is dangerous about it; null takes it away.' })
  hazard?: string | null;

  @MaxLength(500)
  @Matches(https)
  @Field(() => String, { nullable: true, description: 'Where its safety data sheet is (https); null takes it away.' })
  safetySheetUrl?: string | null;

  @MaxLength(200)
  @Field(() => String, { nullable: true, description: 'The same key again changes nothing more.' })
  idempotencyKey?: string | null;
}
