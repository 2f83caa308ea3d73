import { Payload } from '@deskgraph/kit';
import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export enum CallDirection {
  INBOUND = 'INBOUND',
  OUTBOUND = 'OUTBOUND',
}
registerEnumType(CallDirection, {
  name: 'CallDirection',
  description: 'Who called.',
  valuesConfig: { INBOUND: { description: 'Somebody called us.' }, OUTBOUND: { description: 'One of us called.' } },
});

export enum CallState {
  RINGING = 'RINGING',
  ANSWERED = 'ANSWERED',
  ENDED = 'ENDED',
  MISSED = 'MISSED',
}
registerEnumType(CallState, {
  name: 'CallState',
  description: 'How far a call is.',
  valuesConfig: {
    RINGING: { description: 'Nobody has answered yet.' },
    ANSWERED: { description: 'People are talking.' },
    ENDED: { description: 'It was answered, and is over.' },
    MISSED: { description: 'It is over, and nobody answered.' },
  },
});

@Entity('call')
@ObjectType({ description: 'A telephone call, as the switchboard tells of it.' })
@Directive('@key(fields: "id")')
export class Call {
  @PrimaryColumn('uuid')
  readonly organizationId!: string;

  @Field(() => ID, { description: 'Its id (uuid).' })
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Field(() => Int, { description: 'The number people say aloud: call 4211.' })
  @Column('integer')
  readonly number!: number;

  @Column('uuid')
  readonly connectionId!: string;

  @Column('text')
  readonly externalId!: string;

  @Field(() => CallDirection, { description: 'Who called.' })
  @Column('text')
  readonly direction!: CallDirection;

  @Field(() => String, { nullable: true, description: 'The caller\'s number in E.164, e.g. `+493012345678`; null where it is withheld. Needs `call.number.read`.' })
  @Column('text', { nullable: true })
  readonly from!: string | null;

  @Field(() => String, { nullable: true, description: 'The called number in E.164. Needs `call.number.read`.' })
  @Column('text', { nullable: true })
  readonly to!: string | null;

  /** The party behind the number that is not ours; null where it is withheld or no whole number. */
  @Column('uuid', { nullable: true })
  readonly partyId!: string | null;

  /** Null until crm has found out, and where there is no party. */
  @Column('uuid', { nullable: true })
  readonly customerId!: string | null;

  /** The ticket it is about, as whoever linked it said; where that was merged, the one that goes on. */
  @Column('uuid', { nullable: true })
  ticketId!: string | null;

  /** The ticket it was about before that was merged into another. */
  @Column('uuid', { nullable: true })
  originTicketId!: string | null;

  @Field(() => CallState, { description: 'How far it is.' })
  @Column('text')
  state!: CallState;

  /** Of the newest news. */
  @Column('bigint', { transformer: { from: Number, to: (sequence: number) => sequence } })
  sequence!: number;

  @Field(() => Date, { description: 'When it began to ring.' })
  @Column('timestamptz')
  readonly startedAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it was answered; null while it was not.' })
  @Column('timestamptz', { nullable: true })
  answeredAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it was over; null while it is not.' })
  @Column('timestamptz', { nullable: true })
  endedAt!: Date | null;

  @Field(() => Boolean, { description: 'Whether the switchboard never told of its end: the house gave it up then, `endedAt` says when.' })
  @Column('boolean', { default: false })
  isEndLost!: boolean;
}

@ObjectType({ implements: Payload, description: 'The call, or why nothing was changed.' })
export class CallPayload extends Payload {
  @Field(() => Call, { nullable: true, description: 'The call as it is now.' })
  call?: Call | null;
}
