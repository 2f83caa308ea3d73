import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** A member, who lives in accounts. */
@ObjectType()
@Directive('@key(fields: "id", resolvable: false)')
export class Member {
  @Field(() => ID)
  id!: string;
}

/** A message, which lives in ticketing. */
@ObjectType()
@Directive('@key(fields: "id", resolvable: false)')
export class Message {
  @Field(() => ID)
  id!: string;
}

/** An order, which lives in commerce. */
@ObjectType()
@Directive('@key(fields: "id", resolvable: false)')
export class Order {
  @Field(() => ID)
  id!: string;
}

/** A call, which lives in voice. */
@ObjectType()
@Directive('@key(fields: "id", resolvable: false)')
export class Call {
  @Field(() => ID)
  id!: string;
}
