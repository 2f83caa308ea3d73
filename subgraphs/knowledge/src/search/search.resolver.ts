import type { Context } from '@deskgraph/kit';
import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { Search } from './search.entity.js';
import { SearchFilter } from './search.inputs.js';
import * as service from './search.service.js';

@Resolver(() => Search)
export class SearchResolver {
  @Query(() => Search, { nullable: true, description: 'What answers a question, of all the published articles and resolved tickets the viewer may see. No model is used. The question is logged without addresses and numbers of people, and kept for 90 days.' })
  knowledgeSearch(
    @Ctx() ctx: Context,
    @Arg('text', () => String, { description: 'The question, or the whole message of a customer; 1 to 10,000 characters. Misspelt words are forgiven.' }) text: string,
    @Arg('filter', () => SearchFilter, { nullable: true, description: 'Where to look; everywhere unless given.' }) filter: SearchFilter | null,
    @Arg('first', () => Int, { defaultValue: 10, description: 'How many, 1 to 50.' }) first: number,
  ): Promise<Search> {
    return service.search(ctx, text, filter ?? {}, first);
  }
}
