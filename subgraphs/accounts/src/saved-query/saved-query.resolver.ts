import { abilities, connectionOf, OrderDirection, PageArgs, type Context, type Page } from '@deskgraph/kit';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Member } from '../member/member.entity.js';
import { memberById } from '../member/member.loader.js';
import { SavedQuery, SavedQueryPayload } from './saved-query.entity.js';
import {
  SavedQueryCreateInput, SavedQueryDeleteInput, SavedQueryFilter, SavedQueryOrder, SavedQueryOrderField, SavedQueryUpdateInput,
} from './saved-query.inputs.js';
import { savedQueryById } from './saved-query.loader.js';
import { savedQueryPolicy } from './saved-query.policy.js';
import * as service from './saved-query.service.js';

const SavedQueryConnection = connectionOf(SavedQuery, 'SavedQuery');
const newestFirst: SavedQueryOrder = { field: SavedQueryOrderField.CHANGED_AT, direction: OrderDirection.DESC };

@Resolver(() => SavedQuery)
export class SavedQueryResolver {
  @Query(() => SavedQuery, { nullable: true, description: 'One saved query: one\'s own, or a shared one.' })
  savedQuery(@Ctx() ctx: Context, @Arg('id', () => ID, { description: 'Its id (uuid).' }) id: string): Promise<SavedQuery | null> {
    return savedQueryById(ctx).load(id);
  }

  @Query(() => SavedQueryConnection, { nullable: true, description: 'The viewer\'s own saved queries and the shared ones, the last saved first unless asked otherwise.' })
  savedQueries(
    @Ctx() ctx: Context,
    @Arg('filter', () => SavedQueryFilter, { nullable: true, description: 'Which; all unless given.' }) filter: SavedQueryFilter | null,
    @Arg('orderBy', () => SavedQueryOrder, { nullable: true, description: 'In which order.' }) orderBy: SavedQueryOrder | null,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Page<SavedQuery>> {
    return service.list(ctx, filter ?? {}, orderBy ?? newestFirst, args);
  }

  @Mutation(() => SavedQueryPayload, { nullable: true, description: 'Saves a query, for oneself or for the organization. At most 200 each.' })
  async savedQueryCreate(
    @Ctx() ctx: Context,
    @Arg('input', () => SavedQueryCreateInput, { description: 'What.' }) input: SavedQueryCreateInput,
  ): Promise<SavedQueryPayload> {
    return { savedQuery: await service.create(ctx, input) };
  }

  @Mutation(() => SavedQueryPayload, { nullable: true, description: 'Changes a saved query, renames it, or shares it.' })
  async savedQueryUpdate(
    @Ctx() ctx: Context,
    @Arg('input', () => SavedQueryUpdateInput, { description: 'Which, and what to change.' }) input: SavedQueryUpdateInput,
  ): Promise<SavedQueryPayload> {
    return { savedQuery: await service.update(ctx, input) };
  }

  @Mutation(() => SavedQueryPayload, { nullable: true, description: 'Deletes a saved query.' })
  async savedQueryDelete(
    @Ctx() ctx: Context,
    @Arg('input', () => SavedQueryDeleteInput, { description: 'Which.' }) input: SavedQueryDeleteInput,
  ): Promise<SavedQueryPayload> {
    return { savedQuery: await service.remove(ctx, input) };
  }

  @FieldResolver(() => Member, { nullable: true, description: 'Whose it is; null when they are gone.' })
  async owner(@Ctx() ctx: Context, @Root() { ownerId }: SavedQuery): Promise<Member | null> {
    return ownerId === null ? null : memberById(ctx).load(ownerId);
  }

  @FieldResolver(() => [String], { description: 'What the viewer may do to it: `update`, `share`, `delete`.' })
  viewerCan(@Ctx() ctx: Context, @Root() savedQuery: SavedQuery): string[] {
    return abilities(ctx.viewer, savedQueryPolicy, savedQuery);
  }
}
