import { openContext, systemViewer, type Databases, type JobContext, type JobOrder, type JobSender, type Log, type Subgraph, type Tools } from '@deskgraph/kit';
import { PgBoss, type JobWithMetadata } from 'pg-boss';

/** One process's door to the queues. */
export interface Queues extends JobSender {
  /** Works off a room's jobs, two of each kind at a time, until `stop`. */
  work(room: { subgraph: Subgraph<never>; databases: Databases; tools: Tools }, ports: unknown): Promise<void>;
  /** Lets running jobs finish, for at most `seconds`. */
  stop(seconds: number): Promise<void>;
}

/** Opens the queues as the login `worker`. The tables were made by `migrate`. */
export async function openQueues(url: string, log: Log): Promise<Queues> {
  const boss = new PgBoss({
    connectionString: url,
    schema: 'jobs',
    migrate: false,
    createSchema: false,
    schedule: false,
    useListenNotify: true,
    max: 6,
    application_name: 'deskgraph-worker',
    reindex: false, // indexes belong to the owner
    monitorVacuum: false,
  });
  boss.on('error', error => { log.error({ error }, 'job queue'); });
  await boss.start();

  return {
    async send(name, data, { id, startAfter }, query) {
      await boss.send(name, data, { id, ...(startAfter ? { startAfter } : {}), db: { executeSql: async (text, values = []) => ({ rows: await query(text, values) }) } });
    },
    async work({ subgraph, databases, tools }, ports) {
      for (const [name, job] of Object.entries(subgraph.jobs ?? {})) {
        const options = { includeMetadata: true, pollingIntervalSeconds: 0.5, notifyPollingIntervalSeconds: 2, localConcurrency: 2 } as const;
        await boss.work<JobOrder, undefined, typeof options>(name, options, async ([item]) => {
          if (item) await runOne({ subgraph, databases, tools }, ports as never, name, job, item);
          return undefined;
        });
      }
    },
    stop: seconds => boss.stop({ graceful: true, timeout: seconds * 1000 }),
  };
}

type Room = Parameters<Queues['work']>[0];
type AnyJob = NonNullable<Subgraph<never>['jobs']>[string];

async function runOne({ databases, tools }: Room, ports: never, name: string, job: AnyJob, item: JobWithMetadata<JobOrder>): Promise<void> {
  const { organizationId, requestId } = item.data;
  const { ctx: base, session } = openContext(databases, tools, systemViewer(organizationId), requestId);
  const ctx: JobContext<never> = { ...base, ports, signal: item.signal };
  const fields = { job: name, jobId: item.id, attempt: item.retryCount + 1 };
  try {
    await job.run(ctx, item.data);
    ctx.log.info(fields, 'job done');
  } catch (error) {
    const last = item.retryCount >= item.retryLimit;
    ctx.log[last ? 'error' : 'warn']({ ...fields, error, last }, 'job failed');
    if (last) await job.exhausted?.(ctx, item.data, error);
    throw error;
  } finally {
    await session.commit();
  }
}
