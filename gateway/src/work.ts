import type { Pool } from 'pg';

/** What waits or went wrong outside of requests, in all organizations together: what alerts are made of. docs/runbooks says what to do about each. */
export const workFigures: Readonly<Record<string, { readonly help: string; readonly sql: string }>> = {
  jobs_dead: { help: 'Jobs that were given up and wait for a decision.', sql: `select count(*) from platform.job where state = 'DEAD'` },
  events_parked: { help: 'Events that a consumer could not deal with and that wait for a decision.', sql: `select count(*) from platform.parked where state = 'PARKED'` },
  events_behind: { help: 'Events that the slowest consumer has yet to deal with.', sql: 'select coalesce(max(head.position - consumer.position), 0) from platform.head, platform.consumer' },
  runs_overdue: { help: 'Runs by the clock that are more than five minutes late.', sql: `select count(*) from platform.schedule where due_at < now() - interval '5 minutes'` },
  runs_missed: { help: 'Schedules of which a run began more than five minutes late within the last day.', sql: `select count(*) from platform.schedule where missed_at > now() - interval '1 day'` },
};
const workQuery = `select ${Object.entries(workFigures).map(([figure, { sql }]) => `(${sql}) as ${figure}`).join(', ')}`;

/** The figures as they are now, read as the login `gateway`. */
export async function readWork(pool: Pool): Promise<Readonly<Record<string, string>>> {
  const { rows: [row] } = await pool.query<Record<string, string>>(workQuery);
  return row ?? {};
}
