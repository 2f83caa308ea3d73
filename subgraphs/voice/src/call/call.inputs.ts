import { Field, InputType } from 'type-graphql';
import { CallDirection, CallState } from './call.entity.js';

@InputType({ description: 'Which calls; every part given must hold.' })
export class CallFilter {
  @Field(() => CallState, { nullable: true, description: 'How far they are.' })
  state?: CallState | null;

  @Field(() => CallDirection, { nullable: true, description: 'Who called.' })
  direction?: CallDirection | null;

  @Field(() => Date, { nullable: true, description: 'Begun at or after this instant.' })
  from?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Begun before this instant.' })
  before?: Date | null;
}
