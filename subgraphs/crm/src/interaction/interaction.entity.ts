import { Payload } from '@deskgraph/kit';
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export enum InteractionChannel {
  CALL = 'CALL',
  MAIL = 'MAIL',
  ORDER = 'ORDER',
  TICKET = 'TICKET',
  NOTE = 'NOTE',
}
registerEnumType(InteractionChannel, {
  name: 'InteractionChannel',
  description: 'How something happened between a customer and the organization.',
  valuesConfig: { CALL: { description: 'By telephone.' }, MAIL: { description: 'By mail.' }, ORDER: { description: 'They ordered.' }, TICKET: { description: 'They asked something, and somebody wrote it down.' }, NOTE: { description: 'Somebody wrote it down.' } },
});

export enum InteractionDirection {
  INBOUND = 'INBOUND',
  OUTBOUND = 'OUTBOUND',
}
registerEnumType(InteractionDirection, {
  name: 'InteractionDirection',
  description: 'From whom it came.',
  valuesConfig: { INBOUND: { description: 'From the customer.' }, OUTBOUND: { description: 'From the organization.' } },
});

@Entity('interaction')
@ObjectType({ description: 'Something that happened between a customer and the organization.' })
@Directive('@key(fields: "id")')
export class Interaction {
  @PrimaryColumn('uuid')
  readonly organizationId!: string;

  @Field(() => ID, { description: 'Its id (uuid).' })
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column('uuid')
  customerId!: string;

  /** Whose it was before they were merged. */
  @Column('uuid', { nullable: true })
  originCustomerId!: string | null;

  @Field(() => Date, { description: 'When it happened.' })
  @Column('timestamptz')
  readonly at!: Date;

  @Field(() => InteractionChannel, { description: 'How.' })
  @Column('text')
  readonly channel!: InteractionChannel;

  @Field(() => InteractionDirection, { nullable: true, description: 'From whom it came; null for notes.' })
  @Column('text', { nullable: true })
  readonly direction!: InteractionDirection | null;

  @Field(() => String, { nullable: true, description: 'The type of the thing it is in its own room, e.g. `Call`; null for notes.' })
  @Column('text', { nullable: true })
  readonly subjectKind!: string | null;

  @Field(() => ID, { nullable: true, description: 'The id of that thing.' })
  @Column('uuid', { nullable: true })
  readonly subjectId!: string | null;

  @Field(() => String, { nullable: true, description: 'What was noted; null for what has a room of its own.' })
  @Column('text', { nullable: true })
  readonly summary!: string | null;

  @Column('uuid', { nullable: true })
  readonly byId!: string | null;
}

@ObjectType({ implements: Payload, description: 'The interaction, or why nothing was changed.' })
export class InteractionPayload extends Payload {
  @Field(() => Interaction, { nullable: true, description: 'The interaction as it is now.' })
  interaction?: Interaction | null;
}
