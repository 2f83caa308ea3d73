// The fault driver: `npm run faults`. One seeded run, a row for each fault: trials, violations, seconds until all is well again.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { faults, type Fault, type FaultGround } from './fault-list.js';
import { openHouse } from './house.js';
import { raiseHouse } from './raise.js';

/** What came of one kind of fault. */
export interface FaultRow {
  readonly fault: string;
  readonly trials: number;
  readonly acknowledged: number;
  /** Sentences; none is the goal. */
  readonly violations: readonly string[];
  /** Seconds from each fault to the next acknowledged write. */
  readonly recoveries: readonly number[];
}

const create = `mutation ($input: RoleCreateInput!) { roleCreate(input: $input) { role { id } refusal { code } } }`;

/** Strikes each fault `trials` times under load, in a house of many processes, and counts what broke a promise. */
export async function runFaults(trials: number, tell: (row: FaultRow) => void, names: readonly string[] = []): Promise<readonly FaultRow[]> {
  const raised = await raiseHouse({ mode: 'each', durable: true });
  const pool = new pg.Pool({ connectionString: raised.standing.ownerUrl, max: 4 });
  pool.on('error', () => undefined);
  try {
    const house = await openHouse(raised.standing);
    const rows: FaultRow[] = [];
    for (const fault of faults.filter(({ name }) => names.length === 0 || names.includes(name))) {
      const organization = await house.organization('Faults');
      rows.push(await strikeOne({ raised, house, pool, organization, owner: await organization.as('owner') }, fault, trials));
      tell(rows.at(-1) as FaultRow);
    }
    return rows;
  } finally {
    await pool.end();
    await raised.close();
  }
}

/** Writers repeat each mutation under one idempotency key until it is acknowledged, as a good client does. */
async function strikeOne(ground: FaultGround, { name, strike }: Fault, trials: number): Promise<FaultRow> {
  const { owner, pool, organization } = ground;
  const acknowledged = new Map<string, string>();
  const state = { running: true, lastAck: 0 };
  const isRunning = (): boolean => state.running;
  const writer = async (): Promise<void> => {
    while (isRunning()) {
      const key = randomUUID();
      for (let done = false; !done && isRunning(); ) {
        const answer = await owner.askRaw(create, { input: { name: `Role ${key}`, description: '', permissions: ['member.read'], idempotencyKey: key } }).catch(() => null);
        const { role, refusal } = (answer?.body.data?.roleCreate ?? {}) as { role?: { id: string } | null; refusal?: { code: string } | null };
        done = Boolean(role);
        if (role) acknowledged.set(key, role.id);
        if (role) state.lastAck = performance.now();
        if (refusal?.code === 'ROLE_LIMIT') await pool.query('delete from accounts.role where organization_id = $1 and name like $2', [organization.id, 'Role %']).catch(() => undefined);
        if (!done) await sleep(50);
      }
      await sleep(20);
    }
  };
  const writers = [writer(), writer(), writer()];
  const recoveries: number[] = [];
  const broken: string[] = [];
  for (let trial = 0; trial < trials; trial++) {
    await sleep(400);
    const struck = performance.now();
    broken.push(...((await strike(ground)) ?? []));
    const over = performance.now();
    while (state.lastAck < over && performance.now() - over < 30_000) await sleep(20);
    recoveries.push((Math.max(state.lastAck, struck) - struck) / 1000);
  }
  state.running = false;
  await Promise.all(writers);
  return { fault: name, trials, acknowledged: acknowledged.size, violations: [...broken, ...(await violationsOf(ground, acknowledged))], recoveries };
}

async function violationsOf({ pool, organization }: FaultGround, acknowledged: ReadonlyMap<string, string>): Promise<string[]> {
  const ids = [...acknowledged.values()];
  const query = async <Row extends pg.QueryResultRow>(text: string, values: unknown[]): Promise<Row[]> => {
    for (let left = 100; ; left--) {
      const rows = await pool.query<Row>(text, values).then(result => result.rows, (error: unknown) => { if (left === 0) throw error; });
      if (rows) return rows;
      await sleep(100);
    }
  };
  const ordered = async (): Promise<number> => (await query<{ count: number }>('select count(*)::int as count from platform.event where position is null', []))[0]?.count ?? 0;
  for (let left = 300; (await ordered()) > 0 && left > 0; left--) await sleep(100);

  const events = await query<{ subject_id: string; count: number }>(`select subject_id, count(*)::int as count from platform.event where organization_id = $1 and topic = 'role.created' group by 1`, [organization.id]);
  const [audits] = await query<{ count: number }>(`select count(*)::int as count from platform.audit where organization_id = $1 and action = 'role.create'`, [organization.id]);
  const [positions] = await query<{ count: string; last: string; first: string }>('select count(position) as count, max(position) as last, min(position) as first from platform.event', []);
  const told = new Map(events.map(({ subject_id: id, count }) => [id, count]));
  const faults: string[] = [];
  const lost = ids.filter(id => !told.has(id)).length;
  if (lost > 0) faults.push(`${String(lost)} acknowledged writes are lost`);
  const twice = [...told.values()].filter(count => count > 1).length + (ids.length - new Set(ids).size);
  if (twice > 0) faults.push(`${String(twice)} effects happened twice`);
  if ((audits?.count ?? 0) !== events.length) faults.push('events and audit rows differ');
  if (positions && Number(positions.last) - Number(positions.first) + 1 !== Number(positions.count)) faults.push('positions have a gap');
  if ((await ordered()) > 0) faults.push('events wait for their position');
  return faults;
}
