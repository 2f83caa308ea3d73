import { MaxLength } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { ParkedEventState } from './parked-event.entity.js';

@InputType({ description: 'Which parked events; every part given must hold.' })
export class ParkedEventFilter {
  @Field(() => ParkedEventState, { nullable: true, description: 'What became of them.' })
  state?: ParkedEventState | null;

  @MaxLength(100)
  @Field(() => String, { nullable: true, description: 'Of this part of the house, as `room.consumer`.' })
  consumer?: string | null;

  @MaxLength(100)
  @Field(() => String, { nullable: true, description: 'Of this topic.' })
  topic?: string | null;
}

@InputType({ description: 'A parked event to deal with again.' })
export class ParkedEventRetryInput {
  @Field(() => ID, { description: 'The parked event.' })
  id!: string;
}

@InputType({ description: 'A parked event to give up.' })
export class ParkedEventDiscardInput {
  @Field(() => ID, { description: 'The parked event.' })
  id!: string;
}
