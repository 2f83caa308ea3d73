import { connectionOf, PageArgs, type Context, type Page } from '@deskgraph/kit';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { versions } from '../article/article.service.js';
import { Member } from '../stubs.js';
import { ArticleVersion } from './article-version.entity.js';

const ArticleVersionConnection = connectionOf(ArticleVersion, 'ArticleVersion');

@Resolver(() => ArticleVersion)
export class ArticleVersionResolver {
  @Query(() => ArticleVersionConnection, { nullable: true, description: 'Every version of an article, the newest first. For its author and those with `article.draft.read`.' })
  articleVersions(
    @Ctx() ctx: Context,
    @Arg('articleId', () => ID, { description: 'The article.' }) articleId: string,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Page<ArticleVersion>> {
    return versions(ctx, articleId, args);
  }

  @FieldResolver(() => Member, { nullable: true, description: 'Who wrote it; null for members who are gone.' })
  author(@Root() { authorMemberId }: ArticleVersion): Member {
    return { id: authorMemberId };
  }
}
