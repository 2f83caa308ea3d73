import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { openLog } from '@deskgraph/kit';
import { openHouse, raiseHouse, type RaisedHouse, type TestHouse } from '@deskgraph/testing';
import pg from 'pg';
import { openSequencer } from './sequencer.js';

let raised: RaisedHouse;
let house: TestHouse;
let pool: pg.Pool;
beforeAll(async () => {
  raised = await raiseHouse({ durable: true });
  house = await openHouse(raised.standing);
  pool = new pg.Pool({ connectionString: house.ownerUrl, max: 10 });
  pool.on('error', () => undefined);
}, 120_000);
afterAll(async () => {
  await pool.end();
  await raised.close();
});

const organizationId = crypto.randomUUID();
const insert = (client: pg.Pool | pg.PoolClient, subject: string) =>
  client.query(
    `with stored as (insert into platform.event (organization_id, topic, subject_id, related_ids, actor_id, request_id, at) values ($1, 'thing.happened', $2, '{}', $1, 'order', now()) returning 1)
     select pg_notify('fresh', '') from stored`,
    [organizationId, subject],
  );
const waiting = async (): Promise<number> => (await pool.query('select from platform.event where position is null')).rowCount ?? 0;
async function ordered(seconds = 20): Promise<void> {
  for (const end = Date.now() + seconds * 1000; (await waiting().catch(() => 1)) > 0; await sleep(20)) if (Date.now() > end) throw new Error('Events wait for their position.');
}
const rowsOf = async () => (await pool.query<{ id: string; position: string; subject_id: string }>('select id, position, subject_id from platform.event order by position')).rows;

it('wakes with the topics of what it ordered, so that who waits for others sleeps on', async () => {
  const listener = new pg.Client({ connectionString: house.ownerUrl });
  await listener.connect();
  const heard: string[] = [];
  listener.on('notification', ({ payload = '' }) => heard.push(payload));
  await listener.query('listen live');

  await insert(pool, crypto.randomUUID());
  await ordered();
  await sleep(200);
  await listener.end();

  expect(heard).toContain('thing.happened');
});

it('gives positions without a gap, in the order of each subject, while a transaction is held open all the time', async () => {
  const open = await pool.connect();
  await open.query('begin');
  await insert(open, crypto.randomUUID());
  const subjects = Array.from({ length: 8 }, () => crypto.randomUUID());
  const started = Date.now();

  await Promise.all(subjects.map(async subject => { for (let n = 0; n < 100; n++) await insert(pool, subject); }));
  await ordered();
  const tookMs = Date.now() - started;
  const before = await rowsOf();
  await open.query('commit');
  open.release();
  await pool.query(`select pg_notify('fresh', '')`);
  await sleep(200);
  await ordered();

  const after = await rowsOf();
  const positions = after.map(({ position }) => Number(position));
  expect(positions).toEqual(positions.map((_, index) => (positions[0] ?? 0) + index));
  expect(after.length - before.length).toBeGreaterThanOrEqual(1);
  for (const subject of subjects) {
    const ids = after.filter(row => row.subject_id === subject).map(({ id }) => Number(id));
    expect(ids).toHaveLength(100);
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
  }
  expect(tookMs).toBeLessThan(15_000);
}, 60_000);

it('loses no event and uses no position twice, whoever is killed: sequencers, writers, Postgres itself', async () => {
  const others = [1, 2].map(() => openSequencer({ url: house.loginUrl('sequencer'), redisUrl: null, log: openLog('silent') }));
  const acknowledged = new Set<string>();
  let running = true;
  const writers = Array.from({ length: 6 }, async () => {
    while (running) {
      const subject = crypto.randomUUID();
      await insert(pool, subject).then(() => acknowledged.add(subject), () => sleep(50));
      await sleep(5);
    }
  });

  for (let kill = 0; kill < 8; kill++) {
    await sleep(250);
    if (kill % 4 === 3) process.kill((await postmasterPid()), 'SIGKILL');
    else await pool.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1`, [kill % 2 ? 'deskgraph-sequencer' : 'never']).catch(() => undefined);
    if (kill % 4 === 3) await backAgain();
  }
  running = false;
  await Promise.all(writers);
  await backAgain();
  await pool.query(`select pg_notify('fresh', '')`);
  await ordered(30).finally(() => Promise.all(others.map(other => other.close())));

  const rows = await rowsOf();
  const positions = rows.map(({ position }) => Number(position));
  const stored = new Set(rows.map(({ subject_id: subject }) => subject));
  expect([...acknowledged].filter(subject => !stored.has(subject))).toEqual([]);
  expect(acknowledged.size).toBeGreaterThan(50);
  expect(positions).toEqual(positions.map((_, index) => (positions[0] ?? 0) + index));
}, 120_000);

async function postmasterPid(): Promise<number> {
  const { rows: [row] } = await pool.query<{ pid: number }>(`select (regexp_split_to_array(pg_read_file('postmaster.pid'), '\\n'))[1]::int as pid`);
  return row?.pid ?? 0;
}

async function backAgain(): Promise<void> {
  await sleep(300); // a backend may outlive its postmaster for a moment
  for (const [end, good] = [Date.now() + 30_000, [] as true[]]; good.length < 5; await sleep(50)) {
    if (await pool.query('select 1').then(() => true, () => false)) good.push(true);
    else good.length = 0;
    if (Date.now() > end) throw new Error('Postgres did not come back.');
  }
}
