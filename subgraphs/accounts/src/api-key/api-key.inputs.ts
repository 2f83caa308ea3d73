import { Name, OrderDirection } from '@deskgraph/kit';
import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique, MaxLength } from 'class-validator';
import { Field, ID, InputType, registerEnumType } from 'type-graphql';

export enum ApiKeyOrderField {
  CREATED_AT = 'CREATED_AT',
  NAME = 'NAME',
  EXPIRES_AT = 'EXPIRES_AT',
}
registerEnumType(ApiKeyOrderField, {
  name: 'ApiKeyOrderField',
  description: 'What API keys are ordered by.',
  valuesConfig: {
    CREATED_AT: { description: 'When they were made.' },
    NAME: { description: 'What they are for.' },
    EXPIRES_AT: { description: 'When they stop working; those that never do count as the latest.' },
  },
});

@InputType({ description: 'How API keys are ordered.' })
export class ApiKeyOrder {
  @Field(() => ApiKeyOrderField, { description: 'By what.' })
  field!: ApiKeyOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC, description: 'From which end.' })
  direction!: OrderDirection;
}

@InputType({ description: 'Which API keys; every part given must hold.' })
export class ApiKeyFilter {
  @Field(() => Boolean, { nullable: true, description: 'True for those that still work, false for those revoked or expired.' })
  live?: boolean | null;

  @Field(() => ID, { nullable: true, description: 'Made by this member.' })
  createdById?: string | null;
}

@InputType({ description: 'An API key to make.' })
export class ApiKeyCreateInput {
  @Name(60)
  @Field(() => String, { description: 'What it is for, 1 to 60 characters.' })
  name!: string;

  @ArrayNotEmpty()
  @ArrayMaxSize(500)
  @ArrayUnique()
  @Field(() => [String], { description: 'The permission atoms it may use: ones you hold, and that are for keys.' })
  scopes!: string[];

  @Field(() => Date, { nullable: true, description: 'When it stops working, within 2 years; never unless given.' })
  expiresAt?: Date | null;

  @MaxLength(200)
  @Field(() => String, { nullable: true, description: 'The same key again answers the API key it made, without the secret.' })
  idempotencyKey?: string | null;
}

@InputType({ description: 'An API key to end.' })
export class ApiKeyRevokeInput {
  @Field(() => ID, { description: 'The key.' })
  id!: string;
}
