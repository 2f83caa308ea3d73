import { Name } from '@deskgraph/kit';
import { Field, InputType } from 'type-graphql';

@InputType({ description: 'What the viewer wants to be called.' })
export class ViewerRenameInput {
  @Name(100)
  @Field(() => String, { description: 'Their name, 1 to 100 characters; in every organization they are in that is not suspended.' })
  name!: string;
}
