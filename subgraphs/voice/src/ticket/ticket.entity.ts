import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** A ticket, which lives in ticketing; this room knows the calls about it. */
@ObjectType({ description: 'Something somebody asks of the organization, with all that is said about it.' })
@Directive('@key(fields: "id")')
export class Ticket {
  @Field(() => ID, { description: 'Its id (uuid).' })
  id!: string;
}
