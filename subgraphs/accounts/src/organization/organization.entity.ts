import { Payload } from '@deskgraph/kit';
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export enum OrganizationState {
  ACTIVE = 'ACTIVE',
  SUSPENDED = 'SUSPENDED',
}
registerEnumType(OrganizationState, {
  name: 'OrganizationState',
  description: 'Whether an organization may work.',
  valuesConfig: {
    ACTIVE: { description: 'Everything is open.' },
    SUSPENDED: { description: 'Reading only; every mutation and API key answers ORG_SUSPENDED.' },
  },
});

@Entity('organization')
@ObjectType({ description: 'A company that uses Deskgraph: the wall no data crosses.' })
@Directive('@key(fields: "id")')
export class Organization {
  @PrimaryColumn('uuid')
  readonly organizationId!: string;

  @Field(() => String, { description: 'What people call it, 1 to 100 characters.' })
  @Column('text')
  name!: string;

  @Field(() => OrganizationState, { description: 'Whether it may work.' })
  @Column('text')
  state!: OrganizationState;

  @Field(() => Date, { description: 'When it signed up.' })
  @Column('timestamptz')
  readonly createdAt!: Date;

  @Column('timestamptz', { nullable: true })
  suspendedAt!: Date | null;

  @Field(() => ID, { description: 'Its id (uuid).' })
  get id(): string {
    return this.organizationId;
  }
}

@ObjectType({ implements: Payload, description: 'The organization, or why it was not changed.' })
export class OrganizationPayload extends Payload {
  @Field(() => Organization, { nullable: true, description: 'The organization as it is now.' })
  organization?: Organization | null;
}
