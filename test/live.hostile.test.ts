import { beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import WebSocket from 'ws';
import { openHouse, openSocket, type Organization, type Person, type TestHouse, type TestSocket, type Watching } from '@deskgraph/testing';

let house: TestHouse;
let organization: Organization;
let owner: Person;
beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization('Hostile');
  owner = await organization.as('owner');
});

const wsUrl = (): string => `${house.url.replace('http', 'ws')}/graphql`;
const protocol = 'graphql-transport-ws';
const open = async (headers: Record<string, string> = {}, protocols: string | string[] = protocol): Promise<WebSocket> => {
  const socket = new WebSocket(wsUrl(), protocols, { headers: { origin: house.url, cookie: owner.cookie, ...headers } });
  socket.on('error', () => undefined);
  await once(socket, 'open');
  return socket;
};
const closed = async (socket: WebSocket): Promise<number> => (socket.readyState === WebSocket.CLOSED ? 0 : ((await once(socket, 'close')) as [number])[0]);
const begun = async (): Promise<WebSocket> => {
  const socket = await open();
  socket.send('{"type":"connection_init"}');
  await once(socket, 'message');
  return socket;
};
const healthy = async (): Promise<number> => (await house.call('/health/live')).status;

describe('a WebSocket client that breaks the protocol', () => {
  it.each([
    ['says nothing for three seconds', async () => open(), 4408],
    ['asks before it says who it is', async () => { const socket = await open(); socket.send('{"id":"1","type":"subscribe","payload":{"query":"{ __typename }"}}'); return socket; }, 4401],
    ['says who it is twice', async () => { const socket = await begun(); socket.send('{"type":"connection_init"}'); return socket; }, 4429],
    ['uses one id twice', async () => { const socket = await begun(); for (const n of [1, 2]) socket.send(`{"id":"1","type":"subscribe","payload":{"query":"subscription { sessionRevoked { id } }","variables":{"n":${String(n)}}}}`); return socket; }, 4409],
    ['sends what is no message', async () => { const socket = await begun(); socket.send('{"type":"'); return socket; }, 4400],
    ['sends a message of an unknown type', async () => { const socket = await begun(); socket.send('{"type":"start"}'); return socket; }, 4400],
    ['sends bytes', async () => { const socket = await begun(); socket.send(Buffer.from([1, 2, 3])); return socket; }, 4400],
    ['sends what is too long', async () => { const socket = await begun(); socket.send('x'.repeat(300_000)); return socket; }, 1009],
    ['floods', async () => { const socket = await begun(); for (let n = 0; n < 500; n++) socket.send('{"type":"ping"}'); return socket; }, 1008],
    ['speaks the old protocol', async () => open({}, 'graphql-ws').catch(() => open({}, [])), 4406],
  ])('and %s is sent away', async (_what, act, code) => {
    const socket = await act().catch(() => null);

    expect(socket === null ? code : await closed(socket)).toBe(code);
    expect(await healthy()).toBe(200);
  }, 15_000);

  it('is not let in from a foreign page, to another path, or without a WebSocket', async () => {
    const statusOf = async (url: string, headers: Record<string, string>): Promise<number> => {
      const socket = new WebSocket(url, protocol, { headers });
      socket.on('error', () => undefined);
      const [, response] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode: number }];
      return response.statusCode;
    };

    expect(await statusOf(wsUrl(), { origin: 'https://evil.example', cookie: owner.cookie })).toBe(403);
    expect(await statusOf(wsUrl().replace('/graphql', '/auth'), { origin: house.url })).toBe(404);
    const raw = connect(Number(new URL(house.url).port), '127.0.0.1');
    raw.write('GET /graphql HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 7\r\n\r\n');
    const [answer] = (await once(raw, 'data')) as [Buffer];
    raw.destroy();
    expect(answer.toString('latin1')).toMatch(/^HTTP\/1\.1 4\d\d/);
  });

  it('may open 20 sockets and 100 operations on one, and no more', async () => {
    const team = await (await house.organization('Many')).as('owner');
    const sockets = Array.from({ length: 21 }, () => openSocket(house.url, team));
    const outcomes = await Promise.all(sockets.map(async socket => Promise.race([socket.ask('{ __typename }').then(() => 'open'), socket.closed.then(code => `closed ${String(code)}`)])));
    const first = sockets[outcomes.indexOf('open')] as TestSocket;
    const watching: Watching[] = [];
    for (let n = 0; n < 4; n++) {
      watching.push(...(await Promise.all(Array.from({ length: 30 }, () => first.watch('subscription { sessionRevoked { id } }')))));
      await sleep(1000); // as many messages as a socket may send in a second, and no more
    }
    const ends = await Promise.all(watching.map(one => Promise.race([one.over, sleep(1000, 'going')])));
    const codes = ends.flatMap(end => (Array.isArray(end) ? (end as { extensions: { code: string } }[]).map(({ extensions }) => extensions.code) : []));
    await Promise.all(sockets.map(socket => socket.close()));

    expect(outcomes.filter(outcome => outcome === 'open')).toHaveLength(20);
    expect(outcomes.filter(outcome => outcome === 'closed 1013')).toHaveLength(1);
    expect(new Set(codes)).toEqual(new Set(['TOO_MANY_SUBSCRIPTIONS']));
    expect(ends.filter(end => end === 'going').length).toBeLessThanOrEqual(100);
    expect(ends.filter(end => end === 'going').length).toBeGreaterThan(80);
  }, 30_000);

  it('and reads none of its answers is sent away before they fill the memory', async () => {
    const socket = await begun();
    const end = closed(socket);
    socket.pause();
    const payload = 'x'.repeat(200_000);
    for (let n = 0; n < 150; n++) socket.send(JSON.stringify({ type: 'ping', payload: { payload } }));
    await sleep(1500);
    socket.resume();

    expect(await end).toBe(1006);
    expect(await healthy()).toBe(200);
  }, 15_000);

  it('and reads nothing holds up nobody else', async () => {
    const quick = openSocket(house.url, owner);
    const watching = await quick.watch('subscription ($id: ID!) { memberChanged(id: $id) { name } }', { id: owner.memberId });
    const slow = await begun();
    slow.send(JSON.stringify({ id: 's', type: 'subscribe', payload: { query: 'subscription ($id: ID!) { memberChanged(id: $id) { name role { name permissions description } viewerCan } }', variables: { id: owner.memberId } } }));
    await sleep(200);
    slow.pause();

    const took: number[] = [];
    for (let n = 0; n < 10; n++) {
      const started = performance.now();
      await owner.ask('mutation ($input: ViewerRenameInput!) { viewerRename(input: $input) { refusal { code } } }', { input: { name: `Name ${String(n)}` } });
      await watching.next();
      took.push(performance.now() - started);
    }
    slow.terminate();
    await quick.close();

    expect(Math.max(...took)).toBeLessThan(2000);
  }, 30_000);
});
