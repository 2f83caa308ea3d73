import { Payload } from '@deskgraph/kit';
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export enum ConnectionState {
  ON = 'ON',
  OFF = 'OFF',
}
registerEnumType(ConnectionState, {
  name: 'ConnectionState',
  description: 'Whether a connection is in use.',
  valuesConfig: {
    ON: { description: 'The provider may call in.' },
    OFF: { description: 'Calls are refused.' },
  },
});

@Entity({ schema: 'platform', name: 'connection', synchronize: false })
@ObjectType({ description: 'A provider that may call in, with a secret that its calls are signed with.' })
@Directive('@key(fields: "id")')
export class Connection {
  @PrimaryColumn('uuid')
  readonly organizationId!: string;

  @Field(() => ID, { description: 'Its id (uuid).' })
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Field(() => String, { description: 'The provider, e.g. `pbx`.' })
  @Column('text')
  readonly provider!: string;

  @Field(() => String, { description: 'What people call it.' })
  @Column('text')
  name!: string;

  @Field(() => ConnectionState, { description: 'Whether it is in use.' })
  @Column('text')
  state!: ConnectionState;

  @Column('jsonb')
  settings!: Record<string, string>;

  @Column('bytea')
  sealed!: Buffer;

  @Column('bytea', { nullable: true })
  previousSealed!: Buffer | null;

  @Field(() => Date, { nullable: true, description: 'Until when the secret before this one opens too; null when there is none.' })
  @Column('timestamptz', { nullable: true })
  previousUntil!: Date | null;

  @Field(() => Date, { description: 'When it was made.' })
  @Column('timestamptz')
  readonly createdAt!: Date;

  @Field(() => Date, { description: 'When it was last changed.' })
  @Column('timestamptz')
  changedAt!: Date;
}

@ObjectType({ implements: Payload, description: 'The connection, or why nothing was changed.' })
export class ConnectionPayload extends Payload {
  @Field(() => Connection, { nullable: true, description: 'The connection as it is now; as it was, when it was deleted.' })
  connection?: Connection | null;

  @Field(() => String, { nullable: true, description: 'The secret, where it was made just now: shown here and never again.' })
  secret?: string | null;
}
