import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One sign-in of an API client: a chain of refresh tokens of which only the newest works. */
@Entity('token_family')
export class TokenFamily {
  @PrimaryColumn('uuid')
  readonly organizationId!: string;

  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column('uuid')
  readonly memberId!: string;

  @Column('bytea')
  refreshHash!: Buffer;

  /** The one before; it works 10 s longer, for answers lost on the way. */
  @Column('bytea', { nullable: true })
  previousRefreshHash!: Buffer | null;

  @Column('bytea')
  accessHash!: Buffer;

  @Column('timestamptz')
  accessExpiresAt!: Date;

  @Column('timestamptz')
  rotatedAt!: Date;

  @Column('timestamptz')
  readonly createdAt!: Date;

  @Column('timestamptz')
  readonly expiresAt!: Date;

  @Column('timestamptz', { nullable: true })
  revokedAt!: Date | null;
}
