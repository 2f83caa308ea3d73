import { Name, OrderDirection } from '@deskgraph/kit';
import { Length, MaxLength } from 'class-validator';
import { Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import { IdentityKind } from '../identity/identity.entity.js';
import { CustomerKind } from './customer.entity.js';

const longestNote = 10_000;

export enum CustomerOrderField {
  NAME = 'NAME',
  CREATED_AT = 'CREATED_AT',
  NUMBER = 'NUMBER',
}
registerEnumType(CustomerOrderField, {
  name: 'CustomerOrderField',
  description: 'What customers are ordered by.',
  valuesConfig: { NAME: { description: 'Their name.' }, CREATED_AT: { description: 'When they were added.' }, NUMBER: { description: 'Their number.' } },
});

@InputType({ description: 'How customers are ordered.' })
export class CustomerOrder {
  @Field(() => CustomerOrderField, { description: 'By what.' })
  field!: CustomerOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC, description: 'From which end.' })
  direction!: OrderDirection;
}

@InputType({ description: 'Which customers; every part given must hold.' })
export class CustomerFilter {
  @Length(1, 100)
  @Field(() => String, {
    nullable: true,
    description: 'How words of the name, the company, or an address, number or outside id the viewer may see begin, any case; or the customer\'s number. 1 to 100 characters.',
  })
  text?: string | null;

  @Field(() => ID, { nullable: true, description: 'The company they belong to.' })
  companyId?: string | null;

  @Field(() => IdentityKind, { nullable: true, description: 'How they can be reached, among other ways.' })
  hasIdentity?: IdentityKind | null;

  @Field(() => Date, { nullable: true, description: 'Added at or after this instant.' })
  createdFrom?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Added before this instant.' })
  createdBefore?: Date | null;
}

@InputType({ description: 'A customer to add, who has no address yet; `customerFindOrCreate` is for those who have.' })
export class CustomerCreateInput {
  @Name(200)
  @Field(() => String, { description: 'What they are called, 1 to 200 characters.' })
  name!: string;

  @Field(() => CustomerKind, { nullable: true, description: 'What they are; PERSON unless given.' })
  kind?: CustomerKind | null;

  @Field(() => ID, { nullable: true, description: 'The company they belong to.' })
  companyId?: string | null;

  @MaxLength(35)
  @Field(() => String, { nullable: true, description: 'Their language (BCP 47), e.g. `de-AT`.' })
  language?: string | null;

  @MaxLength(60)
  @Field(() => String, { nullable: true, description: 'Where their clock stands (IANA), e.g. `Europe/Vienna`.' })
  timeZone?: string | null;

  @Length(1, longestNote)
  @Field(() => String, { nullable: true, description: 'What everybody is to know, 1 to 10,000 characters.' })
  note?: string | null;

  @MaxLength(200)
  @Field(() => String, { nullable: true, description: 'The same key again answers the customer it made.' })
  idempotencyKey?: string | null;
}

@InputType({ description: 'What to change of a customer; what is not given stays, and what may be null is cleared by null.' })
export class CustomerUpdateInput {
  @Field(() => ID, { description: 'The customer.' })
  id!: string;

  @Field(() => Int, { description: 'The version you saw; CONFLICT if somebody has changed it since.' })
  version!: number;

  @Name(200)
  @Field(() => String, { nullable: true, description: 'What they are to be called, 1 to 200 characters.' })
  name?: string | null;

  @Field(() => CustomerKind, { nullable: true, description: 'What they are.' })
  kind?: CustomerKind | null;

  @Field(() => ID, { nullable: true, description: 'The company they belong to; null for none.' })
  companyId?: string | null;

  @MaxLength(35)
  @Field(() => String, { nullable: true, description: 'Their language (BCP 47); null for unknown.' })
  language?: string | null;

  @MaxLength(60)
  @Field(() => String, { nullable: true, description: 'Where their clock stands (IANA); null for unknown.' })
  timeZone?: string | null;

  @Length(1, longestNote)
  @Field(() => String, { nullable: true, description: 'What everybody is to know, 1 to 10,000 characters; null for nothing.' })
  note?: string | null;
}
