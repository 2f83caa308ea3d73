import { MaxLength } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { IntegrationOutcome } from './integration-call.entity.js';

@InputType({ description: 'Which calls to providers; every part given must hold.' })
export class IntegrationCallFilter {
  @MaxLength(60)
  @Field(() => String, { nullable: true, description: 'To this provider.' })
  provider?: string | null;

  @Field(() => IntegrationOutcome, { nullable: true, description: 'That ended so.' })
  outcome?: IntegrationOutcome | null;

  @Field(() => Date, { nullable: true, description: 'Begun at or after this instant.' })
  from?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Begun before this instant.' })
  before?: Date | null;
}
