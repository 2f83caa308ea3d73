import { expect, it } from '@jest/globals';
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openFolder } from '@deskgraph/kit';
import { openHouse, soon } from '@deskgraph/testing';
import { sweep, sweepJob } from './sweep.js';

const day = 86_400_000;
const keep = { eventsDays: 30, idempotencyDays: 7, jobsDays: 14, deliveriesDays: 30, integrationLogDays: 90 };

it('deletes keys and events that were kept long enough, in every organization, and no others', async () => {
  const house = await openHouse();
  const [young, old] = [await house.organization(), await house.organization()];
  const at = (days: number): Date => new Date(Date.now() - days * day);
  const aged = async ({ id }: { id: string }, keyDays: number, eventDays: number): Promise<void> => {
    await house.sql(
      `insert into platform.idempotency (organization_id, actor_id, mutation, key, input_hash, subject_id, at) values ($1, $1, 'sweep', 'sweep', '', $1, $2)`,
      [id, at(keyDays)],
    );
    await house.sql(
      `insert into platform.event (organization_id, topic, subject_id, related_ids, actor_id, request_id, at) values ($1, 'sweep.test', $1, '{}', $1, 'sweep', $2)`,
      [id, at(eventDays)],
    );
  };
  const ended = async ({ id }: { id: string }, jobDays: number, callDays: number): Promise<void> => {
    const job = 'insert into platform.job (organization_id, id, name, subject_id, state, retry_limit, request_id, created_at, due_at, ended_at)';
    await house.sql(`${job} values ($1, gen_random_uuid(), 'test.sweep', $1, 'DONE', 0, 'sweep', $2, $2, $2), ($1, gen_random_uuid(), 'test.sweep', $1, 'QUEUED', 0, 'sweep', $2, $2, null)`, [id, at(jobDays)]);
    await house.sql(
      `insert into platform.parked (organization_id, id, consumer, position, event_id, topic, subject_id, related_ids, actor_id, request_id, at, behind, attempts, state, parked_at, settled_at)
       values ($1, gen_random_uuid(), 'test.sweep', 1, 1, 'sweep.test', $1, '{}', $1, 'sweep', $2, false, 5, 'DONE', $2, $2), ($1, gen_random_uuid(), 'test.sweep', 2, 2, 'sweep.test', $1, '{}', $1, 'sweep', $2, false, 5, 'PARKED', $2, null)`,
      [id, at(jobDays)],
    );
    await house.sql(
      `insert into platform.integration_log (organization_id, id, at, provider, operation, outcome, attempts, duration_ms, request_id) values ($1, gen_random_uuid(), $2, 'sweep', 'sweep', 'OK', 1, 1, 'sweep')`,
      [id, at(callDays)],
    );
  };
  await aged(young, 6.9, 29.9);
  await aged(old, 7.1, 30.1);
  await ended(young, 13.9, 89.9);
  await ended(old, 14.1, 90.1);
  await house.sql( // more than one transaction deletes
    `insert into platform.event (organization_id, topic, subject_id, related_ids, actor_id, request_id, at)
     select $1, 'sweep.test', $1, '{}', $1, 'sweep', $2::timestamptz - n * interval '1 s' from generate_series(1, 250) n`,
    [old.id, at(31)],
  );

  const behind = `select count(*)::int as count from platform.event where topic = 'sweep.test' and (position is null or position > (select min(position) from platform.consumer))`;
  await house.sql(`select pg_notify('fresh', '')`);
  expect(await soon(async () => (await house.sql<{ count: number }>(behind))[0]?.count, 0, 60_000)).toBe(0); // what nobody has dealt with stays
  const swept = await sweep(house.loginUrl('worker'), keep, openFolder(house.filesDir, 0), { batch: 100 });

  const left = (table: string, of: string): Promise<{ id: string }[]> => house.sql(`select organization_id as id from platform.${table} where ${of} order by 1`);
  const kept = [
    await left('idempotency', `mutation = 'sweep'`),
    await left('event', `topic = 'sweep.test'`),
    await left('job', `name = 'test.sweep' and state = 'DONE'`),
    await left('parked', `consumer = 'test.sweep' and state = 'DONE'`),
    await left('integration_log', `provider = 'sweep'`),
  ];
  const open = [await left('job', `name = 'test.sweep' and state = 'QUEUED'`), await left('parked', `consumer = 'test.sweep' and state = 'PARKED'`)];
  expect(kept).toEqual(Array.from({ length: 5 }, () => [{ id: young.id }]));
  expect(open.map(rows => rows.length)).toEqual([2, 2]);
  expect(swept.events).toBeGreaterThanOrEqual(251); // the demo has told of old things too
  expect(Math.min(swept.idempotencyKeys, swept.jobs, swept.parkedEvents, swept.calls)).toBeGreaterThanOrEqual(1); // the house is everybody's
  expect(await house.sql(`select name, cron from jobs.schedule`)).toEqual([sweepJob]);
});

it('deletes files that were removed and uploads that never came, bytes and all, and no others', async () => {
  const house = await openHouse();
  const { id } = await house.organization();
  const [incoming, place] = [join(house.filesDir, 'incoming'), join(house.filesDir, id)];
  await Promise.all([incoming, place].map(folder => mkdir(folder, { recursive: true })));
  const file = async (state: 'PENDING' | 'STORED', expiredMinutes: number, isRemoved: boolean): Promise<string> => {
    const [row] = await house.sql<{ id: string }>(
      `insert into platform.file (organization_id, id, room, kind, subject_id, name, media_type, size, state, created_at, expires_at, stored_at, sha256, removed_at)
       values ($1, gen_random_uuid(), 'test', 'sweep', $1, 'sweep', 'image/png', 1, $2, now(), now() - $3 * interval '1 minute', $4, $5, $6) returning id`,
      [id, state, expiredMinutes, ...(state === 'STORED' ? [new Date(), Buffer.alloc(32)] : [null, null]), isRemoved ? new Date() : null],
    );
    await writeFile(join(place, row!.id), 'x'); // of a pending one too: its transaction may have failed when they were in their place
    return row!.id;
  };
  const kept = [await file('STORED', 10_000, false), await file('PENDING', 50, false)];
  for (const [state, minutes, isRemoved] of [['STORED', 0, true], ['PENDING', 70, false], ['PENDING', 0, true]] as const) await file(state, minutes, isRemoved);
  for (const [name, minutes] of [['young', 50], ['old', 70]] as const) {
    await writeFile(join(incoming, `${id}.${name}`), 'x');
    await utimes(join(incoming, `${id}.${name}`), new Date(), new Date(Date.now() - minutes * 60_000));
  }

  const swept = await sweep(house.loginUrl('worker'), keep, openFolder(house.filesDir, 0));

  const rows = await house.sql<{ id: string }>('select id from platform.file where organization_id = $1', [id]);
  expect(rows.map(row => row.id).sort()).toEqual([...kept].sort());
  expect((await readdir(place)).sort()).toEqual([...kept].sort());
  expect((await readdir(incoming)).filter(name => name.startsWith(id))).toEqual([`${id}.young`]);
  expect(swept.files).toBeGreaterThanOrEqual(3);
});
