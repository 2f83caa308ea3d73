import { Name, OrderDirection } from '@deskgraph/kit';
import { Length, Matches, MaxLength, Min } from 'class-validator';
import { Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import { ArticleState, ArticleVisibility } from './article.entity.js';

const languageCode = /^[a-z]{2}$/;

export enum ArticleOrderField {
  CHANGED_AT = 'CHANGED_AT',
  NUMBER = 'NUMBER',
  TITLE = 'TITLE',
}
registerEnumType(ArticleOrderField, {
  name: 'ArticleOrderField',
  description: 'What articles are ordered by.',
  valuesConfig: { CHANGED_AT: { description: 'When they were last changed.' }, NUMBER: { description: 'Their number.' }, TITLE: { description: 'Their title.' } },
});

@InputType({ description: 'How articles are ordered.' })
export class ArticleOrder {
  @Field(() => ArticleOrderField, { description: 'By what.' })
  field!: ArticleOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC, description: 'From which end.' })
  direction!: OrderDirection;
}

@InputType({ description: 'Which articles; every part given must hold.' })
export class ArticleFilter {
  @Field(() => ArticleState, { nullable: true, description: 'Where they stand.' })
  state?: ArticleState | null;

  @Field(() => ArticleVisibility, { nullable: true, description: 'Whom they are for.' })
  visibility?: ArticleVisibility | null;

  @Matches(languageCode)
  @Field(() => String, { nullable: true, description: 'Their language: two letters of ISO 639-1.' })
  language?: string | null;
}

@InputType({ description: 'An article to begin, as a draft.' })
export class ArticleCreateInput {
  @Name(200)
  @Field(() => String, { description: 'Its title, 1 to 200 characters.' })
  title!: string;

  @Length(1, 100_000)
  @Field(() => String, { description: 'Its text in Markdown, 1 to 100,000 characters.' })
  body!: string;

  @Field(() => ArticleVisibility, { defaultValue: ArticleVisibility.INTERNAL, description: 'Whom it is for once it is published.' })
  visibility!: ArticleVisibility;

  @Matches(languageCode)
  @Field(() => String, { defaultValue: 'en', description: 'Its language: two letters of ISO 639-1.' })
  language!: string;

  @MaxLength(200)
  @Field(() => String, { nullable: true, description: 'The same key again answers the article it made.' })
  idempotencyKey?: string | null;
}

@InputType({ description: 'A new version of an article. What is not given stays as it is.' })
export class ArticleUpdateInput {
  @Field(() => ID, { description: 'The article.' })
  id!: string;

  @Min(1)
  @Field(() => Int, { description: 'The latest version when the change was begun. CONFLICT when there is a newer one.' })
  version!: number;

  @Name(200)
  @Field(() => String, { nullable: true, description: 'Its title, 1 to 200 characters; read once this version is published.' })
  title?: string | null;

  @Length(1, 100_000)
  @Field(() => String, { nullable: true, description: 'Its text in Markdown, 1 to 100,000 characters; read once this version is published.' })
  body?: string | null;

  @Field(() => ArticleVisibility, { nullable: true, description: 'Whom it is for: at once, also for what is published; for that it takes the right to publish.' })
  visibility?: ArticleVisibility | null;

  @Matches(languageCode)
  @Field(() => String, { nullable: true, description: 'Its language: two letters of ISO 639-1.' })
  language?: string | null;

  @MaxLength(200)
  @Field(() => String, { nullable: true, description: 'The same key again makes no further version.' })
  idempotencyKey?: string | null;
}

@InputType({ description: 'An article whose latest version is to be read.' })
export class ArticlePublishInput {
  @Field(() => ID, { description: 'The article.' })
  id!: string;

  @Min(1)
  @Field(() => Int, { description: 'The version to publish, which must be the latest: CONFLICT when there is a newer one.' })
  version!: number;

  @MaxLength(200)
  @Field(() => String, { nullable: true, description: 'The same key again changes nothing.' })
  idempotencyKey?: string | null;
}

@InputType({ description: 'An article to take out of use.' })
export class ArticleArchiveInput {
  @Field(() => ID, { description: 'The article.' })
  id!: string;

  @MaxLength(200)
  @Field(() => String, { nullable: true, description: 'The same key again changes nothing.' })
  idempotencyKey?: string | null;
}
