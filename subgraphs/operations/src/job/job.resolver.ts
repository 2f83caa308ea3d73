import { abilities, connectionOf, OrderDirection, PageArgs, type Context, type Page } from '@deskgraph/kit';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import { Job, JobPayload } from './job.entity.js';
import { JobDiscardInput, JobFilter, JobOrder, JobOrderField, JobRetryInput } from './job.inputs.js';
import { jobById } from './job.loader.js';
import { jobPolicy } from './job.policy.js';
import * as service from './job.service.js';

const JobConnection = connectionOf(Job, 'Job');
const newestFirst: JobOrder = { field: JobOrderField.CREATED_AT, direction: OrderDirection.DESC };

@Resolver(() => Job)
export class JobResolver {
  @Query(() => Job, { nullable: true, description: 'One job.' })
  job(@Ctx() ctx: Context, @Arg('id', () => ID, { description: 'Its id (uuid).' }) id: string): Promise<Job | null> {
    return jobById(ctx).load(id);
  }

  @Query(() => JobConnection, { nullable: true, description: 'The organization\'s jobs, the newest first unless asked otherwise.' })
  jobs(
    @Ctx() ctx: Context,
    @Arg('filter', () => JobFilter, { nullable: true, description: 'Which; all unless given.' }) filter: JobFilter | null,
    @Arg('orderBy', () => JobOrder, { nullable: true, description: 'In which order.' }) orderBy: JobOrder | null,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Page<Job>> {
    return service.list(ctx, filter ?? {}, orderBy ?? newestFirst, args);
  }

  @Subscription(() => Job, { topics: 'job', nullable: true, description: 'A job whenever it starts, gets on or ends. Frames carry `extensions.position`.' })
  jobChanged(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, { description: 'Its id (uuid).' }) id: string,
    @Arg('after', () => String, { nullable: true, description: 'A frame\'s position: what was missed since is told first.' }) _after: string | null,
  ): Promise<Job | null> {
    return this.job(ctx, id);
  }

  @Mutation(() => JobPayload, { nullable: true, description: 'Tries a dead job again.' })
  async jobRetry(@Ctx() ctx: Context, @Arg('input', () => JobRetryInput, { description: 'Which.' }) input: JobRetryInput): Promise<JobPayload> {
    return { job: await service.retry(ctx, input) };
  }

  @Mutation(() => JobPayload, { nullable: true, description: 'Gives up a job that is queued, retrying or dead. What waited for it hears of that when its next try was due.' })
  async jobDiscard(@Ctx() ctx: Context, @Arg('input', () => JobDiscardInput, { description: 'Which.' }) input: JobDiscardInput): Promise<JobPayload> {
    return { job: await service.discard(ctx, input) };
  }

  @FieldResolver(() => [String], { description: 'What the viewer may do to this job: `retry`, `discard`.' })
  viewerCan(@Ctx() ctx: Context, @Root() job: Job): string[] {
    return abilities(ctx.viewer, jobPolicy, job);
  }
}
