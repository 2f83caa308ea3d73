import { Name } from '@deskgraph/kit';
import { Matches, Max, MaxLength, Min, NotEquals } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

@InputType({ description: 'How much more or less of a variant there is than was known.' })
export class StockAdjustInput {
  @Field(() => ID, { description: 'The variant.' })
  variantId!: string;

  @Matches(/^[A-Z][A-Z0-9-]{0,39}$/)
  @Field(() => String, { defaultValue: 'MAIN', description: 'Where: capitals, digits and hyphens, at most 40.' })
  location!: string;

  @NotEquals(0)
  @Min(-1_000_000)
  @Max(1_000_000)
  @Field(() => Int, { description: 'How many more (or, below 0, fewer), at most a million.' })
  delta!: number;

  @Name(200)
  @Field(() => String, { description: 'Why, e.g. `Delivery 4711` or `Broken`; 1 to 200 characters.' })
  reason!: string;

  @MaxLength(200)
  @Field(() => String, { nullable: true, description: 'The same key again adjusts nothing more.' })
  idempotencyKey?: string | null;
}
