import { Payload } from '@deskgraph/kit';
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export enum MailboxState {
  ON = 'ON',
  OFF = 'OFF',
}
registerEnumType(MailboxState, {
  name: 'MailboxState',
  description: 'Whether a mailbox takes mail.',
  valuesConfig: {
    ON: { description: 'Mail that arrives is stored.' },
    OFF: { description: 'Mail is refused, and whoever sent it is told so by their own server.' },
  },
});

@Entity('mailbox')
@ObjectType({ description: 'An address that people write to, and the one of this house that it is forwarded to.' })
@Directive('@key(fields: "id")')
export class Mailbox {
  @PrimaryColumn('uuid')
  readonly organizationId!: string;

  @Field(() => ID, { description: 'Its id (uuid).' })
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Field(() => String, { description: 'What people call it.' })
  @Column('text')
  name!: string;

  @Field(() => String, { description: 'The address people write to, in lower case, e.g. `support@company.example`.' })
  @Column('text')
  readonly address!: string;

  /** The part before the @ of the address that mail is forwarded to: 130 random bits. */
  @Column('text')
  readonly inboundLocal!: string;

  @Field(() => MailboxState, { description: 'Whether it takes mail.' })
  @Column('text')
  state!: MailboxState;

  @Field(() => Date, { description: 'When it was made.' })
  @Column('timestamptz')
  readonly createdAt!: Date;
}

@ObjectType({ implements: Payload, description: 'The mailbox, or why nothing was changed.' })
export class MailboxPayload extends Payload {
  @Field(() => Mailbox, { nullable: true, description: 'The mailbox as it is now; as it was, when it was deleted.' })
  mailbox?: Mailbox | null;
}
