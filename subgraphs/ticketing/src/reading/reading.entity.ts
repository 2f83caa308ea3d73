import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Up to when a member has read a ticket. */
@Entity('reading')
export class Reading {
  @PrimaryColumn('uuid')
  readonly organizationId!: string;

  @PrimaryColumn('uuid')
  readonly memberId!: string;

  @PrimaryColumn('uuid')
  readonly ticketId!: string;

  /** Null: it is to count as unread. */
  @Column('timestamptz', { nullable: true })
  readAt!: Date | null;

  @Column('timestamptz')
  markedAt!: Date;
}
