import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('article_version')
@ObjectType({ description: 'What an article said at a time. A version is never changed.' })
export class ArticleVersion {
  @PrimaryColumn('uuid')
  readonly organizationId!: string;

  @Field(() => ID, { description: 'Its id (uuid).' })
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column('uuid')
  readonly articleId!: string;

  @Field(() => Int, { description: 'Which one it is, from 1 on.' })
  @Column('integer')
  readonly version!: number;

  @Field(() => String, { description: 'The title it gave the article.' })
  @Column('text')
  readonly title!: string;

  @Field(() => String, { description: 'The text, in Markdown. Show it as text or render it safely: it holds what people typed.' })
  @Column('text')
  readonly body!: string;

  @Column('uuid')
  readonly authorMemberId!: string;

  @Field(() => Date, { description: 'When it was written.' })
  @Column('timestamptz')
  readonly createdAt!: Date;
}
