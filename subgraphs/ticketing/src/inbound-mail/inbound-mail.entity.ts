import { Payload } from '@deskgraph/kit';
import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export enum InboundMailState {
  RECEIVED = 'RECEIVED',
  PARSED = 'PARSED',
  UNREADABLE = 'UNREADABLE',
}
registerEnumType(InboundMailState, {
  name: 'InboundMailState',
  description: 'How far a mail is.',
  valuesConfig: {
    RECEIVED: { description: 'It is stored, and not yet read.' },
    PARSED: { description: 'It is read.' },
    UNREADABLE: { description: 'It could not be read, and is stored as it came.' },
  },
});

export enum InboundMailKind {
  HUMAN = 'HUMAN',
  AUTOMATIC = 'AUTOMATIC',
  BOUNCE = 'BOUNCE',
  OWN = 'OWN',
}
registerEnumType(InboundMailKind, {
  name: 'InboundMailKind',
  description: 'What wrote a mail.',
  valuesConfig: {
    HUMAN: { description: 'A person, as far as can be told.' },
    AUTOMATIC: { description: 'An automaton: an absence note, a list, a report.' },
    BOUNCE: { description: 'A mail server, because a mail could not be delivered.' },
    OWN: { description: 'This house: a reply of its own came back.' },
  },
});

@ObjectType({ description: 'One person or machine that writes or is written to.' })
export class InboundMailAddress {
  @Field(() => String, { description: 'What it is called; empty for none.' })
  readonly name!: string;

  @Field(() => String, { description: 'Its address, as the mail says it.' })
  readonly address!: string;
}

@ObjectType({ description: 'A file that came with a mail.' })
export class InboundMailFile {
  @Field(() => String, { description: 'What its sender called it; empty when nothing.' })
  readonly filename!: string;

  @Field(() => String, { description: 'Its media type, as the mail says it.' })
  readonly contentType!: string;

  @Field(() => String, { nullable: true, description: 'What the HTML calls it, as `cid:` and this; null when nothing.' })
  readonly contentId!: string | null;

  @Field(() => Int, { description: 'Its size in bytes.' })
  readonly size!: number;
}

@Entity('inbound_mail')
@ObjectType({ description: 'A mail as it arrived at a mailbox, and what it says.' })
@Directive('@key(fields: "id")')
export class InboundMail {
  @PrimaryColumn('uuid')
  readonly organizationId!: string;

  @Field(() => ID, { description: 'Its id (uuid).' })
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Field(() => ID, { description: 'The mailbox it arrived at; it may be deleted since.' })
  @Column('uuid')
  readonly mailboxId!: string;

  @Field(() => String, { description: 'Its Message-ID; one made of its hash where it has none.' })
  @Column('text')
  readonly messageId!: string;

  @Field(() => String, { description: 'The SHA-256 of its bytes, in hex.' })
  @Column('text')
  readonly sha256!: string;

  @Field(() => Int, { description: 'Its size in bytes.' })
  @Column('integer')
  readonly size!: number;

  @Column('bytea', { select: false })
  readonly raw!: Buffer;

  @Field(() => String, { description: 'The sender its server named; empty for bounces.' })
  @Column('text')
  readonly envelopeSender!: string;

  @Field(() => [String], { description: 'The addresses of the mailbox that its server named.' })
  @Column('text', { array: true })
  readonly recipients!: string[];

  @Field(() => Date, { description: 'When it arrived.' })
  @Column('timestamptz')
  readonly receivedAt!: Date;

  @Field(() => InboundMailState, { description: 'How far it is.' })
  @Column('text')
  state!: InboundMailState;

  @Field(() => String, { nullable: true, description: 'Why it could not be read; null when it could.' })
  @Column('text', { nullable: true })
  reason!: string | null;

  @Field(() => InboundMailKind, { nullable: true, description: 'What wrote it; null until it is read.' })
  @Column('text', { nullable: true })
  kind!: InboundMailKind | null;

  @Field(() => [String], { description: 'What was found in it that hints at an automaton or a bounce, e.g. `auto-submitted`.' })
  @Column('text', { array: true })
  signals!: string[];

  @Field(() => InboundMailAddress, { nullable: true, description: 'Who wrote it, as it says, or as the group says that is a mailbox of ours and stands in their place; null when it does not.' })
  @Column('jsonb', { nullable: true })
  from!: InboundMailAddress | null;

  @Field(() => [InboundMailAddress], { description: 'Where its answers are to go, when elsewhere.' })
  @Column('jsonb')
  replyTo!: InboundMailAddress[];

  @Field(() => [InboundMailAddress], { description: 'Whom it is to.' })
  @Column('jsonb')
  to!: InboundMailAddress[];

  @Field(() => [InboundMailAddress], { description: 'Who gets a copy.' })
  @Column('jsonb')
  cc!: InboundMailAddress[];

  @Field(() => String, { nullable: true, description: 'Its subject, empty when it has none; null until it is read.' })
  @Column('text', { nullable: true })
  subject!: string | null;

  @Field(() => Date, { nullable: true, description: 'When it was written, as it says; null when it does not.' })
  @Column('timestamptz', { nullable: true })
  sentAt!: Date | null;

  @Column('text', { nullable: true, select: false })
  text!: string | null;

  /** The part of the text that quotes nothing. */
  @Column('text', { nullable: true, select: false })
  newText!: string | null;

  @Column('text', { nullable: true, select: false })
  html!: string | null;

  @Field(() => Boolean, { description: 'Whether text or HTML was too long, or the files were too many, and are cut: at 500,000 and 1,000,000 characters, and at 200. The raw mail has all.' })
  @Column('boolean')
  isCut!: boolean;

  @Field(() => String, { nullable: true, description: 'The Message-ID it answers.' })
  @Column('text', { nullable: true })
  inReplyTo!: string | null;

  @Field(() => [String], { description: 'The Message-IDs it refers to, the oldest first; 100 at most.' })
  @Column('text', { array: true })
  references!: string[];

  @Field(() => [InboundMailFile], { description: 'The files that came with it.' })
  @Column('jsonb')
  files!: InboundMailFile[];

  @Field(() => Date, { nullable: true, description: 'When it was read, or found unreadable; null until then.' })
  @Column('timestamptz', { nullable: true })
  parsedAt!: Date | null;
}

@ObjectType({ implements: Payload, description: 'The mail, or why nothing was done.' })
export class InboundMailPayload extends Payload {
  @Field(() => InboundMail, { nullable: true, description: 'The mail as it is now.' })
  inboundMail?: InboundMail | null;
}
