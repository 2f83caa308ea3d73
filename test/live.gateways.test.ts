import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { openHouse, openSocket, raiseHouse, soon, type Organization, type RaisedHouse, type TestHouse } from '@deskgraph/testing';

const hasRedis = await new Promise<boolean>(done => {
  const socket = connect(6379, '127.0.0.1', () => { socket.destroy(); done(true); });
  socket.once('error', () => { done(false); });
});

/** Two gateways over one database hear the same events, with and without Redis. */
describe.each([['Postgres alone', false], ['a Redis stream', true]])('two gateways over %s', (_, overRedis) => {
  const test = !overRedis || hasRedis ? it : it.skip;
  let way: Way | undefined;
  let raised: RaisedHouse | undefined;
  let [first, second]: TestHouse[] = [];
  let organization: Organization;
  beforeAll(async () => {
    if (overRedis && !hasRedis) return;
    way = overRedis ? await openWay() : undefined;
    raised = await raiseHouse({ mode: 'each', settings: way ? { DESKGRAPH_REDIS_URL: way.url } : {} });
    const url = await raised.secondGateway();
    first = await openHouse(raised.standing);
    second = await openHouse({ ...raised.standing, url });
    organization = await first.organization('Twins');
  }, 180_000);
  afterAll(async () => {
    await raised?.close();
    await way?.close();
  });

  test('tell each their own subscribers, whichever of them changed something, and end each other\'s sockets', async () => {
    const [owner, agent] = [await organization.as('owner'), await organization.as('agent')];
    const query = 'subscription ($id: ID!) { memberChanged(id: $id) { name } }';
    const sockets = [first!, second!].map(house => openSocket(house.url, agent));
    const watching = await Promise.all(sockets.map(socket => socket.watch(query, { id: owner.memberId })));

    await owner.ask('mutation { viewerRename(input: { name: "Told by the first" }) { refusal { code } } }');
    const frames = await Promise.all(watching.map(one => one.next()));
    const { sessions } = await agent.ask<{ sessions: { id: string }[] }>('{ sessions { id } }');
    await agent.ask('mutation ($input: SessionRevokeInput!) { sessionRevoke(input: $input) { ended } }', { input: { id: sessions[0]?.id } });

    expect(frames.map(({ data }) => data)).toEqual([1, 2].map(() => ({ memberChanged: { name: 'Told by the first' } })));
    expect(new Set(frames.map(({ extensions }) => extensions?.position)).size).toBe(1);
    expect(await Promise.all(sockets.map(socket => socket.closed))).toEqual([4401, 4401]);
  }, 60_000);

  test('carry a cursor from one to the other', async () => {
    const [owner, manager] = [await organization.as('owner'), await organization.as('manager')];
    const query = 'subscription ($id: ID!, $after: String) { memberChanged(id: $id, after: $after) { name } }';
    const before = openSocket(first!.url, manager);
    const watching = await before.watch(query, { id: owner.memberId });
    await owner.ask('mutation { viewerRename(input: { name: "Seen" }) { refusal { code } } }');
    const seen = await watching.next();
    before.cut();
    await owner.ask('mutation { viewerRename(input: { name: "Missed" }) { refusal { code } } }');

    const resumed = openSocket(second!.url, manager);
    const again = await resumed.watch(query, { id: owner.memberId, after: seen.extensions?.position });

    expect((await again.next()).data).toEqual({ memberChanged: { name: 'Missed' } });
    await resumed.close();
  }, 60_000);

  if (overRedis) test('hear of everything while Redis is silent, and from Redis again once it speaks', async () => {
    const [owner, manager] = [await organization.as('owner'), await organization.as('manager')];
    const socket = openSocket(first!.url, manager);
    const watching = await socket.watch('subscription ($id: ID!) { memberChanged(id: $id) { name } }', { id: owner.memberId });
    const heard = async (name: string): Promise<unknown> => {
      await owner.ask('mutation ($name: String!) { viewerRename(input: { name: $name }) { refusal { code } } }', { name });
      return (await watching.next()).data;
    };

    way?.hush(true);
    const during = [await heard('In silence'), await heard('In silence still')];
    way?.hush(false);
    const comesBack = await soon(async () => (way?.passed() ?? 0) >= 3, true, 20_000); // the sequencer's, and each gateway's
    const after = await heard('Spoken');

    expect(during).toEqual([{ memberChanged: { name: 'In silence' } }, { memberChanged: { name: 'In silence still' } }]);
    expect(comesBack).toBe(true);
    expect(after).toEqual({ memberChanged: { name: 'Spoken' } });
    await socket.close();
  }, 60_000);
});

interface Way {
  readonly url: string;
  /** Falls silent: connections stay, and nothing passes on those any more that were open meanwhile. */
  hush(silent: boolean): void;
  /** How many connections are open on which something passes. */
  passed(): number;
  close(): Promise<void>;
}

/** A way to Redis that can fall silent. */
async function openWay(): Promise<Way> {
  let silent = false;
  const dead = new WeakSet<Socket>();
  const open = new Set<Socket>();
  const server = createServer(client => {
    const redis = connect(6379, '127.0.0.1');
    for (const [from, to] of [[client, redis], [redis, client]] as const) {
      from.on('data', bytes => { if (!dead.has(client)) to.write(bytes); });
      from.on('error', () => undefined);
      from.on('close', () => { to.destroy(); open.delete(client); });
    }
    if (silent) dead.add(client);
    open.add(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `redis://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    hush(now) {
      silent = now;
      if (silent) for (const socket of open) dead.add(socket);
    },
    passed: () => [...open].filter(socket => !dead.has(socket)).length,
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise(done => server.close(done));
    },
  };
}
