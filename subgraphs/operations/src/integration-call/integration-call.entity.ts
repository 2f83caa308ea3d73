import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export enum IntegrationOutcome {
  OK = 'OK',
  REFUSED = 'REFUSED',
  UNAVAILABLE = 'UNAVAILABLE',
  TIMEOUT = 'TIMEOUT',
  NOT_CONFIGURED = 'NOT_CONFIGURED',
}
registerEnumType(IntegrationOutcome, {
  name: 'IntegrationOutcome',
  description: 'How a call to a provider ended.',
  valuesConfig: {
    OK: { description: 'The provider did what was asked.' },
    REFUSED: { description: 'It said no to this very request.' },
    UNAVAILABLE: { description: 'It could not be reached, or asked for patience.' },
    TIMEOUT: { description: 'It did not answer in time.' },
    NOT_CONFIGURED: { description: 'It is off, or does not accept our credentials.' },
  },
});

@Entity({ schema: 'platform', name: 'integration_log', synchronize: false })
@ObjectType({ description: 'One call to a provider, its retries included. Neither bodies nor addresses are kept.' })
export class IntegrationCall {
  @PrimaryColumn('uuid')
  readonly organizationId!: string;

  @Field(() => ID, { description: 'Its id (uuid).' })
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Field(() => Date, { description: 'When it began.' })
  @Column('timestamptz')
  readonly at!: Date;

  @Column('uuid', { nullable: true })
  readonly connectionId!: string | null;

  @Field(() => String, { description: 'The provider, e.g. `smtp`.' })
  @Column('text')
  readonly provider!: string;

  @Field(() => String, { description: 'What was asked of it, e.g. `send`.' })
  @Column('text')
  readonly operation!: string;

  @Field(() => IntegrationOutcome, { description: 'How it ended.' })
  @Column('text')
  readonly outcome!: IntegrationOutcome;

  @Field(() => Int, { nullable: true, description: 'The provider\'s status, where its protocol has one.' })
  @Column('integer', { nullable: true })
  readonly status!: number | null;

  @Field(() => Int, { description: 'How often it was tried; 0 when it was refused before the first try.' })
  @Column('integer')
  readonly attempts!: number;

  @Field(() => Int, { description: 'How long it took in all, in milliseconds.' })
  @Column('integer')
  readonly durationMs!: number;

  @Field(() => String, { nullable: true, description: 'What went wrong, for operators.' })
  @Column('text', { nullable: true })
  readonly detail!: string | null;

  @Column('uuid', { nullable: true })
  readonly jobId!: string | null;

  @Field(() => String, { description: 'The request that caused it.' })
  @Column('text')
  readonly requestId!: string;
}

@ObjectType({ description: 'How a provider did over a time.' })
export class IntegrationSummary {
  @Field(() => String, { description: 'The provider.' })
  provider!: string;

  @Field(() => Int, { description: 'How many calls there were.' })
  calls!: number;

  @Field(() => Int, { description: 'How many of them did not end OK.' })
  failures!: number;

  @Field(() => Int, { description: 'Half of them took no longer than this, in milliseconds.' })
  p50Ms!: number;

  @Field(() => Int, { description: '95 in 100 took no longer than this, in milliseconds.' })
  p95Ms!: number;
}
