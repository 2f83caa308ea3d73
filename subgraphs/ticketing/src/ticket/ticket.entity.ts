import { Payload } from '@deskgraph/kit';
import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export enum TicketStatus {
  OPEN = 'OPEN',
  PENDING = 'PENDING',
  RESOLVED = 'RESOLVED',
  CLOSED = 'CLOSED',
}
registerEnumType(TicketStatus, {
  name: 'TicketStatus',
  description: 'Whose turn it is.',
  valuesConfig: {
    OPEN: { description: 'The organization\'s.' },
    PENDING: { description: 'The customer\'s: what they write makes it OPEN.' },
    RESOLVED: { description: 'Nobody\'s: it is answered. What the customer writes makes it OPEN again.' },
    CLOSED: { description: 'Nobody\'s any more: what the customer writes begins a new ticket.' },
  },
});

/** Greater is more urgent, so that rows sort by it. */
export enum TicketPriority {
  LOW = 1,
  NORMAL = 2,
  HIGH = 3,
  URGENT = 4,
}
registerEnumType(TicketPriority, {
  name: 'TicketPriority',
  description: 'How much it matters.',
  valuesConfig: { LOW: { description: 'It can wait.' }, NORMAL: { description: 'As most do.' }, HIGH: { description: 'It goes before others.' }, URGENT: { description: 'At once.' } },
});

export enum TicketChannel {
  MAIL = 'MAIL',
  CALL = 'CALL',
  WEB = 'WEB',
  API = 'API',
}
registerEnumType(TicketChannel, {
  name: 'TicketChannel',
  description: 'How it came.',
  valuesConfig: { MAIL: { description: 'By mail.' }, CALL: { description: 'By telephone.' }, WEB: { description: 'Written by a member.' }, API: { description: 'From another system, with an API key.' } },
});

@Entity('ticket')
@ObjectType({ description: 'Something somebody asks of the organization, with all that is said about it.' })
@Directive('@key(fields: "id")')
export class Ticket {
  @PrimaryColumn('uuid')
  readonly organizationId!: string;

  @Field(() => ID, { description: 'Its id (uuid).' })
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Field(() => Int, { description: 'The number people say aloud: ticket 1017.' })
  @Column('integer')
  readonly number!: number;

  @Field(() => String, { description: 'What it is about, in one line.' })
  @Column('text')
  subject!: string;

  @Field(() => TicketStatus, { description: 'Whose turn it is.' })
  @Column('text')
  status!: TicketStatus;

  @Field(() => TicketPriority, { description: 'How much it matters.' })
  @Column('integer')
  priority!: TicketPriority;

  @Field(() => TicketChannel, { description: 'How it came.' })
  @Column('text')
  readonly channel!: TicketChannel;

  @Field(() => [String], { description: 'Words it is sorted by, in lower case and in the order of the alphabet; 20 at most.' })
  @Column('text', { array: true })
  tags!: string[];

  @Column('uuid', { nullable: true })
  assigneeId!: string | null;

  @Column('uuid', { nullable: true })
  teamId!: string | null;

  @Column('uuid', { nullable: true })
  readonly partyId!: string | null;

  @Column('uuid', { nullable: true })
  customerId!: string | null;

  @Field(() => String, { nullable: true, description: 'What whoever asks calls themselves; null when they do not say.' })
  @Column('text', { nullable: true })
  readonly requesterName!: string | null;

  @Field(() => String, { nullable: true, description: 'The address replies go to; null where there is none. Needs `identity.value.read`.' })
  @Column('text', { nullable: true })
  readonly requesterAddress!: string | null;

  @Column('uuid', { nullable: true })
  mailboxId!: string | null;

  @Column('uuid', { nullable: true })
  mergedIntoId!: string | null;

  @Column('uuid', { nullable: true })
  readonly previousId!: string | null;

  @Field(() => Int, { description: 'Rises with every change of the ticket itself; given to a mutation, it is refused where somebody was faster.' })
  @Column('integer')
  version!: number;

  @Field(() => Date, { description: 'When it came in.' })
  @Column('timestamptz')
  readonly createdAt!: Date;

  @Field(() => Date, { description: 'When it was last changed itself.' })
  @Column('timestamptz')
  changedAt!: Date;

  @Field(() => Date, { description: 'When something was last said or done.' })
  @Column('timestamptz')
  activeAt!: Date;

  /** Who last said or did something; null for somebody outside, a key or the house. */
  @Column('uuid', { nullable: true })
  activeById!: string | null;

  @Field(() => Date, { nullable: true, description: 'Since when it is RESOLVED or CLOSED; null while it is neither.' })
  @Column('timestamptz', { nullable: true })
  resolvedAt!: Date | null;
}

@ObjectType({ implements: Payload, description: 'The ticket, or why nothing was changed.' })
export class TicketPayload extends Payload {
  @Field(() => Ticket, { nullable: true, description: 'The ticket as it is now.' })
  ticket?: Ticket | null;
}
