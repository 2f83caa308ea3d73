import { Field, Int, ObjectType } from 'type-graphql';
import { Customer } from '../customer/customer.entity.js';

@ObjectType({ description: 'One field of two customers, and what it would be after a merge.' })
export class CustomerMergeField {
  @Field(() => String, { description: 'Which field of Customer: `name`, `kind`, `company`, `language`, `timeZone` or `note`.' })
  field!: string;

  @Field(() => String, { nullable: true, description: 'What the one that would end has; a company by its name.' })
  source!: string | null;

  @Field(() => String, { nullable: true, description: 'What the one that would go on has.' })
  target!: string | null;

  @Field(() => String, { nullable: true, description: 'What the one that goes on would have: its own, or the other\'s where it has nothing.' })
  result!: string | null;
}

@ObjectType({ description: 'What a merge of two customers would do.' })
export class CustomerMergePreview {
  @Field(() => Customer, { description: 'The customer who would end.' })
  source!: Customer;

  @Field(() => Customer, { description: 'The customer who would go on.' })
  target!: Customer;

  @Field(() => [CustomerMergeField], { description: 'Field by field.' })
  fields!: CustomerMergeField[];

  @Field(() => Int, { description: 'How many addresses, numbers and outside ids would move.' })
  identityCount!: number;

  @Field(() => Int, { description: 'How many interactions would move.' })
  interactionCount!: number;
}
