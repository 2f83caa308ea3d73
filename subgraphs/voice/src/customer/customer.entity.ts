import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** A customer, who lives in crm; this room knows their calls. */
@ObjectType({ description: 'Somebody outside of the organization, with all that is known of them.' })
@Directive('@key(fields: "id")')
export class Customer {
  @Field(() => ID, { description: 'Their id (uuid).' })
  id!: string;
}
