import { Name } from '@deskgraph/kit';
import { IsIn, Length, MaxLength } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { ConnectionState } from './connection.entity.js';

/** Providers that call in, each the business of a room. */
export const providers = ['pbx'] as const;

@InputType({ description: 'A provider to connect.' })
export class ConnectionCreateInput {
  @IsIn(providers)
  @Field(() => String, { description: 'The provider: `pbx` for telephony.' })
  provider!: string;

  @Name(60)
  @Field(() => String, { description: 'What people call it, 1 to 60 characters; one of its provider only.' })
  name!: string;

  @Length(32, 200)
  @Field(() => String, { nullable: true, description: 'The signing secret, where the provider made it: 32 to 200 characters. Made here unless given.' })
  secret?: string | null;

  @MaxLength(200)
  @Field(() => String, { nullable: true, description: 'The same key again answers the connection it made, without the secret.' })
  idempotencyKey?: string | null;
}

@InputType({ description: 'A connection to give a new secret.' })
export class ConnectionRotateSecretInput {
  @Field(() => ID, { description: 'The connection.' })
  id!: string;

  @Length(32, 200)
  @Field(() => String, { nullable: true, description: 'The new secret, where the provider made it: 32 to 200 characters. Made here unless given.' })
  secret?: string | null;
}

@InputType({ description: 'A connection to switch on or off.' })
export class ConnectionSwitchInput {
  @Field(() => ID, { description: 'The connection.' })
  id!: string;

  @Field(() => ConnectionState, { description: 'What it is to be.' })
  state!: ConnectionState;
}

@InputType({ description: 'A connection to delete, with everything it delivered.' })
export class ConnectionDeleteInput {
  @Field(() => ID, { description: 'The connection.' })
  id!: string;
}
