import { ArrayMaxSize, ArrayUnique, Length, MaxLength } from 'class-validator';
import { Field, ID, InputType, registerEnumType } from 'type-graphql';

/** Whose turn it may be after a reply. */
export enum MessageReplyStatus {
  OPEN = 'OPEN',
  PENDING = 'PENDING',
  RESOLVED = 'RESOLVED',
}
registerEnumType(MessageReplyStatus, {
  name: 'MessageReplyStatus',
  description: 'Whose turn it is after a reply.',
  valuesConfig: { OPEN: { description: 'Still the organization\'s.' }, PENDING: { description: 'The customer\'s.' }, RESOLVED: { description: 'Nobody\'s: all is said.' } },
});

@InputType({ description: 'Something to answer to whoever asked.' })
export class MessageReplyInput {
  @Field(() => ID, { description: 'The ticket.' })
  ticketId!: string;

  @Length(1, 100_000)
  @Field(() => String, { nullable: true, description: 'What to say, as plain text of 1 to 100,000 characters; this or `html`.' })
  text?: string | null;

  @Length(1, 100_000)
  @Field(() => String, { nullable: true, description: 'What to say, as HTML of 1 to 100,000 characters; this or `text`. It is made harmless, and its plain text is made of it.' })
  html?: string | null;

  @ArrayUnique()
  @ArrayMaxSize(20)
  @Field(() => [ID], { defaultValue: [], description: 'Attachments of this ticket, uploaded by whoever replies and not sent yet; 20 and 25 MiB in all at most.' })
  attachmentIds!: string[];

  @Field(() => MessageReplyStatus, { defaultValue: MessageReplyStatus.PENDING, description: 'Whose turn it is then.' })
  status!: MessageReplyStatus;

  @MaxLength(200)
  @Field(() => String, { nullable: true, description: 'The same key again answers the reply, and sends nothing more.' })
  idempotencyKey?: string | null;
}

@InputType({ description: 'Something to note for other members.' })
export class MessageNoteInput {
  @Field(() => ID, { description: 'The ticket.' })
  ticketId!: string;

  @Length(1, 100_000)
  @Field(() => String, { nullable: true, description: 'What to note, as plain text of 1 to 100,000 characters; this or `html`.' })
  text?: string | null;

  @Length(1, 100_000)
  @Field(() => String, { nullable: true, description: 'What to note, as HTML of 1 to 100,000 characters; this or `text`. It is made harmless, and its plain text is made of it.' })
  html?: string | null;

  @ArrayUnique()
  @ArrayMaxSize(20)
  @Field(() => [ID], { defaultValue: [], description: 'Attachments of this ticket, uploaded by whoever notes and not used yet; 20 at most.' })
  attachmentIds!: string[];

  @MaxLength(200)
  @Field(() => String, { nullable: true, description: 'The same key again answers the note.' })
  idempotencyKey?: string | null;
}
