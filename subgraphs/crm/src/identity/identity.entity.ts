import { Payload } from '@deskgraph/kit';
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export enum IdentityKind {
  MAIL = 'MAIL',
  PHONE = 'PHONE',
  EXTERNAL = 'EXTERNAL',
}
registerEnumType(IdentityKind, {
  name: 'IdentityKind',
  description: 'By what somebody is known.',
  valuesConfig: {
    MAIL: { description: 'A mail address.' },
    PHONE: { description: 'A telephone number.' },
    EXTERNAL: { description: 'A name in another system, such as `shop:123`.' },
  },
});

@Entity('identity')
@ObjectType({ description: 'An address, number or outside id by which a customer is known; of one customer only.' })
@Directive('@key(fields: "id")')
export class Identity {
  @PrimaryColumn('uuid')
  readonly organizationId!: string;

  /** The party's: the same in every room. */
  @Field(() => ID, { description: 'Its id (uuid), made of what it is.' })
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column('uuid')
  customerId!: string;

  /** Whose it was before they were merged. */
  @Column('uuid', { nullable: true })
  originCustomerId!: string | null;

  @Field(() => IdentityKind, { description: 'What it is.' })
  @Column('text')
  readonly kind!: IdentityKind;

  @Field(() => String, { nullable: true, description: 'An address in lower case, a number in E.164, or `system:id`. Needs `identity.value.read`.' })
  @Column('text')
  readonly value!: string;

  @Field(() => Date, { nullable: true, description: 'When somebody made sure that it is theirs; null while nobody has.' })
  @Column('timestamptz', { nullable: true })
  verifiedAt!: Date | null;

  @Column('uuid', { nullable: true })
  verifiedById!: string | null;

  @Field(() => Date, { description: 'When it was added.' })
  @Column('timestamptz')
  readonly createdAt!: Date;
}

@ObjectType({ implements: Payload, description: 'The identity, or why nothing was changed.' })
export class IdentityPayload extends Payload {
  @Field(() => Identity, { nullable: true, description: 'The identity as it is now; as it was, when it was removed.' })
  identity?: Identity | null;
}
