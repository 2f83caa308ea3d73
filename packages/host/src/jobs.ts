import { beginJob, endJob, isDiscarded, isOpen, noteProgress, noteRetry, openContext, Refused, systemViewer, traced, type Databases, type FileStore, type JobContext, type JobOrder, type JobSender, type Log, type Subgraph, type Tools } from '@deskgraph/kit';
import { PgBoss, type JobResult, type JobWithMetadata } from 'pg-boss';
import { reasonOf } from './reason.js';
import { sweep, sweepJob, type Keep } from './sweep.js';

/** One process's door to the queues. */
export interface Queues extends JobSender {
  /** Works off a room's jobs, twelve of each kind at a time and at most half of them one organization's, until `stop`. */
  work(room: { subgraph: Subgraph<never>; databases: Databases; tools: Tools }, ports: unknown): Promise<void>;
  /** Deletes each hour what has been kept long enough; one process of all does it. */
  sweepHourly(keep: Keep, files: FileStore): Promise<void>;
  /** Lets running jobs finish, for at most `seconds`. */
  stop(seconds: number): Promise<void>;
}

/**
 * Six workers a queue, each with two jobs at a time: a worker that found two asks for more at once, where one at a time would wait for the poll.
 * Of the twelve, six may be one organization's, so nobody's backlog holds up the others.
 */
const pace = {
  localConcurrency: 6,
  batchSize: 2,
  burstWhenBatchFull: true,
  localGroupConcurrency: 6,
  pollingIntervalSeconds: 0.5,
  notifyPollingIntervalSeconds: 2,
} as const;

/** Opens the queues as the login `worker`. The tables were made by `migrate`. */
export async function openQueues(url: string, log: Log, subgraphs: readonly Subgraph<never>[]): Promise<Queues> {
  const limits = new Map(subgraphs.flatMap(({ jobs = {} }) => Object.entries(jobs).map(([name, { retryLimit }]) => [name, retryLimit])));
  const boss = new PgBoss({
    connectionString: url,
    schema: 'jobs',
    migrate: false,
    createSchema: false,
    schedule: true,
    useListenNotify: true,
    max: 8,
    application_name: 'deskgraph-worker',
    reindex: false, // indexes belong to the owner
    monitorVacuum: false,
  });
  boss.on('error', error => { log.error({ error }, 'job queue'); });
  await boss.start();

  return {
    retryLimitOf: name => limits.get(name) ?? 0,
    async send(name, data, { id, startAfter, urgent }, query) {
      const db = { executeSql: async (text: string, values: unknown[] = []) => ({ rows: await query(text, values) }) };
      await boss.send(name, data, { id, group: { id: data.organizationId }, priority: urgent ? 1 : 0, ...(startAfter ? { startAfter } : {}), db });
    },
    async work({ subgraph, databases, tools }, ports) {
      for (const [name, job] of Object.entries(subgraph.jobs ?? {})) {
        const options = { ...pace, includeMetadata: true, perJobResults: true } as const;
        await boss.work<JobOrder, undefined, typeof options>(name, options, items =>
          Promise.all(items.map(item => traced(`job ${name}`, { request_id: item.data.requestId, job_id: item.data.jobId }, () => runOne({ subgraph, databases, tools }, ports as never, name, job, item)))),
        );
        // What ended without a word, with its process or out of time, ends here.
        await boss.work<JobOrder>(`${name}.dead`, { pollingIntervalSeconds: 5 }, async items => {
          for (const { data, signal } of items) await bury({ subgraph, databases, tools }, ports as never, name, job, data, signal);
        });
      }
    },
    async sweepHourly(keep, files) {
      await boss.schedule(sweepJob.name, sweepJob.cron);
      await boss.work(sweepJob.name, { pollingIntervalSeconds: 30 }, async () => { log.info(await sweep(url, keep, files), 'swept'); });
    },
    stop: seconds => boss.stop({ graceful: true, timeout: seconds * 1000 }),
  };
}

type Room = Parameters<Queues['work']>[0];
type AnyJob = NonNullable<Subgraph<never>['jobs']>[string];

const progressMs = 500;

/** Runs a job and answers what became of it: its neighbours settle by themselves. */
async function runOne({ databases, tools }: Room, ports: never, name: string, job: AnyJob, item: JobWithMetadata<JobOrder>): Promise<JobResult> {
  const { data: order } = item;
  const { ctx: base, session } = openContext(databases, tools, systemViewer(order.organizationId), order.requestId);
  let told = 0;
  const progress = async (percent: number): Promise<void> => {
    if (Date.now() - told < progressMs) return;
    told = Date.now();
    await noteProgress(base, order, percent);
  };
  const ctx: JobContext<never> = { ...base, ports, signal: item.signal, progress };
  const fields = { job: name, jobId: order.jobId, attempt: item.retryCount + 1 };
  try {
    if (!(await beginJob(base, order))) {
      if (await isDiscarded(base, order)) await job.exhausted?.(ctx, order, new Refused('JOB_DISCARDED', 'It was given up by hand.'));
      return { id: item.id, status: 'completed' };
    }
    await job.run(ctx, order);
    await endJob(base, order, 'DONE', null);
    ctx.log.info(fields, 'job done');
    return { id: item.id, status: 'completed' };
  } catch (error) {
    const last = item.retryCount >= item.retryLimit;
    ctx.log[last ? 'error' : 'warn']({ ...fields, error, last }, 'job failed');
    if (last) {
      await job.exhausted?.(ctx, order, error).catch((failure: unknown) => { ctx.log.error({ ...fields, error: failure }, 'job could not be given up'); });
    }
    const noted = last ? endJob(base, order, 'DEAD', reasonOf(error)) : noteRetry(base, order, reasonOf(error));
    await noted.catch((failure: unknown) => { ctx.log.error({ ...fields, error: failure }, 'the state of a job could not be noted'); });
    return { id: item.id, status: 'failed', output: error };
  } finally {
    await session.commit();
  }
}

async function bury({ databases, tools }: Room, ports: never, name: string, job: AnyJob, order: JobOrder, signal: AbortSignal): Promise<void> {
  const { ctx, session } = openContext(databases, tools, systemViewer(order.organizationId), order.requestId);
  try {
    if (!(await isOpen(ctx, order))) return;
    await job.exhausted?.({ ...ctx, ports, signal, progress: () => Promise.resolve() }, order, new Error('It ended without a word.'))
      .catch((failure: unknown) => { ctx.log.error({ job: name, jobId: order.jobId, error: failure }, 'job could not be given up'); });
    await endJob(ctx, order, 'DEAD', 'INTERNAL');
  } finally {
    await session.commit();
  }
}
