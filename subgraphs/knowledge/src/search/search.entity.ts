import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Article } from '../article/article.entity.js';
import { SourceKind } from '../passage/passage.entity.js';
import { Ticket } from '../ticket/ticket.entity.js';

@ObjectType('KnowledgeSnippetPart', { description: 'A piece of what was found. Plain text: never to be shown as HTML.' })
export class SnippetPart {
  @Field(() => String, { description: 'The text.' })
  text!: string;

  @Field(() => Boolean, { description: 'Whether it is a word that was asked for.' })
  isMatch!: boolean;
}

@ObjectType('KnowledgeHit', { description: 'Something that answers a question, with the passage that does.' })
export class Hit {
  @Field(() => SourceKind, { description: 'What was found.' })
  kind!: SourceKind;

  @Field(() => Article, { nullable: true, description: 'The article, where it is one.' })
  article!: Article | null;

  @Field(() => Ticket, { nullable: true, description: 'The resolved ticket, where it is one.' })
  ticket!: Ticket | null;

  @Field(() => Float, { description: 'How well it answers, beside the others of the same search. Means nothing across searches.' })
  score!: number;

  @Field(() => String, { description: 'The title it was found under.' })
  title!: string;

  @Field(() => [SnippetPart], { description: 'The best place of the best passage, the words asked for marked.' })
  snippet!: SnippetPart[];
}

@ObjectType('KnowledgeCorrection', { description: 'A word of the question that nothing holds, and what was looked for instead.' })
export class Correction {
  @Field(() => String, { description: 'The word as it was written.' })
  written!: string;

  @Field(() => String, { description: 'A word of what was found, taken for it.' })
  read!: string;
}

@ObjectType('KnowledgeHitConnection', { description: 'What answers a question, the best first: all in one page, as nobody reads on.' })
export class Search {
  @Field(() => ID, { description: 'What the log of searches calls it.' })
  id!: string;

  @Field(() => [Hit], { description: 'What was found.' })
  nodes!: Hit[];

  @Field(() => Int, { description: 'How many things were found in all; of what answers worse than the best 200 passages none is counted.' })
  totalCount!: number;

  @Field(() => [Correction], { description: 'Words that were taken for misspelt.' })
  corrections!: Correction[];
}
