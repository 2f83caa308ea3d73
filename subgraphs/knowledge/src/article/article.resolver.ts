import { abilities, connectionOf, OrderDirection, PageArgs, type Context, type Page } from '@deskgraph/kit';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { ArticleVersion } from '../article-version/article-version.entity.js';
import { latestByArticle, publishedByArticle } from '../article-version/article-version.loader.js';
import { Member } from '../stubs.js';
import { Article, ArticlePayload } from './article.entity.js';
import { ArticleArchiveInput, ArticleCreateInput, ArticleFilter, ArticleOrder, ArticleOrderField, ArticlePublishInput, ArticleUpdateInput } from './article.inputs.js';
import { articleById } from './article.loader.js';
import { articlePolicy } from './article.policy.js';
import * as service from './article.service.js';

const ArticleConnection = connectionOf(Article, 'Article');
const lastChanged: ArticleOrder = { field: ArticleOrderField.CHANGED_AT, direction: OrderDirection.DESC };

@Resolver(() => Article)
export class ArticleResolver {
  @Query(() => Article, { nullable: true, description: 'One article.' })
  article(@Ctx() ctx: Context, @Arg('id', () => ID, { description: 'Its id (uuid).' }) id: string): Promise<Article | null> {
    return articleById(ctx).load(id);
  }

  @Query(() => ArticleConnection, { nullable: true, description: 'The organization\'s articles, the last changed first unless ordered otherwise. Drafts are shown to their author and those with `article.draft.read`.' })
  articles(
    @Ctx() ctx: Context,
    @Arg('filter', () => ArticleFilter, { nullable: true, description: 'Which; all unless given.' }) filter: ArticleFilter | null,
    @Arg('orderBy', () => ArticleOrder, { nullable: true, description: 'In which order.' }) orderBy: ArticleOrder | null,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Page<Article>> {
    return service.list(ctx, filter ?? {}, orderBy ?? lastChanged, args);
  }

  @Mutation(() => ArticlePayload, { nullable: true, description: 'Begins an article, as a draft.' })
  async articleCreate(@Ctx() ctx: Context, @Arg('input', () => ArticleCreateInput, { description: 'What it says.' }) input: ArticleCreateInput): Promise<ArticlePayload> {
    return { article: await service.create(ctx, input) };
  }

  @Mutation(() => ArticlePayload, { nullable: true, description: 'Writes a new version of an article. What is published stays as it is until the new version is.' })
  async articleUpdate(@Ctx() ctx: Context, @Arg('input', () => ArticleUpdateInput, { description: 'Which, and what changes.' }) input: ArticleUpdateInput): Promise<ArticlePayload> {
    return { article: await service.update(ctx, input) };
  }

  @Mutation(() => ArticlePayload, { nullable: true, description: 'Publishes an article\'s latest version: it is read at once and found within a second.' })
  async articlePublish(@Ctx() ctx: Context, @Arg('input', () => ArticlePublishInput, { description: 'Which.' }) input: ArticlePublishInput): Promise<ArticlePayload> {
    return { article: await service.publish(ctx, input) };
  }

  @Mutation(() => ArticlePayload, { nullable: true, description: 'Takes an article out of use: nothing finds it from then on. It may be published again.' })
  async articleArchive(@Ctx() ctx: Context, @Arg('input', () => ArticleArchiveInput, { description: 'Which.' }) input: ArticleArchiveInput): Promise<ArticlePayload> {
    return { article: await service.archive(ctx, input) };
  }

  @FieldResolver(() => ArticleVersion, { nullable: true, description: 'The version that is published, with its text; null when none is.' })
  published(@Ctx() ctx: Context, @Root() { id, publishedVersion }: Article): Promise<ArticleVersion | null> {
    return publishedVersion === null ? Promise.resolve(null) : publishedByArticle(ctx).load(id);
  }

  @FieldResolver(() => ArticleVersion, { nullable: true, description: 'The latest version, published or not; null for all but its author and those with `article.draft.read`.' })
  latest(@Ctx() ctx: Context, @Root() article: Article): Promise<ArticleVersion | null> {
    return articlePolicy.readDrafts(ctx.viewer, article) ? latestByArticle(ctx).load(article.id) : Promise.resolve(null);
  }

  @FieldResolver(() => Member, { nullable: true, description: 'Who began it; null for members who are gone.' })
  author(@Root() { authorMemberId }: Article): Member {
    return { id: authorMemberId };
  }

  @FieldResolver(() => [String], { description: 'What the viewer may do to it: `readDrafts`, `update`, `publish`, `archive`.' })
  viewerCan(@Ctx() ctx: Context, @Root() article: Article): string[] {
    return abilities(ctx.viewer, articlePolicy, article);
  }
}
