import { Payload } from '@deskgraph/kit';
import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export enum JobState {
  QUEUED = 'QUEUED',
  RUNNING = 'RUNNING',
  RETRYING = 'RETRYING',
  DONE = 'DONE',
  DEAD = 'DEAD',
  DISCARDED = 'DISCARDED',
}
registerEnumType(JobState, {
  name: 'JobState',
  description: 'How far a job is.',
  valuesConfig: {
    QUEUED: { description: 'Waits for its turn, or for its time.' },
    RUNNING: { description: 'Is being done.' },
    RETRYING: { description: 'Failed, and will be tried again by itself.' },
    DONE: { description: 'Is done.' },
    DEAD: { description: 'Failed for good; somebody may try it again.' },
    DISCARDED: { description: 'Somebody gave it up.' },
  },
});

@Entity({ schema: 'platform', name: 'job', synchronize: false })
@ObjectType({ description: 'An effect outside of a request: a mail to send, a file to write. It is stored with what caused it.' })
@Directive('@key(fields: "id")')
export class Job {
  @PrimaryColumn('uuid')
  readonly organizationId!: string;

  @Field(() => ID, { description: 'Its id (uuid).' })
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Field(() => String, { description: 'What it does, as `room.job`, e.g. `accounts.mail`.' })
  @Column('text')
  readonly name!: string;

  @Field(() => ID, { description: 'The thing it is about, e.g. a mail (uuid).' })
  @Column('uuid')
  readonly subjectId!: string;

  @Field(() => JobState, { description: 'How far it is.' })
  @Column('text')
  state!: JobState;

  @Field(() => Int, { description: 'How often it has been started.' })
  @Column('integer')
  attempts!: number;

  @Column('integer')
  run!: number;

  @Field(() => Int, { description: 'How often it is tried again by itself before it is dead.' })
  @Column('integer')
  readonly retryLimit!: number;

  @Field(() => Int, { nullable: true, description: 'Percent done, 0 to 100; null where the job does not tell.' })
  @Column('smallint', { nullable: true })
  progress!: number | null;

  @Field(() => String, { nullable: true, description: 'Why the last try failed: a code and words. INTERNAL where the log knows more.' })
  @Column('text', { nullable: true })
  reason!: string | null;

  @Field(() => String, { nullable: true, description: 'The event or job that caused it; null for a request.' })
  @Column('text', { nullable: true })
  readonly cause!: string | null;

  @Field(() => String, { description: 'The request that caused it.' })
  @Column('text')
  readonly requestId!: string;

  @Field(() => Date, { description: 'When it was made.' })
  @Column('timestamptz')
  readonly createdAt!: Date;

  @Field(() => Date, { description: 'When it was to start at the earliest.' })
  @Column('timestamptz')
  dueAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it was last started.' })
  @Column('timestamptz', { nullable: true })
  startedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it ended, done or not.' })
  @Column('timestamptz', { nullable: true })
  endedAt!: Date | null;
}

@ObjectType({ implements: Payload, description: 'The job, or why nothing was changed.' })
export class JobPayload extends Payload {
  @Field(() => Job, { nullable: true, description: 'The job as it is now.' })
  job?: Job | null;
}
