import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** A customer, who lives in crm; this room knows what they ordered. */
@ObjectType({ description: 'Somebody who buys.' })
@Directive('@key(fields: "id")')
export class Customer {
  @Field(() => ID, { description: 'Its id (uuid).' })
  id!: string;
}
