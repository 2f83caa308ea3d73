import { Directive, Field, Float, ID, ObjectType } from 'type-graphql';
import { Article } from '../article/article.entity.js';

/** A ticket, which lives in ticketing; this room knows what is like it. */
@ObjectType()
@Directive('@key(fields: "id")')
export class Ticket {
  @Field(() => ID)
  id!: string;
}

@ObjectType({ description: 'A resolved ticket that is like another one.' })
export class SimilarTicket {
  @Field(() => Ticket, { nullable: true, description: 'The ticket; null where the viewer may not see it.' })
  ticket!: Ticket | null;

  @Field(() => Float, { description: 'How much it is like the other one, beside those of the same answer. Means nothing across answers.' })
  score!: number;

  @Field(() => String, { description: 'What it is about.' })
  title!: string;

  @Field(() => String, { description: 'The place where it is most like the other one. Plain text: never to be shown as HTML.' })
  snippet!: string;
}

@ObjectType({ description: 'An article that may answer a ticket.' })
export class SuggestedArticle {
  @Field(() => Article, { nullable: true, description: 'The article.' })
  article!: Article | null;

  @Field(() => Float, { description: 'How well it answers, beside those of the same answer. Means nothing across answers.' })
  score!: number;

  @Field(() => String, { description: 'The title it was found under.' })
  title!: string;

  @Field(() => String, { description: 'The place that answers best. Plain text: never to be shown as HTML.' })
  snippet!: string;
}
