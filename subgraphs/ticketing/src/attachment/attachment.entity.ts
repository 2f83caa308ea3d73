import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A file a member has sent for a ticket; part of a message once somebody says something with it. */
@Entity('attachment')
export class TicketFile {
  @PrimaryColumn('uuid')
  readonly organizationId!: string;

  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column('uuid')
  ticketId!: string;

  @Column('uuid', { nullable: true })
  messageId!: string | null;

  @Column('uuid')
  readonly memberId!: string;

  @Column('uuid', { nullable: true })
  fileId!: string | null;

  @Column('text')
  readonly name!: string;

  @Column('text')
  readonly mediaType!: string;

  @Column('integer')
  readonly size!: number;

  @Column('boolean')
  isStored!: boolean;

  @Column('timestamptz')
  readonly createdAt!: Date;
}

@ObjectType({ description: 'A file that goes with a message, or came with it.' })
export class Attachment {
  @Field(() => ID, { description: 'Its id; of a mail\'s file the message\'s and its place.' })
  readonly id!: string;

  @Field(() => String, { description: 'What it is called; empty when its sender did not say.' })
  readonly name!: string;

  @Field(() => String, { description: 'Its media type; of a mail\'s file as its sender says it.' })
  readonly type!: string;

  @Field(() => Int, { description: 'Its size in bytes.' })
  readonly size!: number;

  @Field(() => String, { nullable: true, description: 'What the HTML of the message calls it, as `cid:` and this; null when nothing.' })
  readonly contentId!: string | null;

  @Field(() => String, { description: 'Where it can be fetched, for at most five minutes and by whoever has the link.' })
  readonly url!: string;
}
