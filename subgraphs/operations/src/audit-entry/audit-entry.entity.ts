import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'platform', name: 'audit', synchronize: false })
@ObjectType({ description: 'Who did what to which thing, written in the transaction that did it. It is never changed.' })
export class AuditEntry {
  @PrimaryColumn('uuid')
  readonly organizationId!: string;

  @Field(() => ID, { description: 'Its id (uuid).' })
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Field(() => Date, { description: 'When.' })
  @Column('timestamptz')
  readonly at!: Date;

  @Column('uuid', { nullable: true })
  readonly actorMemberId!: string | null;

  @Field(() => String, { description: 'How whoever did it had proven who they are: SESSION, ACCESS_TOKEN, API_KEY, or SYSTEM for the house itself.' })
  @Column('text')
  readonly actorKind!: string;

  @Field(() => String, { description: 'What was done, as `noun.verb`, e.g. `member.changeRole`.' })
  @Column('text')
  readonly action!: string;

  @Field(() => ID, { description: 'The thing it was done to (uuid).' })
  @Column('uuid')
  readonly subjectId!: string;

  @Column('jsonb', { nullable: true })
  readonly before!: unknown;

  @Column('jsonb', { nullable: true })
  readonly after!: unknown;

  @Field(() => String, { nullable: true, description: 'The event or job that caused it; null for a request.' })
  @Column('text', { nullable: true })
  readonly cause!: string | null;

  @Field(() => String, { description: 'The request it was done in.' })
  @Column('text')
  readonly requestId!: string;
}
