import { ArrayMaxSize, MaxLength } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { JobState } from './job.entity.js';

@InputType({ description: 'Which jobs; every part given must hold.' })
export class JobFilter {
  @ArrayMaxSize(6)
  @Field(() => [JobState], { nullable: true, description: 'In one of these states.' })
  states?: JobState[] | null;

  @MaxLength(100)
  @Field(() => String, { nullable: true, description: 'Of this name, e.g. `accounts.mail`.' })
  name?: string | null;

  @Field(() => ID, { nullable: true, description: 'About this thing.' })
  subjectId?: string | null;

  @Field(() => Date, { nullable: true, description: 'Made at or after this instant.' })
  createdFrom?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Made before this instant.' })
  createdBefore?: Date | null;
}

@InputType({ description: 'A dead job to try again.' })
export class JobRetryInput {
  @Field(() => ID, { description: 'The job.' })
  id!: string;
}

@InputType({ description: 'A job to give up.' })
export class JobDiscardInput {
  @Field(() => ID, { description: 'The job.' })
  id!: string;
}
