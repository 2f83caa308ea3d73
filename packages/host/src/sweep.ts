import pg from 'pg';

/** How many days what happened and what was asked are kept. */
export interface Keep {
  readonly eventsDays: number;
  readonly idempotencyDays: number;
}

/** The job that sweeps, and when: each hour. */
export const sweepJob = { name: 'platform.sweep', cron: '17 * * * *' };

/** Deletes what has been kept long enough, in every organization, as the login `worker`; answers how much. The audit trail is kept. */
export async function sweep(url: string, { eventsDays, idempotencyDays }: Keep, now = new Date()): Promise<{ events: number; idempotencyKeys: number }> {
  const before = (days: number): Date => new Date(now.getTime() - days * 86_400_000);
  const client = new pg.Client({ connectionString: url, application_name: 'deskgraph-sweep' });
  await client.connect();
  try {
    const events = await client.query('delete from platform.event where at < $1', [before(eventsDays)]);
    const keys = await client.query('delete from platform.idempotency where at < $1', [before(idempotencyDays)]);
    return { events: events.rowCount ?? 0, idempotencyKeys: keys.rowCount ?? 0 };
  } finally {
    await client.end();
  }
}
