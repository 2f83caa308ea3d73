import { Payload } from '@deskgraph/kit';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('saved_query')
@ObjectType({ description: 'A question kept to be asked again: its maker\'s own, or shared with the organization. Whoever asks it asks with their own rights.' })
@Directive('@key(fields: "id")')
export class SavedQuery {
  @PrimaryColumn('uuid')
  readonly organizationId!: string;

  @Field(() => ID, { description: 'Its id (uuid).' })
  @PrimaryColumn('uuid')
  readonly id!: string;

  /** Null once its maker is gone, which only a shared one outlives. */
  @Column('uuid', { nullable: true })
  readonly ownerId!: string | null;

  @Field(() => String, { description: 'What people call it, 1 to 80 characters.' })
  @Column('text')
  name!: string;

  @Field(() => String, { description: 'The question: a GraphQL document.' })
  @Column('text')
  document!: string;

  @Field(() => String, { description: 'Its variables, a JSON object as text; empty for none.' })
  @Column('text')
  variables!: string;

  @Field(() => Boolean, { description: 'Whether everybody in the organization sees it.' })
  @Column('boolean')
  shared!: boolean;

  @Field(() => Date, { description: 'When it was saved first.' })
  @Column('timestamptz')
  readonly createdAt!: Date;

  @Field(() => Date, { description: 'When it was saved last.' })
  @Column('timestamptz')
  changedAt!: Date;

  @Field(() => Int, { description: 'Grows with each change; give the one you saw when you change it.' })
  @Column('integer')
  version!: number;
}

@ObjectType({ implements: Payload, description: 'The saved query, or why nothing was changed.' })
export class SavedQueryPayload extends Payload {
  @Field(() => SavedQuery, { nullable: true, description: 'The query as it is now; as it was, when it was deleted.' })
  savedQuery?: SavedQuery | null;
}
