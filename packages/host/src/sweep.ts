import type { FileStore } from '@deskgraph/kit';
import pg from 'pg';

/** How many days what happened and what was asked are kept. */
export interface Keep {
  readonly eventsDays: number;
  readonly idempotencyDays: number;
  readonly jobsDays: number;
  readonly deliveriesDays: number;
  readonly integrationLogDays: number;
}

/** What was deleted, by what it was. */
export type Swept = Readonly<Record<'events' | 'idempotencyKeys' | 'jobs' | 'parkedEvents' | 'deliveries' | 'calls' | 'files', number>>;

/** The job that sweeps, and when: each hour. */
export const sweepJob = { name: 'platform.sweep', cron: '17 * * * *' };

interface SweepOptions {
  readonly now?: Date;
  /** How many rows a transaction deletes, or a few more of the same instant: one that runs for minutes holds up everybody's vacuum. */
  readonly batch?: number;
}

const hourMs = 3_600_000;
/** An event that a consumer has yet to deal with stays, however old it is. */
const dealtWith = 'position <= (select min(position) from platform.consumer)';

/** Deletes what has been kept long enough, in every organization, as the login `worker`, and files nobody can fetch or finish any more; answers how much. The audit trail is kept. */
export async function sweep(url: string, keep: Keep, files: FileStore, { now = new Date(), batch = 5000 }: SweepOptions = {}): Promise<Swept> {
  const client = new pg.Client({ connectionString: url, application_name: 'deskgraph-sweep' });
  await client.connect();
  const before = async (table: string, column: string, days: number, only = 'true'): Promise<number> => {
    let deleted = 0;
    for (;;) {
      const { rowCount } = await client.query(
        `with edge as (select ${column} as at from platform.${table} where ${column} < $1 and ${only} order by ${column} offset $2 - 1 limit 1)
         delete from platform.${table} where ${column} < $1 and ${only} and ${column} <= coalesce((select at from edge), $1)`,
        [new Date(now.getTime() - days * 86_400_000), batch],
      );
      deleted += rowCount ?? 0;
      if ((rowCount ?? 0) < batch) return deleted;
    }
  };
  try {
    return {
      events: await before('event', 'at', keep.eventsDays, dealtWith),
      idempotencyKeys: await before('idempotency', 'at', keep.idempotencyDays),
      jobs: await before('job', 'ended_at', keep.jobsDays),
      parkedEvents: await before('parked', 'settled_at', keep.jobsDays),
      deliveries: await before('inbox', 'handled_at', keep.deliveriesDays),
      calls: await before('integration_log', 'at', keep.integrationLogDays),
      files: await sweepFiles(client, files, now),
    };
  } finally {
    await client.end();
  }
}

/** Deletes files that were removed, and uploads that never came. The bytes go first: a row whose bytes are gone is found again, bytes without a row never. */
async function sweepFiles(client: pg.Client, files: FileStore, now: Date): Promise<number> {
  const hourAgo = new Date(now.getTime() - hourMs); // no upload that was begun in time takes so long
  const isOver = `(removed_at <= $1 or state = 'PENDING' and expires_at < $2)`;
  await files.tidy(hourAgo);
  for (let deleted = 0; ; ) {
    const { rows } = await client.query<{ organizationId: string; id: string }>(`select organization_id as "organizationId", id from platform.file where ${isOver} limit 500`, [now, hourAgo]);
    if (rows.length === 0) return deleted;
    for (const key of rows) {
      await files.delete(key);
      await client.query(`delete from platform.file where organization_id = $3 and id = $4 and ${isOver}`, [now, hourAgo, key.organizationId, key.id]);
    }
    deleted += rows.length;
  }
}
