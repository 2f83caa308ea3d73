import { connectionOf, OrderDirection, PageArgs, type Context, type Page } from '@deskgraph/kit';
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { Job } from '../job/job.entity.js';
import { jobById } from '../job/job.loader.js';
import { IntegrationCall, IntegrationSummary } from './integration-call.entity.js';
import { IntegrationCallFilter, IntegrationCallOrder, IntegrationCallOrderField } from './integration-call.inputs.js';
import * as service from './integration-call.service.js';

const IntegrationCallConnection = connectionOf(IntegrationCall, 'IntegrationCall');
const newestFirst: IntegrationCallOrder = { field: IntegrationCallOrderField.AT, direction: OrderDirection.DESC };

@Resolver(() => IntegrationCall)
export class IntegrationCallResolver {
  @Query(() => IntegrationCallConnection, { nullable: true, description: 'The calls to providers, the newest first unless asked otherwise.' })
  integrationCalls(
    @Ctx() ctx: Context,
    @Arg('filter', () => IntegrationCallFilter, { nullable: true, description: 'Which; all unless given.' }) filter: IntegrationCallFilter | null,
    @Arg('orderBy', () => IntegrationCallOrder, { nullable: true, description: 'In which order.' }) orderBy: IntegrationCallOrder | null,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Page<IntegrationCall>> {
    return service.list(ctx, filter ?? {}, orderBy ?? newestFirst, args);
  }

  @Query(() => [IntegrationSummary], { nullable: true, description: 'How each provider did, over the last 24 hours unless told since when.' })
  integrationSummary(
    @Ctx() ctx: Context,
    @Arg('since', () => Date, { nullable: true, description: 'Calls begun at or after this instant.' }) since: Date | null,
  ): Promise<IntegrationSummary[]> {
    return service.summary(ctx, since);
  }

  @FieldResolver(() => Job, { nullable: true, description: 'The job that made the call; null once it is no longer kept.' })
  job(@Ctx() ctx: Context, @Root() { jobId }: IntegrationCall): Promise<Job | null> {
    return jobId === null ? Promise.resolve(null) : jobById(ctx).load(jobId);
  }
}
