import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** A member, who lives in accounts. */
@ObjectType()
@Directive('@key(fields: "id", resolvable: false)')
export class Member {
  @Field(() => ID)
  id!: string;
}
