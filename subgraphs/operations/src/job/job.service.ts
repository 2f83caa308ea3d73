import { audit, authorize, emit, enqueueAgain, orNever, page, Refused, transact, type Context, type Page, type PageArgs } from '@deskgraph/kit';
import { JobState, type Job } from './job.entity.js';
import { JobOrderField, type JobDiscardInput, type JobFilter, type JobOrder, type JobRetryInput } from './job.inputs.js';
import { jobPolicy } from './job.policy.js';
import { jobs } from './job.repository.js';

/** One page of the jobs the viewer may see. */
export function list(ctx: Context, filter: JobFilter, { field, direction }: JobOrder, args: PageArgs): Promise<Page<Job>> {
  const orders = {
    [JobOrderField.CREATED_AT]: { column: 'job.createdAt', value: ({ createdAt }: Job) => createdAt },
    [JobOrderField.DUE_AT]: { column: 'job.dueAt', value: ({ dueAt }: Job) => dueAt },
    [JobOrderField.ENDED_AT]: orNever('job.endedAt', ({ endedAt }: Job) => endedAt),
  };
  return page(jobs(ctx).matching(filter), args, { ...orders[field], direction });
}

/** Queues a dead job again, as if it had not been tried. */
export function retry(ctx: Context, { id }: JobRetryInput): Promise<Job> {
  return transact(ctx, async tx => {
    const job = await jobs(tx).lock(id);
    authorize(tx, jobPolicy, 'read', job, 'id');
    if (job.state !== JobState.DEAD) throw new Refused('JOB_NOT_DEAD', 'Only a dead job is tried again; this one goes on by itself, or is over.', 'id');
    authorize(tx, jobPolicy, 'retry', job, 'id');

    const before = { state: job.state, run: job.run };
    const queued = await jobs(tx).change(job, { state: JobState.QUEUED, run: job.run + 1, attempts: 0, progress: null, reason: null, dueAt: tx.now(), endedAt: null });
    await enqueueAgain(tx, queued);
    await emit(tx, 'job.changed', id, { related: [job.subjectId] });
    await audit(tx, 'job.retry', id, { before, after: { state: queued.state, run: queued.run } });
    return queued;
  });
}

/** Gives a job up: it is not started any more. One that is running is not stopped. */
export function discard(ctx: Context, { id }: JobDiscardInput): Promise<Job> {
  return transact(ctx, async tx => {
    const job = await jobs(tx).lock(id);
    authorize(tx, jobPolicy, 'read', job, 'id');
    if (job.state === JobState.RUNNING) throw new Refused('JOB_RUNNING', 'The job is running. Wait until it is over.', 'id');
    if (job.state === JobState.DONE || job.state === JobState.DISCARDED) throw new Refused('JOB_OVER', 'The job is over already.', 'id');
    authorize(tx, jobPolicy, 'discard', job, 'id');

    const before = { state: job.state };
    const discarded = await jobs(tx).change(job, { state: JobState.DISCARDED, endedAt: tx.now() });
    await emit(tx, 'job.changed', id, { related: [job.subjectId] });
    await audit(tx, 'job.discard', id, { before, after: { state: discarded.state } });
    return discarded;
  });
}
