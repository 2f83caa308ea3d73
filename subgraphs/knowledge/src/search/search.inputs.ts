import { Field, InputType } from 'type-graphql';
import { ArticleVisibility } from '../article/article.entity.js';
import { SourceKind } from '../passage/passage.entity.js';

@InputType('KnowledgeSearchFilter', { description: 'Where to look; every part given must hold.' })
export class SearchFilter {
  @Field(() => SourceKind, { nullable: true, description: 'Things of this kind only.' })
  kind?: SourceKind | null;

  @Field(() => ArticleVisibility, { nullable: true, description: 'Articles for these people only, e.g. PUBLIC for what customers may be told.' })
  visibility?: ArticleVisibility | null;
}
