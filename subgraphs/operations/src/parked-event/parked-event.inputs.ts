import { OrderDirection } from '@deskgraph/kit';
import { MaxLength } from 'class-validator';
import { Field, ID, InputType, registerEnumType } from 'type-graphql';
import { ParkedEventState } from './parked-event.entity.js';

export enum ParkedEventOrderField {
  PARKED_AT = 'PARKED_AT',
  POSITION = 'POSITION',
}
registerEnumType(ParkedEventOrderField, {
  name: 'ParkedEventOrderField',
  description: 'What parked events are ordered by.',
  valuesConfig: { PARKED_AT: { description: 'When they were parked.' }, POSITION: { description: 'Where the events stand among all.' } },
});

@InputType({ description: 'How parked events are ordered.' })
export class ParkedEventOrder {
  @Field(() => ParkedEventOrderField, { description: 'By what.' })
  field!: ParkedEventOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC, description: 'From which end.' })
  direction!: OrderDirection;
}

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

  @Field(() => ID, { nullable: true, description: 'That happened to this thing.' })
  subjectId?: string | null;

  @Field(() => Date, { nullable: true, description: 'Parked at or after this instant.' })
  parkedFrom?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Parked before this instant.' })
  parkedBefore?: Date | null;
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
