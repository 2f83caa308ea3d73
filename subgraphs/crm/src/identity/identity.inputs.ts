import { IsISO31661Alpha2, MaxLength } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { IdentityKind } from './identity.entity.js';

@InputType({ description: 'By what somebody is known.' })
export class IdentityInput {
  @Field(() => IdentityKind, { description: 'What it is.' })
  kind!: IdentityKind;

  @MaxLength(254)
  @Field(() => String, { description: 'An address; a number with its plus sign, or as it is dialled in `country`; or `system:id`.' })
  value!: string;

  @IsISO31661Alpha2()
  @Field(() => String, { nullable: true, description: 'The country a number without a plus sign is dialled in (ISO 3166), e.g. `DE`.' })
  country?: string | null;
}

@InputType({ description: 'An identity to add to a customer.' })
export class IdentityAddInput extends IdentityInput {
  @Field(() => ID, { description: 'The customer.' })
  customerId!: string;

  @MaxLength(200)
  @Field(() => String, { nullable: true, description: 'The same key again answers the identity it added.' })
  idempotencyKey?: string | null;
}

@InputType({ description: 'An identity that somebody made sure of.' })
export class IdentityVerifyInput {
  @Field(() => ID, { description: 'The identity.' })
  id!: string;
}

@InputType({ description: 'An identity to take from its customer.' })
export class IdentityRemoveInput {
  @Field(() => ID, { description: 'The identity.' })
  id!: string;
}
