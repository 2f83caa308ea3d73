import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { emit, openLog, Refused, type Consumer, type HouseEvent } from '@deskgraph/kit';
import { openHouse, raiseHouse, type RaisedHouse, type TestHouse } from '@deskgraph/testing';
import { inOrganization, openTestRoom } from '../test/room.js';
import { openConsumers } from './consumers.js';

const log = openLog('silent');
let raised: RaisedHouse;
let house: TestHouse;
const closers: (() => Promise<void>)[] = [];

beforeAll(async () => {
  raised = await raiseHouse();
  house = await openHouse(raised.standing);
  await house.sql(`create table accounts.effect (organization_id uuid, consumer text, event_id bigint, subject_id uuid, note text);
    grant select, insert on accounts.effect to accounts`);
}, 120_000);
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});
afterAll(() => raised.close());

/** A consumer that writes down what it was given, and fails where the test says so. */
const noting = (name: string, fails: (event: HouseEvent) => boolean = () => false): Consumer => ({
  topics: ['thing.happened'],
  async run(tx, event) {
    await tx.db.query('insert into accounts.effect values ($1, $2, $3, $4, $5)', [event.organizationId, name, event.id, event.subjectId, tx.work.cause]);
    if (fails(event)) throw new Refused('INVALID', 'The test says no.');
  },
});

async function openOne(name: string, consumer: Consumer, processes = 1) {
  await house.sql('insert into platform.consumer (name, position) select $1, position from platform.head on conflict do nothing', [name]);
  const room = await openTestRoom(house.loginUrl('accounts'), { consumers: { [name]: consumer } });
  closers.push(() => room.close());
  const open = () => {
    const consumers = openConsumers({ rooms: [room], url: house.loginUrl('worker'), log });
    closers.push(() => consumers.close());
    return consumers;
  };
  return { room, running: Array.from({ length: processes }, open), open };
}

const effects = (name: string) => house.sql<{ event_id: string; subject_id: string; note: string }>('select event_id, subject_id, note from accounts.effect where consumer = $1', [name]);
const parked = (name: string) =>
  house.sql<{ id: string; subject_id: string; behind: boolean; attempts: number; reason: string | null; state: string }>('select id, subject_id, behind, attempts, reason, state from platform.parked where consumer = $1 order by position', [name]);

async function until(holds: () => Promise<boolean>, seconds = 20): Promise<void> {
  for (const end = Date.now() + seconds * 1000; !(await holds()); await sleep(25)) if (Date.now() > end) throw new Error('It did not come to be in time.');
}

describe('a consumer', () => {
  it('has each effect once and in order, with two processes that want to', async () => {
    const organization = await house.organization('Once');
    const { room } = await openOne('accounts.once', noting('accounts.once'), 2);
    const subject = crypto.randomUUID();

    for (let n = 0; n < 200; n++) await inOrganization(room, organization.id, tx => emit(tx, n % 10 === 0 ? 'other.happened' : 'thing.happened', subject));
    await until(async () => (await effects('accounts.once')).length >= 180);

    const rows = await effects('accounts.once');
    const ids = rows.map(({ event_id: id }) => Number(id));
    expect(rows).toHaveLength(180);
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
    expect(rows.every(({ event_id: id, note }) => id === note)).toBe(true);
  });

  it('goes on where another was cut off: nothing is lost, nothing has its effect twice', async () => {
    const organization = await house.organization('Cut');
    const { room } = await openOne('accounts.cut', noting('accounts.cut'), 2);
    let cuts = 0;
    const cutting = setInterval(() => {
      cuts += 1;
      void house.sql(`select pg_terminate_backend(pid) from pg_stat_activity where application_name in ('deskgraph-consumers-accounts', 'deskgraph-sequencer', 'deskgraph-accounts') and random() < 0.5`).catch(() => undefined);
    }, 150);

    let written = 0;
    for (let n = 0; n < 150; n++) {
      await inOrganization(room, organization.id, tx => emit(tx, 'thing.happened', crypto.randomUUID())).then(() => (written += 1), () => undefined);
      await sleep(15);
    }
    clearInterval(cutting);
    const [stored] = await house.sql<{ count: number }>(`select count(*)::int as count from platform.event where organization_id = $1 and topic = 'thing.happened'`, [organization.id]);
    await until(async () => (await effects('accounts.cut')).length >= (stored?.count ?? 0), 40);

    const rows = await effects('accounts.cut');
    expect(cuts).toBeGreaterThan(5);
    expect(stored?.count).toBeGreaterThanOrEqual(written);
    expect(rows).toHaveLength(stored?.count ?? 0);
    expect(new Set(rows.map(({ event_id: id }) => id)).size).toBe(rows.length);
    expect(await parked('accounts.cut')).toEqual([]);
  }, 90_000);
});

describe('an event whose effect fails', () => {
  it('is parked with what follows of its subject, holds up no other, and is had in order once it may be', async () => {
    const organization = await house.organization('Parked');
    let broken = true;
    const [bad, good] = [crypto.randomUUID(), crypto.randomUUID()];
    const { room } = await openOne('accounts.parking', noting('accounts.parking', ({ subjectId }) => broken && subjectId === bad));

    for (const subject of [bad, good, bad, good]) await inOrganization(room, organization.id, tx => emit(tx, 'thing.happened', subject));
    await until(async () => (await effects('accounts.parking')).length === 2 && (await parked('accounts.parking')).length === 2);
    const before = await parked('accounts.parking');
    broken = false;
    await house.sql(`update platform.parked set state = 'RETRYING' where consumer = 'accounts.parking'; select pg_notify('parked', '')`);
    await until(async () => (await parked('accounts.parking')).every(({ state }) => state === 'DONE'));

    const rows = await effects('accounts.parking');
    expect(before.map(({ behind, attempts, reason, state }) => ({ behind, attempts, reason, state }))).toEqual([
      { behind: false, attempts: 5, reason: 'INVALID: The test says no.', state: 'PARKED' },
      { behind: true, attempts: 0, reason: null, state: 'PARKED' },
    ]);
    expect(rows.map(({ subject_id: subject }) => subject)).toEqual([good, good, bad, bad]);
    expect(rows.slice(2).map(({ event_id: id }) => Number(id)).sort((a, b) => a - b)).toEqual(rows.slice(2).map(({ event_id: id }) => Number(id)));
  }, 40_000);

  it('is parked anew when it fails again, and does not let those behind it pass', async () => {
    const organization = await house.organization('Anew');
    const bad = crypto.randomUUID();
    const { room } = await openOne('accounts.anew', noting('accounts.anew', () => true));

    for (const subject of [bad, bad]) await inOrganization(room, organization.id, tx => emit(tx, 'thing.happened', subject));
    await until(async () => (await parked('accounts.anew')).length === 2);
    await house.sql(`update platform.parked set state = 'RETRYING' where consumer = 'accounts.anew'; select pg_notify('parked', '')`);
    await until(async () => (await parked('accounts.anew')).every(({ state }) => state === 'PARKED'));

    expect((await parked('accounts.anew')).map(({ attempts, behind }) => ({ attempts, behind }))).toEqual([{ attempts: 10, behind: false }, { attempts: 0, behind: true }]);
    expect(await effects('accounts.anew')).toEqual([]);
  }, 40_000);

  it('leaves one behind it that fails too to a decision of its own, instead of trying it for ever', async () => {
    const organization = await house.organization('Too');
    const bad = crypto.randomUUID();
    const { room } = await openOne('accounts.too', noting('accounts.too', () => true));

    for (const subject of [bad, bad, bad]) await inOrganization(room, organization.id, tx => emit(tx, 'thing.happened', subject));
    await until(async () => (await parked('accounts.too')).length === 3);
    await house.sql(`update platform.parked set state = 'DISCARDED', settled_at = now() where consumer = 'accounts.too' and not behind`);
    await until(async () => (await parked('accounts.too')).some(({ behind, state }) => !behind && state === 'PARKED'));

    expect((await parked('accounts.too')).map(({ state, behind, attempts }) => [state, behind, attempts])).toEqual([['DISCARDED', false, 5], ['PARKED', false, 5], ['PARKED', true, 0]]);
  }, 40_000);

  it('lets those behind it go on, in order, however it came to be over', async () => {
    const organization = await house.organization('Over');
    const bad = crypto.randomUUID();
    let first = '';
    const { room } = await openOne('accounts.over', noting('accounts.over', ({ id }) => (first ||= id) === id));

    for (const subject of [bad, bad, bad]) await inOrganization(room, organization.id, tx => emit(tx, 'thing.happened', subject));
    await until(async () => (await parked('accounts.over')).length === 3);
    await house.sql(`update platform.parked set state = 'DISCARDED', settled_at = now() where consumer = 'accounts.over' and not behind`);
    await until(async () => (await parked('accounts.over')).every(({ state }) => state !== 'PARKED' && state !== 'RETRYING'));

    const ids = (await effects('accounts.over')).map(({ event_id: id }) => Number(id));
    expect((await parked('accounts.over')).map(({ state }) => state)).toEqual(['DISCARDED', 'DONE', 'DONE']);
    expect(ids).toEqual([Number(first) + 1, Number(first) + 2]);
  }, 40_000);
});
