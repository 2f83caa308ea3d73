import { Field, ObjectType } from 'type-graphql';

@ObjectType({ description: 'One thing somebody may do; roles and API keys are sets of them.' })
export class Permission {
  @Field(() => String, { description: 'Its fixed name, e.g. `member.invite`.' })
  name!: string;

  @Field(() => String, { description: 'What it allows, as a sentence.' })
  description!: string;

  @Field(() => Boolean, { description: 'Whether an API key may hold it.' })
  forKeys!: boolean;
}
