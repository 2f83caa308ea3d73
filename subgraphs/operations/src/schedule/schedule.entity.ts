import { Payload } from '@deskgraph/kit';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** When a job that runs by the clock runs next in an organization. */
@Entity({ schema: 'platform', name: 'schedule', synchronize: false })
export class ScheduleRow {
  @PrimaryColumn('uuid')
  readonly organizationId!: string;

  @PrimaryColumn('text')
  readonly name!: string;

  @Column('timestamptz')
  dueAt!: Date;

  @Column('uuid', { nullable: true })
  lastJobId!: string | null;

  @Column('timestamptz', { nullable: true })
  lastEnqueuedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  missedAt!: Date | null;
}

@ObjectType({ description: 'A job that runs by the clock, in every organization.' })
export class Schedule {
  @Field(() => ID, { description: 'The job\'s name, e.g. `operations.tidy`.' })
  name!: string;

  @Field(() => String, { description: 'When it runs, as five cron fields in UTC.' })
  cron!: string;

  @Field(() => Date, { nullable: true, description: 'When it runs next; null until the clock has seen this organization.' })
  dueAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it was last queued, by the clock or by somebody.' })
  lastEnqueuedAt!: Date | null;

  @Field(() => Boolean, { description: 'Whether it is late by more than five minutes: the clock stands still or cannot keep up.' })
  missed!: boolean;

  @Field(() => Date, { nullable: true, description: 'When a run last began more than five minutes late; null when none did.' })
  missedAt!: Date | null;

  lastJobId!: string | null;
}

@ObjectType({ implements: Payload, description: 'What runs by the clock, or why it was not run.' })
export class SchedulePayload extends Payload {
  @Field(() => Schedule, { nullable: true, description: 'The schedule as it is now.' })
  schedule?: Schedule | null;
}
