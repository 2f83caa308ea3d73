import { Payload } from '@deskgraph/kit';
import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export enum ParkedEventState {
  PARKED = 'PARKED',
  RETRYING = 'RETRYING',
  DONE = 'DONE',
  DISCARDED = 'DISCARDED',
}
registerEnumType(ParkedEventState, {
  name: 'ParkedEventState',
  description: 'What became of a parked event.',
  valuesConfig: {
    PARKED: { description: 'Waits until somebody decides.' },
    RETRYING: { description: 'Is about to be dealt with again.' },
    DONE: { description: 'Was dealt with in the end.' },
    DISCARDED: { description: 'Somebody gave it up.' },
  },
});

@Entity({ schema: 'platform', name: 'parked', synchronize: false })
@ObjectType({ description: 'An event that a part of the house could not deal with. It waits, with those behind it of the same subject; all others went on.' })
@Directive('@key(fields: "id")')
export class ParkedEvent {
  @PrimaryColumn('uuid')
  readonly organizationId!: string;

  @Field(() => ID, { description: 'Its id (uuid).' })
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Field(() => String, { description: 'Which part of the house, as `room.consumer`.' })
  @Column('text')
  readonly consumer!: string;

  @Field(() => String, { description: 'Where the event stands among all, e.g. `4211`.' })
  @Column('bigint')
  readonly position!: string;

  @Field(() => String, { description: 'What happened, as `noun.participle`.' })
  @Column('text')
  readonly topic!: string;

  @Field(() => ID, { description: 'The thing it happened to (uuid).' })
  @Column('uuid')
  readonly subjectId!: string;

  @Field(() => Boolean, { description: 'True where it never failed itself: an earlier one of its subject stands before it.' })
  @Column('boolean')
  behind!: boolean;

  @Field(() => Int, { description: 'How often it was tried.' })
  @Column('integer')
  attempts!: number;

  @Field(() => String, { nullable: true, description: 'Why the last try failed: a code and words. INTERNAL where the log knows more.' })
  @Column('text', { nullable: true })
  reason!: string | null;

  @Field(() => ParkedEventState, { description: 'What became of it.' })
  @Column('text')
  state!: ParkedEventState;

  @Field(() => String, { description: 'The request that caused the event.' })
  @Column('text')
  readonly requestId!: string;

  @Field(() => Date, { description: 'When it happened.' })
  @Column('timestamptz')
  readonly at!: Date;

  @Field(() => Date, { description: 'When it was parked.' })
  @Column('timestamptz')
  readonly parkedAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it was dealt with or given up.' })
  @Column('timestamptz', { nullable: true })
  settledAt!: Date | null;
}

@ObjectType({ implements: Payload, description: 'The parked event, or why nothing was changed.' })
export class ParkedEventPayload extends Payload {
  @Field(() => ParkedEvent, { nullable: true, description: 'The event as it is now.' })
  parkedEvent?: ParkedEvent | null;
}
