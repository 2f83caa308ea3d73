import pg from 'pg';
import { tenantTables } from '../isolation.js';
import type { TestHouse } from '../house.js';

/** Text and ids that stand in one organization's rows and in no other's: seeing one elsewhere is a leak. No instants: two things may happen at the same. */
export async function canariesOf(house: TestHouse, organizationId: string): Promise<{ ids: string[]; texts: string[] }> {
  const cells = new Set<string>();
  const others = new Set<string>();
  for (const row of await rowsOf(house)) collect(row.row, row.organization_id === organizationId ? cells : others);
  const unique = [...cells].filter(cell => cell.length >= 6 && !others.has(cell) && !/^\d{4}-\d\d-\d\dT[\d:.]+/.test(cell));
  const ids = unique.filter(cell => /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(cell));
  return { ids, texts: unique.filter(cell => !ids.includes(cell)) };
}

/** Answers, each time it is called, a digest of an organization's rows, but for what goes on by itself: jobs, the clock, and when people and keys were last seen. */
export async function contents(house: TestHouse, organizationId: string): Promise<() => Promise<string>> {
  const pool = new pg.Pool({ connectionString: house.ownerUrl, max: 1 });
  const tables = await tenantTables(pool);
  await pool.end();
  const rows = tables.filter(({ table }) => table !== 'job' && table !== 'schedule').map(({ schema, table }) => `select (to_jsonb(t) - 'last_active_at' - 'last_used_at' - 'position')::text as row from ${schema}.${table} t where organization_id = $1${table === 'event' ? ` and topic <> 'job.changed'` : ''}`);
  const query = `select coalesce(md5(string_agg(row, ',' order by row)), '') as digest from (${rows.join(' union all ')}) every`;
  return async () => (await house.sql<{ digest: string }>(query, [organizationId]))[0]?.digest ?? '';
}

/** Which version of each row of an organization stands there, but for what goes on by itself (the clock, the order of events): equal before and after means untouched. */
export async function fingerprint(house: TestHouse, organizationId: string): Promise<string[]> {
  const pool = new pg.Pool({ connectionString: house.ownerUrl, max: 1 });
  const tables = await tenantTables(pool);
  await pool.end();
  const versions = await Promise.all(
    tables.filter(({ table }) => table !== 'schedule').map(({ schema, table }) =>
      house.sql<{ version: string }>(`select '${schema}.${table} ' || ${table === 'event' ? 'id' : "ctid || ' ' || xmin"} as version from ${schema}.${table} where organization_id = $1`, [organizationId]),
    ),
  );
  return versions.flat().map(({ version }) => version).sort();
}

async function rowsOf(house: TestHouse): Promise<{ organization_id: string; row: unknown }[]> {
  const pool = new pg.Pool({ connectionString: house.ownerUrl, max: 1 });
  const tables = await tenantTables(pool);
  await pool.end();
  const rows = await Promise.all(
    tables.map(({ schema, table }) => house.sql<{ organization_id: string; row: unknown }>(`select organization_id, to_jsonb(t) as row from ${schema}.${table} t limit 20000`)),
  );
  return rows.flat();
}

function collect(value: unknown, into: Set<string>): void {
  if (typeof value === 'string') into.add(value);
  else if (Array.isArray(value)) for (const item of value) collect(item, into);
  else if (value !== null && typeof value === 'object') for (const item of Object.values(value)) collect(item, into);
}
