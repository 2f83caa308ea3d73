import { Field, InputType } from 'type-graphql';
import { ArticleVisibility } from '../article/article.entity.js';

@InputType('KnowledgeSearchFilter', { description: 'Where to look; every part given must hold.' })
export class SearchFilter {
  @Field(() => ArticleVisibility, { nullable: true, description: 'Articles for these people only, e.g. PUBLIC for what customers may be told.' })
  visibility?: ArticleVisibility | null;
}
