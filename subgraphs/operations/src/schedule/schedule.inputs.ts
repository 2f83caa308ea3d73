import { MaxLength } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'What to run now.' })
export class ScheduleRunInput {
  @MaxLength(100)
  @Field(() => ID, { description: 'The job\'s name.' })
  name!: string;
}
