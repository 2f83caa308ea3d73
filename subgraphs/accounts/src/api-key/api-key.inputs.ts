import { Name } from '@deskgraph/kit';
import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique, MaxLength } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';

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
