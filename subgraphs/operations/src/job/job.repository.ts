import { isUuid, type Context } from '@deskgraph/kit';
import { Job } from './job.entity.js';
import type { JobFilter } from './job.inputs.js';

/** The jobs' SQL, bound to the context's transaction. */
export const jobs = ({ db, viewer }: Context) =>
  db.getRepository(Job).extend({
    /** The rows `jobPolicy.read` allows, said in SQL. */
    visible() {
      const query = this.createQueryBuilder('job');
      return viewer.may('job.read') ? query : query.where('false');
    },

    /** The visible rows a filter asks for. */
    matching({ states, name, subjectId, createdFrom, createdBefore }: JobFilter) {
      const query = this.visible();
      if (states) query.andWhere('job.state = any(:states)', { states });
      if (name) query.andWhere('job.name = :name', { name });
      if (subjectId) query.andWhere(isUuid(subjectId) ? 'job.subjectId = :subjectId' : 'false', { subjectId });
      if (createdFrom) query.andWhere('job.createdAt >= :createdFrom', { createdFrom });
      if (createdBefore) query.andWhere('job.createdAt < :createdBefore', { createdBefore });
      return query;
    },

    /** Locks a job. */
    lock(id: string): Promise<Job | null> {
      return isUuid(id) ? this.findOne({ where: { id }, lock: { mode: 'pessimistic_write' } }) : Promise.resolve(null);
    },

    /** Writes a change to the table and the row. */
    async change(job: Job, change: Partial<Pick<Job, 'state' | 'run' | 'attempts' | 'progress' | 'reason' | 'dueAt' | 'endedAt'>>): Promise<Job> {
      await this.update({ id: job.id }, change);
      return Object.assign(job, change);
    },
  });
