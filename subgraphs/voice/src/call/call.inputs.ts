import { OrderDirection } from '@deskgraph/kit';
import { ArrayMaxSize, MaxLength } from 'class-validator';
import { Field, ID, InputType, registerEnumType } from 'type-graphql';
import { CallDirection, CallState } from './call.entity.js';

export enum CallOrderField {
  STARTED_AT = 'STARTED_AT',
  ENDED_AT = 'ENDED_AT',
}
registerEnumType(CallOrderField, {
  name: 'CallOrderField',
  description: 'What calls are ordered by.',
  valuesConfig: {
    STARTED_AT: { description: 'When they began to ring.' },
    ENDED_AT: { description: 'When they were over; those that are not count as the latest.' },
  },
});

@InputType({ description: 'How calls are ordered.' })
export class CallOrder {
  @Field(() => CallOrderField, { description: 'By what.' })
  field!: CallOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC, description: 'From which end.' })
  direction!: OrderDirection;
}

@InputType({ description: 'Which calls; every part given must hold.' })
export class CallFilter {
  @ArrayMaxSize(100)
  @Field(() => [ID], { nullable: true, description: 'Only these (uuids), 100 at most.' })
  ids?: string[] | null;

  @Field(() => CallState, { nullable: true, description: 'How far they are.' })
  state?: CallState | null;

  @Field(() => CallDirection, { nullable: true, description: 'Who called.' })
  direction?: CallDirection | null;

  @Field(() => ID, { nullable: true, description: 'The customer on the other end.' })
  customerId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The ticket they are about.' })
  ticketId?: string | null;

  @Field(() => Date, { nullable: true, description: 'Begun at or after this instant.' })
  from?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Begun before this instant.' })
  before?: Date | null;
}

@InputType({ description: 'A call, and the ticket it is about.' })
export class CallLinkInput {
  @Field(() => ID, { description: 'The call.' })
  id!: string;

  @Field(() => ID, { nullable: true, description: 'The ticket\'s id (uuid); null for none.' })
  ticketId!: string | null;

  @MaxLength(200)
  @Field(() => String, { nullable: true, description: 'The same key again answers the call as it is, without a second effect.' })
  idempotencyKey?: string | null;
}
