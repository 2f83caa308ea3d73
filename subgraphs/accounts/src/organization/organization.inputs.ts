import { Name } from '@deskgraph/kit';
import { Field, InputType } from 'type-graphql';

@InputType({ description: 'What to change about the organization.' })
export class OrganizationUpdateInput {
  @Name(100)
  @Field(() => String, { description: 'What people call it, 1 to 100 characters.' })
  name!: string;
}
