import { Name } from '@deskgraph/kit';
import { MaxLength } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'A team to make.' })
export class TeamCreateInput {
  @Name(60)
  @Field(() => String, { description: 'What people call it, 1 to 60 characters; no other team may be called so.' })
  name!: string;

  @MaxLength(200)
  @Field(() => String, { nullable: true, description: 'The same key again answers the team it made.' })
  idempotencyKey?: string | null;
}

@InputType({ description: 'A team to rename.' })
export class TeamRenameInput {
  @Field(() => ID, { description: 'The team.' })
  id!: string;

  @Name(60)
  @Field(() => String, { description: 'What people are to call it, 1 to 60 characters.' })
  name!: string;

  @MaxLength(200)
  @Field(() => String, { nullable: true, description: 'The same key again answers the team as it is, without a second effect.' })
  idempotencyKey?: string | null;
}

@InputType({ description: 'A member to put into a team, or to take out of it.' })
export class TeamMemberInput {
  @Field(() => ID, { description: 'The team.' })
  id!: string;

  @Field(() => ID, { description: 'The member.' })
  memberId!: string;

  @MaxLength(200)
  @Field(() => String, { nullable: true, description: 'The same key again answers the team as it is, without a second effect.' })
  idempotencyKey?: string | null;
}

@InputType({ description: 'A team to delete. Its tickets stay, and are in no team.' })
export class TeamDeleteInput {
  @Field(() => ID, { description: 'The team.' })
  id!: string;

  @MaxLength(200)
  @Field(() => String, { nullable: true, description: 'The same key again answers NOT_FOUND, as for any team that is gone.' })
  idempotencyKey?: string | null;
}
