import { v5 as nameToUuid } from 'uuid';
import type { Context, Transaction } from './context.js';

/** What a job carries: ids only; everything else it reads when it runs. */
export interface JobOrder {
  readonly organizationId: string;
  /** The thing it is about, e.g. a mail. */
  readonly subjectId: string;
  /** The request that caused it. */
  readonly requestId: string;
}

/** Puts a job into the queue over the caller's transaction. */
export interface JobSender {
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
  /** Called once when the last try failed. */
  exhausted?(ctx: JobContext<Ports>, job: JobOrder, reason: unknown): Promise<void>;
}

/** A context for jobs: the house itself acts, and the outside world is at hand. */
export interface JobContext<Ports> extends Context {
  readonly ports: Ports;
  /** Ends when the job may run no longer. */
  readonly signal: AbortSignal;
}

const namespace = '6ba04a0c-44f4-5be2-9fd2-9a6a4c4c6d0e';

/**
 * Enqueues an effect on the outside world in the transaction that causes it. The same `key` is enqueued once, however often it is asked for.
 * What somebody waits for is `urgent` and overtakes the rest.
 */
export async function enqueue(tx: Transaction, name: string, subjectId: string, options: { key: string; startAfter?: Date; urgent?: boolean }): Promise<void> {
  const { organizationId } = tx.viewer;
  const id = jobIdOf(name, organizationId, options.key);
  const data: JobOrder = { organizationId, subjectId, requestId: tx.requestId };
  const { startAfter, urgent = false } = options;
  await tx.jobs.send(name, data, { id, urgent, ...(startAfter ? { startAfter } : {}) }, async (text, values) => {
    const { records } = (await tx.db.queryRunner?.query(text, values, true)) as { records?: unknown[] };
    return records ?? [];
  });
}

/** The id of the job that was enqueued under this key. */
export function jobIdOf(name: string, organizationId: string, key: string): string {
  return nameToUuid(`${name}|${organizationId}|${key}`, namespace);
}
