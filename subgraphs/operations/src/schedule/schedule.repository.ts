import type { Context } from '@deskgraph/kit';
import { ScheduleRow } from './schedule.entity.js';

/** The schedules' SQL, bound to the context's transaction. */
export const schedules = ({ db, viewer }: Context) =>
  db.getRepository(ScheduleRow).extend({
    /** Every schedule of the organization; there are as many as jobs with a clock. */
    all(): Promise<ScheduleRow[]> {
      return this.find({ order: { name: 'ASC' } });
    },

    /** Notes a run that somebody asked for. */
    async note(name: string, { dueAt, lastJobId, lastEnqueuedAt }: { dueAt: Date; lastJobId: string; lastEnqueuedAt: Date }): Promise<void> {
      const { organizationId } = viewer;
      await this.createQueryBuilder().insert().values({ organizationId, name, dueAt, lastJobId, lastEnqueuedAt }).orUpdate(['last_job_id', 'last_enqueued_at'], ['organization_id', 'name']).execute();
    },
  });
