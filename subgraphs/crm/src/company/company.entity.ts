import { Payload } from '@deskgraph/kit';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('company')
@ObjectType({ description: 'A company that customers belong to.' })
@Directive('@key(fields: "id")')
export class Company {
  @PrimaryColumn('uuid')
  readonly organizationId!: string;

  @Field(() => ID, { description: 'Its id (uuid).' })
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Field(() => String, { description: 'What it is called.' })
  @Column('text')
  name!: string;

  @Field(() => Date, { description: 'When it was added.' })
  @Column('timestamptz')
  readonly createdAt!: Date;

  @Field(() => Date, { description: 'When it was last changed.' })
  @Column('timestamptz')
  changedAt!: Date;

  @Field(() => Int, { description: 'Grows with each change; give it back with a change of yours.' })
  @Column('integer')
  version!: number;
}

/** A domain that is one company's. */
@Entity('company_domain')
export class CompanyDomain {
  @PrimaryColumn('uuid')
  readonly organizationId!: string;

  @PrimaryColumn('text')
  readonly domain!: string;

  @Column('uuid')
  readonly companyId!: string;
}

@ObjectType({ implements: Payload, description: 'The company, or why nothing was changed.' })
export class CompanyPayload extends Payload {
  @Field(() => Company, { nullable: true, description: 'The company as it is now.' })
  company?: Company | null;
}
