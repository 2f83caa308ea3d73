import { Name, OrderDirection } from '@deskgraph/kit';
import { Length, MaxLength } from 'class-validator';
import { Field, ID, InputType, Int, registerEnumType } from 'type-graphql';

/** How long a document, or its variables, may be. */
const longest = 20_000;

export enum SavedQueryOrderField {
  CHANGED_AT = 'CHANGED_AT',
  NAME = 'NAME',
}
registerEnumType(SavedQueryOrderField, {
  name: 'SavedQueryOrderField',
  description: 'What saved queries are ordered by.',
  valuesConfig: {
    CHANGED_AT: { description: 'When they were saved last.' },
    NAME: { description: 'What they are called.' },
  },
});

@InputType({ description: 'How saved queries are ordered.' })
export class SavedQueryOrder {
  @Field(() => SavedQueryOrderField, { description: 'By what.' })
  field!: SavedQueryOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC, description: 'From which end.' })
  direction!: OrderDirection;
}

@InputType({ description: 'Which saved queries; every part given must hold.' })
export class SavedQueryFilter {
  @Length(1, 80)
  @Field(() => String, { nullable: true, description: 'Part of the name, any case; 1 to 80 characters.' })
  search?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'True for those shared with the organization, false for personal ones.' })
  shared?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'True for the viewer\'s own, false for those of others.' })
  own?: boolean | null;
}

@InputType({ description: 'A query to save.' })
export class SavedQueryCreateInput {
  @Name(80)
  @Field(() => String, { description: 'What to call it, 1 to 80 characters.' })
  name!: string;

  @MaxLength(longest)
  @Field(() => String, { description: 'A GraphQL document that can be read, at most 20,000 characters.' })
  document!: string;

  @MaxLength(longest)
  @Field(() => String, { defaultValue: '', description: 'A JSON object as text, at most 20,000 characters; empty for none.' })
  variables!: string;

  @Field(() => Boolean, { defaultValue: false, description: 'Whether everybody in the organization is to see it; needs `savedQuery.share`.' })
  shared!: boolean;

  @MaxLength(200)
  @Field(() => String, { nullable: true, description: 'The same key again answers the query it saved.' })
  idempotencyKey?: string | null;
}

@InputType({ description: 'What to change of a saved query; what is not given stays.' })
export class SavedQueryUpdateInput {
  @Field(() => ID, { description: 'The saved query.' })
  id!: string;

  @Field(() => Int, { description: 'The version you saw; CONFLICT if somebody has changed it since.' })
  version!: number;

  @Name(80)
  @Field(() => String, { nullable: true, description: 'What it is to be called, 1 to 80 characters.' })
  name?: string | null;

  @MaxLength(longest)
  @Field(() => String, { nullable: true, description: 'A GraphQL document that can be read, at most 20,000 characters.' })
  document?: string | null;

  @MaxLength(longest)
  @Field(() => String, { nullable: true, description: 'A JSON object as text, at most 20,000 characters; empty for none.' })
  variables?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether everybody in the organization sees it from now on. Only its maker says so, with `savedQuery.share`.' })
  shared?: boolean | null;
}

@InputType({ description: 'A saved query to delete.' })
export class SavedQueryDeleteInput {
  @Field(() => ID, { description: 'The saved query.' })
  id!: string;
}
