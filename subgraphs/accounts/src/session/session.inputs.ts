import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'Which session to end.' })
export class SessionRevokeInput {
  @Field(() => ID, { description: 'The session\'s id; one of your own.' })
  id!: string;
}
