import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** A customer, who lives in crm. */
@ObjectType()
@Directive('@key(fields: "id", resolvable: false)')
export class Customer {
  @Field(() => ID)
  id!: string;
}
