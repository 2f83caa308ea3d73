import { OrderDirection } from '@deskgraph/kit';
import { MaxLength } from 'class-validator';
import { Field, ID, InputType, registerEnumType } from 'type-graphql';
import { IntegrationOutcome } from './integration-call.entity.js';

export enum IntegrationCallOrderField {
  AT = 'AT',
  DURATION_MS = 'DURATION_MS',
}
registerEnumType(IntegrationCallOrderField, {
  name: 'IntegrationCallOrderField',
  description: 'What calls to providers are ordered by.',
  valuesConfig: { AT: { description: 'When they began.' }, DURATION_MS: { description: 'How long they took.' } },
});

@InputType({ description: 'How calls to providers are ordered.' })
export class IntegrationCallOrder {
  @Field(() => IntegrationCallOrderField, { description: 'By what.' })
  field!: IntegrationCallOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC, description: 'From which end.' })
  direction!: OrderDirection;
}

@InputType({ description: 'Which calls to providers; every part given must hold.' })
export class IntegrationCallFilter {
  @MaxLength(60)
  @Field(() => String, { nullable: true, description: 'To this provider.' })
  provider?: string | null;

  @Field(() => IntegrationOutcome, { nullable: true, description: 'That ended so.' })
  outcome?: IntegrationOutcome | null;

  @Field(() => ID, { nullable: true, description: 'Through this connection.' })
  connectionId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Made by this job.' })
  jobId?: string | null;

  @MaxLength(100)
  @Field(() => String, { nullable: true, description: 'Caused by this request.' })
  requestId?: string | null;

  @Field(() => Date, { nullable: true, description: 'Begun at or after this instant.' })
  from?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Begun before this instant.' })
  before?: Date | null;
}
