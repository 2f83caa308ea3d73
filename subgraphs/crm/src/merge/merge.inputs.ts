import { MaxLength } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'A customer who was merged, and is somebody else.' })
export class CustomerUnmergeInput {
  @Field(() => ID, { description: 'The customer who was merged.' })
  id!: string;

  @MaxLength(200)
  @Field(() => String, { nullable: true, description: 'The same key again answers the customer, without a second effect.' })
  idempotencyKey?: string | null;
}

@InputType({ description: 'Two customers who are one.' })
export class CustomerMergeInput {
  @Field(() => ID, { description: 'The customer who ends.' })
  sourceId!: string;

  @Field(() => ID, { description: 'The customer who goes on.' })
  targetId!: string;

  @MaxLength(200)
  @Field(() => String, { nullable: true, description: 'The same key again answers the customer who went on.' })
  idempotencyKey?: string | null;
}
