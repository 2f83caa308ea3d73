import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect } from 'node:net';
import { openHouse, openSocket, raiseHouse, type Organization, type RaisedHouse, type TestHouse } from '@deskgraph/testing';

const redisUrl = 'redis://127.0.0.1:6379';
const hasRedis = await new Promise<boolean>(done => {
  const socket = connect(6379, '127.0.0.1', () => { socket.destroy(); done(true); });
  socket.once('error', () => { done(false); });
});

/** Two gateways over one database hear the same events, with and without Redis. */
describe.each([['Postgres alone', {}], ['a Redis stream', { DESKGRAPH_REDIS_URL: redisUrl }]] as const)('two gateways over %s', (what, settings) => {
  const test = what === 'Postgres alone' || hasRedis ? it : it.skip;
  let raised: RaisedHouse | undefined;
  let [first, second]: TestHouse[] = [];
  let organization: Organization;
  beforeAll(async () => {
    if (what !== 'Postgres alone' && !hasRedis) return;
    raised = await raiseHouse({ mode: 'each', settings });
    const url = await raised.secondGateway();
    first = await openHouse(raised.standing);
    second = await openHouse({ ...raised.standing, url });
    organization = await first.organization('Twins');
  }, 180_000);
  afterAll(() => raised?.close());

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
});
