import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import WebSocket from 'ws';
import { openHouse, openSocket, soon, type Person, type TestHouse } from '@deskgraph/testing';

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
});
const open = new Set<Reader>();
afterEach(() => {
  for (const { wire } of open) wire.terminate();
  open.clear();
});

interface Told {
  readonly position: number;
  readonly name: string | undefined;
  readonly code: string | undefined;
}

/** A socket whose client can stop reading. */
interface Reader {
  readonly wire: WebSocket;
  /** What came, by subscription. */
  readonly told: Map<string, Told[]>;
}

/** Some 30 KB a frame: the system's own buffers of a few MB are soon full. */
const wide = Array.from({ length: 12 }, (_, n) => `role${String(n)}: role { permissions description }`).join(' ');
const memberChanged = `subscription ($id: ID!) { memberChanged(id: $id) { name ${wide} } }`;
const many = 90;

/** Opens a socket with subscriptions; resolves once the gateway has taken them all. */
async function reader(person: Person, subscriptions: Readonly<Record<string, string>>): Promise<Reader> {
  const wire = new WebSocket(`${house.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers: { origin: house.url, cookie: person.cookie } });
  const one: Reader = { wire, told: new Map() };
  open.add(one);
  const taken = Promise.withResolvers<undefined>();
  wire.once('close', code => { taken.reject(new Error(`closed with ${String(code)}`)); });
  wire.on('message', (data: Buffer) => {
    const { id = '', type, payload } = JSON.parse(data.toString('utf8')) as { id?: string; type: string; payload?: { data?: { memberChanged?: { name: string } } | null; errors?: { extensions: { code: string } }[]; extensions: { position: string } } };
    if (id === 'taken') taken.resolve(undefined);
    else if (type === 'next') one.told.set(id, [...(one.told.get(id) ?? []), { position: Number(payload?.extensions.position), name: payload?.data?.memberChanged?.name, code: payload?.errors?.[0]?.extensions.code }]);
  });
  await once(wire, 'open');
  wire.send('{"type":"connection_init"}');
  await once(wire, 'message');
  for (const [id, query] of Object.entries({ ...subscriptions, taken: '{ __typename }' })) wire.send(JSON.stringify({ id, type: 'subscribe', payload: { query, variables: query.includes('$id') ? { id: person.memberId } : {} } }));
  await taken.promise;
  await sleep(200); // the question whether each is there at all
  return one;
}

const watchers = Object.fromEntries(Array.from({ length: many }, (_, n) => [String(n), memberChanged]));
const rename = (owner: Person, name: string) => owner.ask('mutation ($name: String!) { viewerRename(input: { name: $name }) { refusal { code } } }', { name });
const dropped = async (): Promise<number> => Number(/^deskgraph_live_frames_dropped_total (\d+)/m.exec(await (await fetch(`${house.url}/metrics`)).text())?.[1]);

describe('a reader that stops reading', () => {
  it('holds up nobody, costs one frame for each subscription, and is told the newest of each when it reads again', async () => {
    const owner = await (await house.organization('Slow')).as('owner');
    const fast = openSocket(house.url, owner);
    const watching = await fast.watch(memberChanged, { id: owner.memberId });
    const slow = await reader(owner, watchers);
    const before = await dropped();
    const names = Array.from({ length: 14 }, (_, n) => `Name ${String(n)}`);

    slow.wire.pause();
    const took: number[] = [];
    for (const name of names) {
      await rename(owner, name);
      const committed = performance.now();
      expect((await watching.next()).data).toMatchObject({ memberChanged: { name } });
      took.push(performance.now() - committed);
    }
    await sleep(100);
    const lost = (await dropped()) - before;
    slow.wire.resume();
    const last = (): (string | undefined)[] => Array.from({ length: many }, (_, n) => slow.told.get(String(n))?.at(-1)?.name);
    await soon(() => Promise.resolve(last().every(name => name === names.at(-1))), true, 10_000);
    await fast.close();

    const told = [...slow.told.values()];
    expect(Math.max(...took)).toBeLessThan(1000); // a slow one is looked at each 50 ms, and left after 30 s
    expect(new Set(last())).toEqual(new Set([names.at(-1)]));
    expect(told.every(frames => frames.every(({ position }, n) => n === 0 || position > (frames[n - 1]?.position ?? 0)))).toBe(true);
    expect(lost).toBeGreaterThan(many);
    expect(told.flat().length + lost).toBe(many * names.length);
  }, 60_000);

  it('is told to ask again where each frame mattered and too many came, and then goes on', async () => {
    const organization = await house.organization('Notes');
    const owner = await organization.as('owner');
    const slow = await reader(owner, { ...watchers, note: 'subscription { sessionRevoked { id } }' });
    const [{ user_id: userId } = { user_id: '' }] = await house.sql<{ user_id: string }>('select user_id from accounts.member where organization_id = $1 and id = $2', [organization.id, owner.memberId]);
    const revoke = (count: number) => house.sql(
      `with told as (insert into platform.event (organization_id, topic, subject_id, related_ids, actor_id, request_id, at)
         select $1, 'session.revoked', gen_random_uuid(), array[$2::uuid], $2, 'slow', now() from generate_series(1, $3) returning 1)
       select pg_notify('fresh', '') from told limit 1`,
      [organization.id, userId, count],
    );

    slow.wire.pause();
    for (let n = 0; n < 14; n++) await rename(owner, `Name ${String(n)}`);
    await sleep(300);
    await revoke(150);
    await sleep(500);
    slow.wire.resume();
    const notes = (): readonly Told[] => slow.told.get('note') ?? [];
    await soon(() => Promise.resolve(notes().length), 50, 10_000);
    await revoke(1);
    await soon(() => Promise.resolve(notes().length), 51, 5000);

    expect(notes().map(({ code }) => code)).toEqual(['RESYNC', ...Array.from({ length: 50 }, () => undefined)]); // the 101st of 150 found no room
    expect(notes().every(({ position }, n) => n === 0 || position > (notes()[n - 1]?.position ?? 0))).toBe(true);
  }, 60_000);
});
