import { OrderDirection } from '@deskgraph/kit';
import { ArrayMaxSize, MaxLength } from 'class-validator';
import { Field, ID, InputType, registerEnumType } from 'type-graphql';
import { JobState } from './job.entity.js';

export enum JobOrderField {
  CREATED_AT = 'CREATED_AT',
  DUE_AT = 'DUE_AT',
  ENDED_AT = 'ENDED_AT',
}
registerEnumType(JobOrderField, {
  name: 'JobOrderField',
  description: 'What jobs are ordered by.',
  valuesConfig: {
    CREATED_AT: { description: 'When they were made.' },
    DUE_AT: { description: 'When they were to start at the earliest.' },
    ENDED_AT: { description: 'When they ended; those that have not count as the latest.' },
  },
});

@InputType({ description: 'How jobs are ordered.' })
export class JobOrder {
  @Field(() => JobOrderField, { description: 'By what.' })
  field!: JobOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC, description: 'From which end.' })
  direction!: OrderDirection;
}

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
