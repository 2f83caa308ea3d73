import { Payload } from '@deskgraph/kit';
import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export enum ArticleState {
  DRAFT = 'DRAFT',
  PUBLISHED = 'PUBLISHED',
  ARCHIVED = 'ARCHIVED',
}
registerEnumType(ArticleState, {
  name: 'ArticleState',
  description: 'Where an article stands.',
  valuesConfig: {
    DRAFT: { description: 'Never published: its author and those with `article.draft.read` see it.' },
    PUBLISHED: { description: 'A version of it is read and found by all whom its visibility admits.' },
    ARCHIVED: { description: 'Out of use, and not found any more; it may be published again.' },
  },
});

export enum ArticleVisibility {
  PUBLIC = 'PUBLIC',
  INTERNAL = 'INTERNAL',
  RESTRICTED = 'RESTRICTED',
}
registerEnumType(ArticleVisibility, {
  name: 'ArticleVisibility',
  description: 'Whom a published article is for.',
  valuesConfig: {
    PUBLIC: { description: 'Everybody; what it says may be told to customers.' },
    INTERNAL: { description: 'The organization\'s own people; never told to customers.' },
    RESTRICTED: { description: 'Those with `article.restricted.read`.' },
  },
});

@Entity('article')
@ObjectType({ description: 'Something worth knowing, written down: in versions, of which one at the most is published.' })
@Directive('@key(fields: "id")')
export class Article {
  @PrimaryColumn('uuid')
  readonly organizationId!: string;

  @Field(() => ID, { description: 'Its id (uuid).' })
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Field(() => Int, { description: 'The number people say aloud: article 17.' })
  @Column('integer')
  readonly number!: number;

  @Field(() => String, { description: 'Its title: that of the published version, and of the latest while none is.' })
  @Column('text')
  title!: string;

  @Field(() => ArticleState, { description: 'Where it stands.' })
  @Column('text')
  state!: ArticleState;

  @Field(() => ArticleVisibility, { description: 'Whom it is for once it is published.' })
  @Column('text')
  visibility!: ArticleVisibility;

  @Field(() => String, { description: 'Its language, as two letters of ISO 639-1: `en`.' })
  @Column('text')
  language!: string;

  @Field(() => Int, { description: 'How many versions there are; give it with a change, so that nobody\'s work is overwritten.' })
  @Column('integer')
  version!: number;

  @Field(() => Int, { nullable: true, description: 'The version that is published; null when none is.' })
  @Column('integer', { nullable: true })
  publishedVersion!: number | null;

  @Column('uuid')
  readonly authorMemberId!: string;

  @Field(() => Date, { description: 'When it was begun.' })
  @Column('timestamptz')
  readonly createdAt!: Date;

  @Field(() => Date, { description: 'When it was last changed.' })
  @Column('timestamptz')
  changedAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When the published version was; null when none is.' })
  @Column('timestamptz', { nullable: true })
  publishedAt!: Date | null;
}

@ObjectType({ implements: Payload, description: 'The article, or why nothing was changed.' })
export class ArticlePayload extends Payload {
  @Field(() => Article, { nullable: true, description: 'The article as it is now.' })
  article?: Article | null;
}
