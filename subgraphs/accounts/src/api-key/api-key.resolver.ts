import { abilities, connectionOf, OrderDirection, PageArgs, type Context, type Page } from '@deskgraph/kit';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Member } from '../member/member.entity.js';
import { memberById } from '../member/member.loader.js';
import { ApiKey, ApiKeyPayload } from './api-key.entity.js';
import { ApiKeyCreateInput, ApiKeyFilter, ApiKeyOrder, ApiKeyOrderField, ApiKeyRevokeInput } from './api-key.inputs.js';
import { apiKeyById } from './api-key.loader.js';
import { apiKeyPolicy } from './api-key.policy.js';
import * as service from './api-key.service.js';

const ApiKeyConnection = connectionOf(ApiKey, 'ApiKey');
const newestFirst: ApiKeyOrder = { field: ApiKeyOrderField.CREATED_AT, direction: OrderDirection.DESC };

@Resolver(() => ApiKey)
export class ApiKeyResolver {
  @Query(() => ApiKey, { nullable: true, description: 'One API key.' })
  apiKey(@Ctx() ctx: Context, @Arg('id', () => ID, { description: 'Its id (uuid).' }) id: string): Promise<ApiKey | null> {
    return apiKeyById(ctx).load(id);
  }

  @Query(() => ApiKeyConnection, { nullable: true, description: 'The organization\'s API keys, revoked ones included, the newest first unless asked otherwise.' })
  apiKeys(
    @Ctx() ctx: Context,
    @Arg('filter', () => ApiKeyFilter, { nullable: true, description: 'Which; all unless given.' }) filter: ApiKeyFilter | null,
    @Arg('orderBy', () => ApiKeyOrder, { nullable: true, description: 'In which order.' }) orderBy: ApiKeyOrder | null,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Page<ApiKey>> {
    return service.list(ctx, filter ?? {}, orderBy ?? newestFirst, args);
  }

  @Mutation(() => ApiKeyPayload, { nullable: true, description: 'Makes an API key. Its secret is in this answer and never in another.' })
  apiKeyCreate(
    @Ctx() ctx: Context,
    @Arg('input', () => ApiKeyCreateInput, { description: 'What it is for and may do.' }) input: ApiKeyCreateInput,
  ): Promise<ApiKeyPayload> {
    return service.create(ctx, input);
  }

  @Mutation(() => ApiKeyPayload, { nullable: true, description: 'Ends an API key at once.' })
  async apiKeyRevoke(
    @Ctx() ctx: Context,
    @Arg('input', () => ApiKeyRevokeInput, { description: 'Which.' }) input: ApiKeyRevokeInput,
  ): Promise<ApiKeyPayload> {
    return { apiKey: await service.revoke(ctx, input) };
  }

  @FieldResolver(() => Member, { nullable: true, description: 'Who made it. It may do no more than they may.' })
  createdBy(@Ctx() ctx: Context, @Root() apiKey: ApiKey): Promise<Member | null> {
    return memberById(ctx).load(apiKey.createdById);
  }

  @FieldResolver(() => [String], { description: 'What the viewer may do to this key: `revoke`.' })
  viewerCan(@Ctx() ctx: Context, @Root() apiKey: ApiKey): string[] {
    return abilities(ctx.viewer, apiKeyPolicy, apiKey);
  }
}
