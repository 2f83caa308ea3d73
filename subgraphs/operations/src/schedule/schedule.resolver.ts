import type { Context } from '@deskgraph/kit';
import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Job } from '../job/job.entity.js';
import { jobById } from '../job/job.loader.js';
import { Schedule, SchedulePayload } from './schedule.entity.js';
import { ScheduleRunInput } from './schedule.inputs.js';
import * as service from './schedule.service.js';

@Resolver(() => Schedule)
export class ScheduleResolver {
  @Query(() => [Schedule], { nullable: true, description: 'Everything that runs by the clock.' })
  schedules(@Ctx() ctx: Context): Promise<Schedule[]> {
    return service.list(ctx);
  }

  @Mutation(() => SchedulePayload, { nullable: true, description: 'Queues a run now, besides those of the clock. Asked for twice in one minute it runs once.' })
  async scheduleRun(@Ctx() ctx: Context, @Arg('input', () => ScheduleRunInput, { description: 'Which.' }) input: ScheduleRunInput): Promise<SchedulePayload> {
    return { schedule: await service.run(ctx, input) };
  }

  @FieldResolver(() => Job, { nullable: true, description: 'Its last run in this organization; null before the first, and once it is no longer kept.' })
  lastJob(@Ctx() ctx: Context, @Root() schedule: Schedule): Promise<Job | null> {
    return schedule.lastJobId === null ? Promise.resolve(null) : jobById(ctx).load(schedule.lastJobId);
  }

  @FieldResolver(() => [String], { description: 'What the viewer may do to it: `run`.' })
  viewerCan(@Ctx() ctx: Context): string[] {
    return ctx.viewer.may('schedule.run') ? ['run'] : [];
  }
}
