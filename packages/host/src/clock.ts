import { organizationsOf } from '@deskgraph/accounts';
import { emit, enqueue, openContext, systemViewer, transactAs, type Log } from '@deskgraph/kit';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { nextRun } from './cron.js';
import { inAccounts } from './founding.js';
import type { OpenRoom } from './house.js';
import { followLock } from './leader.js';

/** What runs by the clock. */
export interface ClockOptions {
  readonly rooms: readonly OpenRoom[];
  readonly url: string;
  readonly log: Log;
}

interface Due {
  readonly organizationId: string;
  readonly name: string;
  readonly dueAt: Date;
}

const tickMs = 15_000;
/** A run that begins later than this was missed: the house was down, or could not keep up. */
const graceMs = 5 * 60_000;

const isActive = ({ state }: { readonly state: string }): boolean => state === 'ACTIVE';

/** Enqueues what is due in every active organization, once for each due time; one process of all does it, by the clock of Postgres. What was missed runs once, late. */
export function openClock({ rooms, url, log }: ClockOptions): { close(): Promise<void> } {
  const clocked = rooms.flatMap(room => Object.entries(room.subgraph.jobs ?? {}).flatMap(([name, { cron }]) => (cron === undefined ? [] : [{ name, cron, room }])));
  if (clocked.length === 0) return { close: () => Promise.resolve() };

  const tick = async (client: pg.Client): Promise<void> => {
    const active = (await inAccounts({ rooms }, organizationsOf)).filter(isActive);
    const { rows: known } = await client.query<Due>('select organization_id as "organizationId", name, due_at as "dueAt" from platform.schedule');
    const { rows: [clock] } = await client.query<{ now: Date }>('select now() as now'); // ours may be wrong, and the next leader's another
    const now = clock?.now ?? new Date();
    const dueOf = new Map(known.map(({ organizationId, name, dueAt }) => [`${organizationId} ${name}`, dueAt]));
    for (const { name, cron, room } of clocked) {
      for (const { id } of active) {
        const dueAt = dueOf.get(`${id} ${name}`);
        if (dueAt !== undefined && dueAt > now) continue;
        await run(room, id, name, cron, now).catch(async (error: unknown) => {
          await client.query('select 1'); // a lost database is nobody's failure: it ends this lead
          log.error({ job: name, organizationId: id, error }, 'a run by the clock could not be enqueued');
        });
      }
    }
  };
  const run = async ({ databases, tools }: OpenRoom, organizationId: string, name: string, cron: string, now: Date): Promise<void> => {
    const { ctx, session } = openContext(databases, tools, systemViewer(organizationId), tools.newId());
    try {
      await transactAs(ctx, organizationId, `clock ${name}`, async tx => {
        await tx.db.query('insert into platform.schedule (organization_id, name, due_at) values ($1, $2, $3) on conflict do nothing', [organizationId, name, nextRun(cron, now)]);
        const [row] = await tx.db.query<{ dueAt: Date }[]>('select due_at as "dueAt" from platform.schedule where name = $1 for update', [name]);
        if (!row || row.dueAt > now) return;
        const late = now.getTime() - row.dueAt.getTime();
        if (late > graceMs) {
          log.warn({ job: name, organizationId, lateMs: late }, 'a run by the clock was missed and runs now');
          await tx.db.query('update platform.schedule set missed_at = $2 where name = $1', [name, now]);
          await emit(tx, 'schedule.missed', organizationId);
        }
        const jobId = await enqueue(tx, name, organizationId, { key: row.dueAt.toISOString() });
        await tx.db.query('update platform.schedule set due_at = $2, last_job_id = $3, last_enqueued_at = $4 where name = $1', [name, nextRun(cron, now), jobId, now]);
      });
    } finally {
      await session.commit();
    }
  };
  const lead = async (client: pg.Client, until: AbortSignal): Promise<void> => {
    while (!until.aborted) {
      await tick(client);
      await sleep(tickMs, undefined, { signal: until }).catch(() => undefined);
    }
  };
  return followLock({ url, name: 'deskgraph-clock', log, lead });
}
