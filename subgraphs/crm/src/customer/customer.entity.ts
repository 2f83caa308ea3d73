import { connectionOf, Payload } from '@deskgraph/kit';
import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export enum CustomerKind {
  PERSON = 'PERSON',
  ORGANIZATION = 'ORGANIZATION',
}
registerEnumType(CustomerKind, {
  name: 'CustomerKind',
  description: 'What a customer is.',
  valuesConfig: { PERSON: { description: 'Somebody.' }, ORGANIZATION: { description: 'A shared desk, without a person to call by name.' } },
});

@Entity('customer')
@ObjectType({ description: 'Somebody outside of the organization, with all that is known of them.' })
@Directive('@key(fields: "id")')
export class Customer {
  @PrimaryColumn('uuid')
  readonly organizationId!: string;

  @Field(() => ID, { description: 'Their id (uuid).' })
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Field(() => Int, { description: 'The number people say aloud: customer 4211.' })
  @Column('integer')
  readonly number!: number;

  @Field(() => CustomerKind, { description: 'What they are.' })
  @Column('text')
  kind!: CustomerKind;

  @Field(() => String, { description: 'What they are called; `Customer 4211` until somebody knows.' })
  @Column('text')
  name!: string;

  @Column('uuid', { nullable: true })
  companyId!: string | null;

  @Field(() => String, { nullable: true, description: 'The language they are written to in (BCP 47), e.g. `de-AT`.' })
  @Column('text', { nullable: true })
  language!: string | null;

  @Field(() => String, { nullable: true, description: 'Where their clock stands (IANA), e.g. `Europe/Vienna`.' })
  @Column('text', { nullable: true })
  timeZone!: string | null;

  @Field(() => String, { nullable: true, description: 'What everybody who speaks with them is to know.' })
  @Column('text', { nullable: true })
  note!: string | null;

  @Field(() => Date, { description: 'When they were added.' })
  @Column('timestamptz')
  readonly createdAt!: Date;

  @Column('uuid', { nullable: true })
  readonly createdById!: string | null;

  @Field(() => Date, { description: 'When something about them last changed.' })
  @Column('timestamptz')
  changedAt!: Date;

  /** Set by a merge, and moved on by the next one: never a customer who was merged too. */
  @Column('uuid', { nullable: true })
  mergedIntoId!: string | null;

  /** The customer they were merged into before that one was merged too; null where they were merged into `mergedIntoId` itself. */
  @Column('uuid', { nullable: true })
  broughtById!: string | null;

  @Field(() => Int, { description: 'Grows with each change; give it back with a change of yours.' })
  @Column('integer')
  version!: number;
}

/** A page of customers. */
export const CustomerConnection = connectionOf(Customer, 'Customer');

@ObjectType({ implements: Payload, description: 'The customer, or why nothing was changed.' })
export class CustomerPayload extends Payload {
  @Field(() => Customer, { nullable: true, description: 'The customer as they are now.' })
  customer?: Customer | null;
}
