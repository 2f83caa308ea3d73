import { Payload } from '@deskgraph/kit';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('api_key')
@ObjectType({ description: 'A credential for a partner tool. It may do what its scopes say and its maker still may.' })
@Directive('@key(fields: "id")')
export class ApiKey {
  @PrimaryColumn('uuid')
  readonly organizationId!: string;

  @Field(() => ID, { description: 'Its id (uuid).' })
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Field(() => String, { description: 'What it is for, 1 to 60 characters.' })
  @Column('text')
  readonly name!: string;

  @Field(() => String, { description: 'How the secret begins, e.g. `dgk_3f9a1c07`, to recognise it by.' })
  @Column('text')
  readonly prefix!: string;

  /** SHA-256 of the whole secret. */
  @Column('bytea')
  readonly secretHash!: Buffer;

  @Field(() => [String], { description: 'Permission atoms it asks for.' })
  @Column('text', { array: true })
  readonly scopes!: string[];

  @Column('uuid')
  readonly createdById!: string;

  @Field(() => Date, { description: 'When it was made.' })
  @Column('timestamptz')
  readonly createdAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it stops working; null for never.' })
  @Column('timestamptz', { nullable: true })
  readonly expiresAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it was last used, to the minute; null for never.' })
  @Column('timestamptz', { nullable: true })
  lastUsedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it was revoked; null while it lives.' })
  @Column('timestamptz', { nullable: true })
  revokedAt!: Date | null;
}

@ObjectType({ implements: Payload, description: 'The API key, or why nothing was changed.' })
export class ApiKeyPayload extends Payload {
  @Field(() => ApiKey, { nullable: true, description: 'The key as it is now.' })
  apiKey?: ApiKey | null;

  @Field(() => String, { nullable: true, description: 'The secret, shown once: only by the call that made the key.' })
  secret?: string | null;
}
