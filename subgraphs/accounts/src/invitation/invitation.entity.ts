import { Payload } from '@deskgraph/kit';
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export enum InvitationState {
  PENDING = 'PENDING',
  ACCEPTED = 'ACCEPTED',
  REVOKED = 'REVOKED',
  EXPIRED = 'EXPIRED',
}
registerEnumType(InvitationState, {
  name: 'InvitationState',
  description: 'What became of an invitation.',
  valuesConfig: {
    PENDING: { description: 'Waits for its one use.' },
    ACCEPTED: { description: 'Was used.' },
    REVOKED: { description: 'Was taken back.' },
    EXPIRED: { description: 'Was not used within 72 hours; it can be sent again.' },
  },
});

@Entity('invitation')
@ObjectType({ description: 'A mail that lets one address join the organization, once, within 72 hours.' })
@Directive('@key(fields: "id")')
export class Invitation {
  @PrimaryColumn('uuid')
  readonly organizationId!: string;

  @Field(() => ID, { description: 'Its id (uuid).' })
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Field(() => String, { description: 'The invited address, in lower case.' })
  @Column('text')
  readonly email!: string;

  @Column('uuid')
  readonly roleId!: string;

  @Column('uuid')
  invitedById!: string;

  /** SHA-256 of the token in the mail; the token itself is nowhere. */
  @Column('bytea')
  tokenHash!: Buffer;

  /** As stored; `state` also knows time. */
  @Column('text', { name: 'state' })
  storedState!: Exclude<InvitationState, InvitationState.EXPIRED>;

  @Field(() => Date, { description: 'When it was first sent.' })
  @Column('timestamptz')
  readonly createdAt!: Date;

  @Field(() => Date, { description: 'When it stops working.' })
  @Column('timestamptz')
  expiresAt!: Date;
}

@ObjectType({ implements: Payload, description: 'The invitation, or why nothing was changed.' })
export class InvitationPayload extends Payload {
  @Field(() => Invitation, { nullable: true, description: 'The invitation as it is now.' })
  invitation?: Invitation | null;
}
