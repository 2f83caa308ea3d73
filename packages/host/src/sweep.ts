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
export type Swept = Readonly<Record<'events' | 'idempotencyKeys' | 'jobs' | 'parkedEvents' | 'deliveries' | 'calls', number>>;

/** The job that sweeps, and when: each hour. */
export const sweepJob = { name: 'platform.sweep', cron: '17 * * * *' };

/** How many rows a transaction deletes, or a few more of the same instant: one that runs for minutes holds up everybody's vacuum. */
const batch = 5000;

/** Deletes what has been kept long enough, in every organization, as the login `worker`; answers how much. The audit trail is kept. */
export async function sweep(url: string, keep: Keep, now = new Date()): Promise<Swept> {
  const client = new pg.Client({ connectionString: url, application_name: 'deskgraph-sweep' });
  await client.connect();
  const before = async (table: string, column: string, days: number): Promise<number> => {
    let deleted = 0;
    for (;;) {
      const { rowCount } = await client.query(
        `with edge as (select ${column} as at from platform.${table} where ${column} < $1 order by ${column} offset $2 - 1 limit 1)
         delete from platform.${table} where ${column} < $1 and ${column} <= coalesce((select at from edge), $1)`,
        [new Date(now.getTime() - days * 86_400_000), batch],
      );
      deleted += rowCount ?? 0;
      if ((rowCount ?? 0) < batch) return deleted;
    }
  };
  try {
    return {
      events: await before('event', 'at', keep.eventsDays),
      idempotencyKeys: await before('idempotency', 'at', keep.idempotencyDays),
      jobs: await before('job', 'ended_at', keep.jobsDays),
      parkedEvents: await before('parked', 'settled_at', keep.jobsDays),
      deliveries: await before('inbox', 'handled_at', keep.deliveriesDays),
      calls: await before('integration_log', 'at', keep.integrationLogDays),
    };
  } finally {
    await client.end();
  }
}
