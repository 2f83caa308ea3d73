import { Column, Entity, PrimaryColumn } from 'typeorm';

export type MailKind = 'VERIFY' | 'RESET' | 'INVITATION' | 'ALREADY_SIGNED_UP';

/** A mail of this room: stored with its cause, sent by a job, and SENT only when the server accepted it. */
@Entity('mail')
export class AccountMail {
  @PrimaryColumn('uuid')
  readonly organizationId!: string;

  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column('text')
  readonly kind!: MailKind;

  /** Recipient and link, encrypted; gone once the mail is sent, refused for good, given up by hand, or failed for 30 days. */
  @Column('bytea', { nullable: true })
  sealed!: Buffer | null;

  @Column('text')
  state!: 'QUEUED' | 'SENT' | 'FAILED';

  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('timestamptz')
  readonly createdAt!: Date;

  @Column('timestamptz', { nullable: true })
  sentAt!: Date | null;
}
