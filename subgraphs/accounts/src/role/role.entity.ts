import { Payload } from '@deskgraph/kit';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('role')
@ObjectType({ description: 'A named set of permission atoms that members hold.' })
@Directive('@key(fields: "id")')
export class Role {
  @PrimaryColumn('uuid')
  readonly organizationId!: string;

  @Field(() => ID, { description: 'Its id (uuid).' })
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Field(() => String, { description: 'Its fixed short name, e.g. `agent`; unique in the organization.' })
  @Column('text')
  readonly key!: string;

  @Field(() => String, { description: 'What people call it, 1 to 60 characters.' })
  @Column('text')
  name!: string;

  @Field(() => String, { description: 'Who it is for, at most 300 characters.' })
  @Column('text')
  description!: string;

  @Field(() => Boolean, { description: 'Whether Deskgraph defines it; such a role cannot be changed.' })
  @Column('boolean')
  readonly builtIn!: boolean;

  /** A custom role's atoms; a built-in role has none stored, since the product defines them. */
  @Column('text', { array: true, name: 'permissions' })
  storedPermissions!: string[];

  @Column('timestamptz')
  readonly createdAt!: Date;
}

@ObjectType({ implements: Payload, description: 'The role, or why it was not changed.' })
export class RolePayload extends Payload {
  @Field(() => Role, { nullable: true, description: 'The role as it is now; as it was, when it was deleted.' })
  role?: Role | null;
}
