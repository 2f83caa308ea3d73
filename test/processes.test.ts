import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createSecretKey, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { deriveKey, nobody, signViewer, viewerHeader, viewerKey, viewerOf } from '@deskgraph/kit';
import { openHouse, raiseHouse, type Organization, type Person, type RaisedHouse, type TestHouse } from '@deskgraph/testing';
import { connect, place } from '../subgraphs/voice/test/switchboard.js';

let raised: RaisedHouse;
let house: TestHouse;
let organization: Organization;
let owner: Person;
beforeAll(async () => {
  raised = await raiseHouse({ mode: 'each' });
  house = await openHouse(raised.standing);
  organization = await house.organization('Processes');
  owner = await organization.as('owner');
}, 180_000);
afterAll(() => raised.close());

/** The ports a process listens on, with their addresses as the kernel tells them. */
function listening(pid: number): string[] {
  const lines = readFileSync(`/proc/${String(pid)}/net/tcp`, 'utf8').trim().split('\n').slice(1).map(line => line.trim().split(/\s+/));
  return lines.filter(([, , , state]) => state === '0A').map(([, local = '']) => local);
}
const placeOf = (room: string): string => {
  const environment = readFileSync(`/proc/${String(raised.processes.get(room)?.pid)}/environ`, 'utf8').split('\0');
  const rooms = environment.find(line => line.startsWith('DESKGRAPH_ROOMS='))?.slice('DESKGRAPH_ROOMS='.length) ?? '';
  return rooms.split(',').find(pair => pair.startsWith(`${room}=`))?.slice(room.length + 1) ?? '';
};

describe('a room in a process of its own', () => {
  const ask = async (token: string | null, path = '/graphql', room = 'operations') => {
    const response = await fetch(placeOf(room) + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token === null ? {} : { [viewerHeader]: token }) },
      body: JSON.stringify({ query: '{ jobs { totalCount } }' }),
    });
    return { status: response.status, text: await response.text() };
  };
  const viewer = () => viewerOf({ ...nobody, organizationId: organization.id, permissions: ['job.read'] });
  const key = () => viewerKey(deriveKey(house.secret, 'viewer'));

  it('answers a viewer that the gateway signed for it, and nobody else', async () => {
    const good = await ask(signViewer(key(), 'operations', viewer()));
    const refused = await Promise.all([
      ask(null),
      ask('nonsense'),
      ask(signViewer(key(), 'voice', viewer())),
      ask(signViewer(createSecretKey(randomBytes(32)), 'operations', viewer())),
      ask(null, '/internal/viewer'),
    ]);

    expect(good.status).toBe(200);
    expect(JSON.parse(good.text)).toMatchObject({ data: { jobs: { totalCount: 0 } } });
    expect(refused.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401]);
    expect(new Set(refused.map(({ text }) => text)).size).toBe(1);
  });

  const signedAgo = (seconds: number): string => {
    jest.useFakeTimers({ now: Date.now() - seconds * 1000 });
    try {
      return signViewer(key(), 'operations', viewer());
    } finally {
      jest.useRealTimers();
    }
  };

  it('refuses a viewer that was signed more than a minute ago, or a moment too early, and whoever shows another room what was signed for it', async () => {
    const good = signViewer(key(), 'operations', viewer());
    const others = ['accounts', 'voice', 'ticketing', 'crm', 'commerce', 'knowledge'];

    const [used, again, young] = [await ask(good), await ask(good), await ask(signedAgo(50))];
    const refused = [
      await ask(signedAgo(70)), // five seconds of it are leeway for clocks
      await ask(signedAgo(3600)),
      await ask(signedAgo(-3600)),
      ...(await Promise.all(others.map(room => ask(good, '/graphql', room)))),
      await ask(good, '/internal/mail', 'ticketing'),
      await ask(null, '/graphql', 'accounts'),
    ];

    expect([used, again, young].map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 401));
    expect(new Set(refused.map(({ text }) => text)).size).toBe(1);
  });

  it('listens on loopback only', () => {
    const port = Number(new URL(placeOf('operations')).port).toString(16).toUpperCase().padStart(4, '0');
    const mine = listening(raised.processes.get('operations')?.pid ?? 0).filter(local => local.endsWith(`:${port}`));

    expect(mine).toEqual([`0100007F:${port}`]);
  });

  it('is missed where it is needed and nowhere else while it is dead, and is back by itself', async () => {
    const query = '{ organization { name } calls { totalCount } }';
    process.kill(raised.processes.get('voice')?.pid ?? 0, 'SIGKILL');
    await raised.processes.get('voice')?.ended;

    const answers = [];
    for (let n = 0; n < 8; n++) {
      const started = performance.now();
      answers.push({ ...(await owner.askRaw(query)), ms: performance.now() - started });
    }
    await raised.restart('voice');
    const back = performance.now();
    let healthy = await owner.askRaw(query);
    while (healthy.body.errors && performance.now() - back < 5000) {
      await sleep(100);
      healthy = await owner.askRaw(query);
    }

    for (const { status, body } of answers) {
      expect(status).toBe(200);
      expect(body.data).toMatchObject({ organization: { name: organization.name }, calls: null });
      expect(body.errors?.map(({ extensions }) => extensions.code)).toEqual(['SUBGRAPH_UNAVAILABLE']);
    }
    expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(10_000);
    expect(healthy.body.data).toMatchObject({ calls: { totalCount: 0 } });
  }, 90_000);

  it('takes nobody along when the worker is killed: the next one goes on', async () => {
    process.kill(raised.processes.get('worker')?.pid ?? 0, 'SIGKILL');
    await raised.processes.get('worker')?.ended;
    const { email } = await organization.as('manager');
    await house.call('/auth/reset/request', { email });
    await raised.restart('worker');

    expect(await house.mails(email)).toHaveLength(1);
  }, 90_000);

  it('catches up with what was said while it was gone, in order, once: three calls of one stranger are one customer\'s', async () => {
    const [from, switchboard] = ['+493012345678', await connect(owner)];
    process.kill(raised.processes.get('worker')?.pid ?? 0, 'SIGKILL');
    await raised.processes.get('worker')?.ended;
    for (const states of [['ringing', 'missed'], ['ringing', 'missed'], ['ringing']]) await place(house, switchboard, { from, states });
    const before = await owner.ask('{ calls { totalCount } customers { totalCount } }');
    await raised.restart('worker');

    const query = '{ calls { nodes { state customer { id } } } customers { nodes { id interactions { nodes { channel call { number } } } } } }';
    interface Seen {
      readonly calls: { readonly nodes: { state: string; customer: { id: string } | null }[] };
      readonly customers: { readonly nodes: { id: string; interactions: { nodes: { channel: string; call: { number: number } }[] } }[] };
    }
    let seen = await owner.ask<Seen>(query);
    const isOver = ({ calls, customers }: Seen): boolean => calls.nodes.length === 3 && calls.nodes.every(({ customer }) => customer !== null) && customers.nodes[0]?.interactions.nodes.length === 3;
    for (const end = Date.now() + 40_000; !isOver(seen) && Date.now() < end; seen = await owner.ask<Seen>(query)) await sleep(100);

    const [customer] = seen.customers.nodes;
    const told = await house.sql('select topic from platform.event where organization_id = $1 and topic in (\'party.met\', \'party.identified\', \'customer.created\') order by position', [organization.id]);
    expect(before).toEqual({ calls: { totalCount: 0 }, customers: { totalCount: 0 } });
    expect(seen.customers.nodes).toHaveLength(1);
    expect(seen.calls.nodes).toEqual(['RINGING', 'MISSED', 'MISSED'].map(state => ({ state, customer: { id: customer?.id } })));
    expect(customer?.interactions.nodes.map(({ channel, call }) => [channel, call.number])).toEqual([['CALL', 3], ['CALL', 2], ['CALL', 1]]);
    expect(told).toEqual(['party.met', 'customer.created', 'party.identified'].map(topic => ({ topic })));
  }, 120_000);
});
