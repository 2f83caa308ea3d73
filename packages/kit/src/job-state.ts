import { emit } from './event.js';
import { transactAs } from './transaction.js';
import type { Context, Transaction } from './context.js';
import type { JobOrder } from './job.js';

type Ended = 'DONE' | 'DEAD';

/** Notes that a job is running. Answers false when it must not run: it is gone, done, or somebody discarded it. */
export function beginJob(ctx: Context, order: JobOrder): Promise<boolean> {
  return changed(ctx, order, `state = 'RUNNING', attempts = attempts + 1, started_at = $2, reason = null`, `state in ('QUEUED', 'RETRYING', 'RUNNING')`, [ctx.now()]);
}

/** Whether somebody gave this run of a job up before it began, or between its tries. */
export function isDiscarded(ctx: Context, order: JobOrder): Promise<boolean> {
  return holds(ctx, order, `state = 'DISCARDED'`);
}

/** Whether this run of a job has yet to say how it ended. */
export function isOpen(ctx: Context, order: JobOrder): Promise<boolean> {
  return holds(ctx, order, `state not in ('DONE', 'DEAD')`);
}

/** Notes how much of a job is done, in percent. */
export async function noteProgress(ctx: Context, order: JobOrder, percent: number): Promise<void> {
  await changed(ctx, order, 'progress = $2', `state = 'RUNNING' and progress is distinct from $2`, [Math.min(Math.max(Math.round(percent), 0), 100)]);
}

/** Notes that a try failed and another follows. */
export async function noteRetry(ctx: Context, order: JobOrder, reason: string): Promise<void> {
  await changed(ctx, order, `state = 'RETRYING', reason = $2`, `state = 'RUNNING'`, [reason]);
}

/** Notes the end of a job's run. Nothing happens to one that has ended before, or was asked for anew. */
export async function endJob(ctx: Context, order: JobOrder, state: Ended, reason: string | null): Promise<void> {
  const set = `state = $2, reason = $3, ended_at = $4, progress = case when $2 = 'DONE' and progress is not null then 100 else progress end`;
  await changed(ctx, order, set, 'ended_at is null', [state, reason, ctx.now()]);
}

async function holds(ctx: Context, { organizationId, jobId, run }: JobOrder, where: string): Promise<boolean> {
  const rows = await transactAs(ctx, organizationId, jobId, tx => tx.db.query<unknown[]>(`select 1 from platform.job where id = $1 and run = $2 and ${where}`, [jobId, run]));
  return rows.length > 0;
}

function changed(ctx: Context, { organizationId, jobId, subjectId, run }: JobOrder, set: string, where: string, values: unknown[]): Promise<boolean> {
  return transactAs(ctx, organizationId, jobId, async (tx: Transaction) => {
    const [, count] = await tx.db.query<[unknown, number]>(`update platform.job set ${set} where id = $1 and run = $${String(values.length + 2)} and ${where}`, [jobId, ...values, run]);
    if (count > 0) await emit(tx, 'job.changed', jobId, { related: [subjectId] });
    return count > 0;
  });
}
