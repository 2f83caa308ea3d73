import { Payload } from '@deskgraph/kit';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('team')
@ObjectType({ description: 'Members who share work.' })
@Directive('@key(fields: "id")')
export class Team {
  @PrimaryColumn('uuid')
  readonly organizationId!: string;

  @Field(() => ID, { description: 'Its id (uuid).' })
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Field(() => String, { description: 'What people call it; no other team is called so.' })
  @Column('text')
  name!: string;

  @Field(() => Date, { description: 'When it was made.' })
  @Column('timestamptz')
  readonly createdAt!: Date;
}

/** Who is in which team. */
@Entity('team_member')
export class TeamMember {
  @PrimaryColumn('uuid')
  readonly organizationId!: string;

  @PrimaryColumn('uuid')
  readonly teamId!: string;

  @PrimaryColumn('uuid')
  readonly memberId!: string;
}

@ObjectType({ implements: Payload, description: 'The team, or why nothing was changed.' })
export class TeamPayload extends Payload {
  @Field(() => Team, { nullable: true, description: 'The team as it is now; as it was, when it was deleted.' })
  team?: Team | null;
}
