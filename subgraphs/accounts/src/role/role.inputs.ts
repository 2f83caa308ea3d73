import { Name } from '@deskgraph/kit';
import { ArrayMaxSize, ArrayUnique, MaxLength } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'A custom role to make.' })
export class RoleCreateInput {
  @Name(60)
  @Field(() => String, { description: 'What people will call it, 1 to 60 characters. Its key is made from it.' })
  name!: string;

  @MaxLength(300)
  @Field(() => String, { defaultValue: '', description: 'Who it is for, at most 300 characters.' })
  description!: string;

  @ArrayMaxSize(500)
  @ArrayUnique()
  @Field(() => [String], { description: 'The permission atoms it holds; only ones you hold yourself.' })
  permissions!: string[];

  @MaxLength(200)
  @Field(() => String, { nullable: true, description: 'The same key again answers the role it made, and makes no second one.' })
  idempotencyKey?: string | null;
}

@InputType({ description: 'What to change about a custom role. What is left out stays.' })
export class RoleUpdateInput {
  @Field(() => ID, { description: 'The role.' })
  id!: string;

  @Name(60)
  @Field(() => String, { nullable: true, description: 'Its new name, 1 to 60 characters. Its key stays.' })
  name?: string | null;

  @MaxLength(300)
  @Field(() => String, { nullable: true, description: 'Its new description, at most 300 characters.' })
  description?: string | null;

  @ArrayMaxSize(500)
  @ArrayUnique()
  @Field(() => [String], { nullable: true, description: 'All the permission atoms it holds from now on; only ones you hold yourself.' })
  permissions?: string[] | null;
}

@InputType({ description: 'A custom role to delete.' })
export class RoleDeleteInput {
  @Field(() => ID, { description: 'The role. Nobody may hold it or be invited to it.' })
  id!: string;
}
