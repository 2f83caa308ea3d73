import { Payload } from '@deskgraph/kit';
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export enum MemberState {
  ACTIVE = 'ACTIVE',
  DEACTIVATED = 'DEACTIVATED',
}
registerEnumType(MemberState, {
  name: 'MemberState',
  description: 'Whether a member may enter.',
  valuesConfig: {
    ACTIVE: { description: 'May sign in to this organization.' },
    DEACTIVATED: { description: 'Is kept for the record, and may not enter; their API keys are dead too.' },
  },
});

@Entity('member')
@ObjectType({ description: 'A person in an organization. The same person may be a member of several.' })
@Directive('@key(fields: "id")')
export class Member {
  @PrimaryColumn('uuid')
  readonly organizationId!: string;

  @Field(() => ID, { description: 'The membership\'s id (uuid); the person\'s own id is `viewer.id`.' })
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column('uuid')
  readonly userId!: string;

  @Column('uuid')
  roleId!: string;

  @Field(() => String, { description: 'The person\'s name.' })
  @Column('text')
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The address they sign in with, in lower case. Needs `member.email.read`, or is your own; null else.',
  })
  @Directive('@tag(name: "personal")')
  @Column('text')
  email!: string;

  /** The file of their picture. */
  @Column('uuid', { nullable: true })
  pictureId!: string | null;

  @Field(() => MemberState, { description: 'Whether they may enter.' })
  @Column('text')
  state!: MemberState;

  @Field(() => Date, { description: 'When they joined.' })
  @Column('timestamptz')
  readonly joinedAt!: Date;

  /** When this organization was last the person's active one; the newest is where they land. */
  @Column('timestamptz')
  lastActiveAt!: Date;
}

@ObjectType({ implements: Payload, description: 'The member, or why nothing was changed.' })
export class MemberPayload extends Payload {
  @Field(() => Member, { nullable: true, description: 'The member as they are now; as they were, when removed.' })
  member?: Member | null;
}
