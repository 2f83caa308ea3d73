import { v5 as nameToUuid } from 'uuid';
import { emit } from './event.js';
import type { Context, Transaction } from './context.js';

/** What a job carries: ids only; everything else it reads when it runs. */
export interface JobOrder {
  readonly organizationId: string;
  /** The thing it is about, e.g. a mail. */
  readonly subjectId: string;
  /** The request that caused it. */
  readonly requestId: string;
  /** Its row in platform.job: what people see of it. */
  readonly jobId: string;
  /** Which of its runs: what is late of an earlier one says nothing of this. */
  readonly run: number;
}

/** Puts a job into the queue over the caller's transaction. */
export interface JobSender {
  /** How often a job of this name is tried again. */
  retryLimitOf(name: string): number;
  send(name: string, data: JobOrder, options: { id: string; startAfter?: Date; urgent?: boolean }, query: (text: string, values: unknown[]) => Promise<unknown[]>): Promise<void>;
}

/** A job as a room declares it: what it does, and how often it is tried. */
export interface Job<Ports = unknown> {
  /** How often it is tried again after the first failure; waits double from `retryDelaySeconds` up to an hour, with jitter. */
  readonly retryLimit: number;
  readonly retryDelaySeconds: number;
  /** A run that takes longer is taken for dead and tried again. */
  readonly expireInSeconds: number;
  /** Runs it by the clock (five fields, UTC) in every active organization, with the organization as its subject. */
  readonly cron?: string;
  run(ctx: JobContext<Ports>, job: JobOrder): Promise<void>;
  /** Called when the last try failed or ended without a word, and when a try is due of what somebody gave up. It may be called twice. */
  exhausted?(ctx: JobContext<Ports>, job: JobOrder, reason: unknown): Promise<void>;
}

/** A context for jobs: the house itself acts, and the outside world is at hand. */
export interface JobContext<Ports> extends Context {
  readonly ports: Ports;
  /** Says how much is done, in percent: told to whoever watches the job, twice a second at most. */
  readonly progress: (percent: number) => Promise<void>;
  /** Ends when the job may run no longer. */
  readonly signal: AbortSignal;
}

const namespace = '6ba04a0c-44f4-5be2-9fd2-9a6a4c4c6d0e';

/**
 * Enqueues an effect on the outside world in the transaction that causes it; answers the job's id. The same `key` is enqueued once, however
 * often it is asked for. What somebody waits for is `urgent` and overtakes the rest.
 */
export async function enqueue(tx: Transaction, name: string, subjectId: string, options: { key: string; startAfter?: Date; urgent?: boolean }): Promise<string> {
  const { organizationId } = tx.viewer;
  const id = nameToUuid(`${name}|${organizationId}|${options.key}`, namespace);
  const { startAfter, urgent = false } = options;
  const stored = await tx.db.query<unknown[]>(
    `insert into platform.job (organization_id, id, name, subject_id, state, retry_limit, cause, request_id, created_at, due_at)
     values ($1, $2, $3, $4, 'QUEUED', $5, $6, $7, $8, $9) on conflict do nothing returning id`,
    [organizationId, id, name, subjectId, tx.jobs.retryLimitOf(name), tx.work.cause, tx.requestId, tx.now(), startAfter ?? tx.now()],
  );
  if (stored.length === 0) return id;
  await emit(tx, 'job.changed', id, { related: [subjectId] });
  await send(tx, name, { organizationId, subjectId, requestId: tx.requestId, jobId: id, run: 1 }, { id, urgent, ...(startAfter ? { startAfter } : {}) });
  return id;
}

/** Sends a job once more that has ended, as its next run. Its row must say so already. */
export async function enqueueAgain(tx: Transaction, { id, name, subjectId, run }: { id: string; name: string; subjectId: string; run: number }): Promise<void> {
  const order: JobOrder = { organizationId: tx.viewer.organizationId, subjectId, requestId: tx.requestId, jobId: id, run };
  await send(tx, name, order, { id: nameToUuid(`${id}|${String(run)}`, namespace), urgent: true });
}

function send(tx: Transaction, name: string, order: JobOrder, options: Parameters<JobSender['send']>[2]): Promise<void> {
  return tx.jobs.send(name, order, options, async (text, values) => {
    const { records } = (await tx.db.queryRunner?.query(text, values, true)) as { records?: unknown[] };
    return records ?? [];
  });
}
