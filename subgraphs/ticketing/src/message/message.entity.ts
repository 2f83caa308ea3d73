import { Payload } from '@deskgraph/kit';
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export enum MessageKind {
  INBOUND = 'INBOUND',
  REPLY = 'REPLY',
  NOTE = 'NOTE',
}
registerEnumType(MessageKind, {
  name: 'MessageKind',
  description: 'Between whom something is said.',
  valuesConfig: {
    INBOUND: { description: 'From outside to the organization.' },
    REPLY: { description: 'From the organization to whoever asked.' },
    NOTE: { description: 'Among members; nobody outside ever sees it.' },
  },
});

export enum MessageDelivery {
  QUEUED = 'QUEUED',
  SENT = 'SENT',
  FAILED = 'FAILED',
  BOUNCED = 'BOUNCED',
}
registerEnumType(MessageDelivery, {
  name: 'MessageDelivery',
  description: 'How far a reply is.',
  valuesConfig: {
    QUEUED: { description: 'It is stored, and no mail server has it yet.' },
    SENT: { description: 'A mail server has taken it over.' },
    FAILED: { description: 'No mail server takes it; the ticket is open again.' },
    BOUNCED: { description: 'It was sent and came back; the ticket is open again.' },
  },
});

@Entity('message')
@ObjectType({ description: 'Something said in a ticket.' })
@Directive('@key(fields: "id")')
export class Message {
  @PrimaryColumn('uuid')
  readonly organizationId!: string;

  @Field(() => ID, { description: 'Its id (uuid).' })
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column('uuid')
  readonly ticketId!: string;

  @Column('uuid')
  readonly originId!: string;

  @Field(() => MessageKind, { description: 'Between whom it is said.' })
  @Column('text')
  readonly kind!: MessageKind;

  @Column('uuid', { nullable: true })
  readonly authorId!: string | null;

  @Field(() => String, { nullable: true, description: 'What its author calls themselves; null for members, and who does not say.' })
  @Column('text', { nullable: true })
  readonly authorName!: string | null;

  @Field(() => String, { nullable: true, description: 'The address it came from; null for members. Needs `identity.value.read`.' })
  @Column('text', { nullable: true })
  readonly authorAddress!: string | null;

  @Field(() => String, { nullable: true, description: 'The address it goes to; null unless it is a REPLY. Needs `identity.value.read`.' })
  @Column('text', { nullable: true })
  readonly recipientAddress!: string | null;

  @Column('text', { nullable: true })
  readonly recipientName!: string | null;

  @Field(() => String, { description: 'What is said, as plain text: of a mail what is new in it, cut at 100,000 characters.' })
  @Column('text')
  readonly text!: string;

  /** What a member wrote, made harmless; a mail's is the mail's. */
  @Column('text', { nullable: true, select: false })
  readonly html!: string | null;

  @Field(() => Boolean, { description: 'Whether there is HTML of it as well.' })
  @Column('boolean')
  readonly hasHtml!: boolean;

  @Column('boolean', { default: false })
  readonly hasQuote!: boolean;

  @Field(() => Boolean, { description: 'Whether an automaton wrote it, e.g. an absence note.' })
  @Column('boolean')
  readonly isAutomatic!: boolean;

  @Field(() => String, { nullable: true, description: 'Its Message-ID (RFC 5322); null for what is no mail.' })
  @Column('text', { nullable: true })
  readonly messageId!: string | null;

  @Column('uuid', { nullable: true })
  readonly inboundMailId!: string | null;

  @Field(() => MessageDelivery, { nullable: true, description: 'How far it is; null unless it is a REPLY.' })
  @Column('text', { nullable: true })
  delivery!: MessageDelivery | null;

  @Field(() => String, { nullable: true, description: 'Why it could not be delivered; null when it could, or may yet be.' })
  @Column('text', { nullable: true })
  deliveryReason!: string | null;

  @Field(() => Date, { nullable: true, description: 'When a mail server took it over; null until then.' })
  @Column('timestamptz', { nullable: true })
  sentAt!: Date | null;

  @Field(() => Date, { description: 'When it was said, or came in.' })
  @Column('timestamptz')
  readonly createdAt!: Date;
}

@ObjectType({ implements: Payload, description: 'The message, or why nothing was said.' })
export class MessagePayload extends Payload {
  @Field(() => Message, { nullable: true, description: 'The message as it is now.' })
  message?: Message | null;
}
