import { Currency, MinorUnits, Name } from '@deskgraph/kit';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, Length, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';

@InputType({ description: 'A line of an order, as the channel says it.' })
export class OrderIngestLineInput {
  @Length(1, 100)
  @Field(() => String, { description: 'The channel\'s name for the line; unique in the order.' })
  externalId!: string;

  @Name(100)
  @Field(() => String, { description: 'What was ordered. Stock is held where a variant has this SKU.' })
  sku!: string;

  @Name(200)
  @Field(() => String, { description: 'What the channel calls it for people.' })
  title!: string;

  @Min(1)
  @Max(1_000_000)
  @Field(() => Int, { description: 'How many, 1 to a million.' })
  quantity!: number;

  @Field(() => MinorUnits, { description: 'What one costs.' })
  unitPrice!: number;
}

@InputType({ description: 'An order, whole, as a channel says it is now.' })
export class OrderIngestInput {
  @Matches(/^[a-z][a-z0-9-]{0,39}$/)
  @Field(() => String, { description: 'The channel: small letters, digits and hyphens, at most 40.' })
  channel!: string;

  @Length(1, 100)
  @Field(() => String, { description: 'The channel\'s name for the order. The same again is the same order.' })
  externalId!: string;

  @Field(() => Date, { description: 'When the channel last changed it, not in the future. What is older than what is known changes nothing.' })
  changedAt!: Date;

  @Field(() => Date, { description: 'When it was ordered, not in the future.' })
  placedAt!: Date;

  @Currency()
  @Field(() => String, { description: 'The currency of all its amounts (ISO 4217).' })
  currency!: string;

  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ArrayUnique(({ externalId }: OrderIngestLineInput) => externalId)
  @ValidateNested()
  @Field(() => [OrderIngestLineInput], { description: 'All its lines, 1 to 200.' })
  lines!: OrderIngestLineInput[];

  @Field(() => MinorUnits, { defaultValue: 0, description: 'What sending it costs.' })
  shipping!: number;

  @Field(() => MinorUnits, { defaultValue: 0, description: 'Taxes that are not in the prices.' })
  tax!: number;

  @Field(() => MinorUnits, { defaultValue: 0, description: 'What is taken off.' })
  discount!: number;

  @Field(() => MinorUnits, { description: 'What it comes to: lines, shipping and tax, less the discount. Refused where it does not.' })
  total!: number;

  @Length(1, 254)
  @Field(() => String, { nullable: true, description: 'The buyer\'s mail address, as far as it is known. Where a later delivery names no buyer, the order keeps the one it has.' })
  buyerEmail?: string | null;

  @Matches(/^\S{1,100}$/)
  @Field(() => String, { nullable: true, description: 'The channel\'s name for the buyer, where there is no address; 1 to 100 characters without a space.' })
  buyerExternalId?: string | null;

  @Name(200)
  @Field(() => String, { nullable: true, description: 'What the buyer is called.' })
  buyerName?: string | null;

  @MaxLength(1000)
  @Field(() => String, { nullable: true, description: 'Where it goes, one line after another; at most 1000 characters.' })
  shippingAddress?: string | null;
}
