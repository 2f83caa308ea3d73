import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { happen, heard, openHouse, openSocket, type Frame, type Organization, type Person, type SocketIdentity, type TestHouse, type TestSocket } from '@deskgraph/testing';
import { ingest, saying, step, stock, type Goods } from '../subgraphs/commerce/test/shop.js';

let house: TestHouse;
let organization: Organization;
let manager: Person;
let goods: Goods;
const sockets: TestSocket[] = [];

beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization('ListsAgain');
  manager = await organization.as('manager');
  goods = await stock(manager, 1000);
});
afterEach(async () => {
  await Promise.all(sockets.splice(0).map(socket => socket.close()));
});

const socketOf = (identity: SocketIdentity): TestSocket => {
  const socket = openSocket(house.url, identity);
  sockets.push(socket);
  return socket;
};
const document = 'subscription ($filter: OrderFilter, $after: String) { ordersChanged(filter: $filter, after: $after) { id kind order { state channel } } }';
/** A channel of its own, so that tests do not see each other's orders. */
const channel = (): string => `channel-${crypto.randomUUID().slice(0, 8)}`;
const order = async (of: string, person = manager, from = goods): Promise<string> => (await ingest(person, saying(from, { channel: of }))).order!.id;
const told = ({ data }: Frame): unknown => data?.ordersChanged;
const positionOf = ({ extensions }: Frame): string => extensions?.position ?? 'none';
const codesOf = ({ errors = [] }: Frame): unknown[] => errors.map(({ extensions }) => extensions?.code);
/** Long enough for what will not come. */
const quiet = () => sleep(700);

describe('a list that is watched again', () => {
  it('tells what entered, changed and left meanwhile, once each, and goes on', async () => {
    const [mine, agent] = [channel(), await organization.as('agent')];
    const filter = { channel: mine, state: 'RESERVED' };
    const [stays, leaves] = [await order(mine), await order(mine)];
    await heard(house, organization, manager);
    const first = await socketOf(agent).watch(document, { filter });
    await quiet();
    const enters = await order(mine);
    const seen = await first.next();
    first.stop();
    await quiet();

    await step(manager, 'orderPay', { id: leaves, amount: 1050 });
    await happen(house, organization, 'order.changed', [stays]);
    const late = await order(mine);
    await order(channel());
    const again = await socketOf(agent).watch(document, { filter, after: positionOf(seen) });
    const frames = await again.take(3);
    await step(manager, 'orderCancel', { id: enters });
    const next = await again.next();
    await quiet();

    expect(frames.map(told)).toEqual([
      { id: leaves, kind: 'LEFT', order: null },
      { id: stays, kind: 'CHANGED', order: { state: 'RESERVED', channel: mine } },
      { id: late, kind: 'ENTERED', order: { state: 'RESERVED', channel: mine } },
    ]);
    expect(told(next)).toEqual({ id: enters, kind: 'LEFT', order: null });
    expect(again.frames.map(told).filter(change => (change as { id: string }).id === late)).toHaveLength(1);
  });

  it('tells whoever never watched it here what is in it as entered, and all else they may see as left', async () => {
    const [mine, agent] = [channel(), await organization.as('agent')];
    const { headers } = await agent.askRaw('{ orders { nodes { id } } }');
    const [inside, outside] = [await order(mine), await order(channel())];

    const watching = await socketOf(agent).watch(document, { filter: { channel: mine }, after: headers.get('x-deskgraph-position') });
    const frames = await watching.take(2);

    expect(frames.map(told)).toEqual([{ id: inside, kind: 'ENTERED', order: { state: 'RESERVED', channel: mine } }, { id: outside, kind: 'LEFT', order: null }]);
  });

  it('knows what was in it where others watched on, and then says nothing of what never was', async () => {
    const [mine, agent] = [channel(), await organization.as('agent')];
    const filter = { channel: mine, state: 'RESERVED' };
    const [stays, leaves] = [await order(mine), await order(mine)];
    await heard(house, organization, manager);
    const on = await socketOf(agent).watch(document, { filter });
    await quiet();
    await happen(house, organization, 'order.changed', [stays]);
    const seen = await on.next();

    await step(manager, 'orderPay', { id: leaves, amount: 1050 });
    await step(manager, 'orderCancel', { id: await order(channel()) });
    await happen(house, organization, 'order.changed', [stays]);
    await on.take(2);
    const again = await socketOf(agent).watch(document, { filter, after: positionOf(seen) });
    await again.take(2);
    await quiet();

    expect(again.frames.map(told)).toEqual([{ id: leaves, kind: 'LEFT', order: null }, { id: stays, kind: 'CHANGED', order: { state: 'RESERVED', channel: mine } }]);
    expect(again.frames.map(told)).toEqual(on.frames.slice(1).map(told));
  });

  it.each([
    ['whose cursor is older than the log', async () => { await house.sql('delete from platform.event where position = 1'); return '0'; }],
    ['whose cursor nobody gave', async () => '999999999999'],
    ['that missed more than is told one by one', async (position: string) => { await happen(house, organization, 'order.changed', Array.from({ length: 1001 }, () => crypto.randomUUID())); return position; }],
    ['that missed something nobody finds any more', async (position: string) => { await happen(house, organization, 'order.changed', [crypto.randomUUID()]); return position; }],
  ])('%s is told RESYNC, and goes on', async (_what, meanwhile) => {
    const [mine, agent] = [channel(), await organization.as('agent')];
    const { headers } = await agent.askRaw('{ orders { nodes { id } } }');
    const after = await meanwhile(headers.get('x-deskgraph-position') ?? '');
    await heard(house, organization, manager);
    await quiet();

    const watching = await socketOf(agent).watch(document, { filter: { channel: mine }, after });
    const frame = await watching.next();
    const id = await order(mine);

    expect(codesOf(frame)).toEqual(['RESYNC']);
    expect(positionOf(frame)).toMatch(/^\d+$/);
    expect(told(await watching.next())).toMatchObject({ id, kind: 'ENTERED' });
  });
});

it('a mirror kept by frames alone is the list, over cut connections and while much happens at once', async () => {
  const [mine, agent] = [channel(), await organization.as('agent')];
  const filter = { channel: mine, state: 'RESERVED' };
  const mirror = new Set<string>();
  const seen: Frame[] = [];
  let resyncs = 0;
  const apply = (frames: readonly Frame[]): void => {
    for (const frame of frames) {
      seen.push(frame);
      const change = told(frame) as { id: string; kind: string } | null | undefined;
      if (codesOf(frame).includes('RESYNC')) resyncs++;
      else if (change?.kind === 'LEFT') mirror.delete(change.id);
      else if (change) mirror.add(change.id);
    }
  };
  const { headers } = await agent.askRaw('{ __typename }');
  let after = headers.get('x-deskgraph-position') ?? '';
  const ids: string[] = [];
  const work = async (): Promise<void> => {
    const id = await order(mine);
    ids.push(id);
    if (ids.length % 2 === 0) await step(manager, 'orderPay', { id: ids[ids.length / 2], amount: 1050 });
  };

  for (let round = 0; round < 15; round++) {
    const socket = openSocket(house.url, agent);
    const watching = await socket.watch(document, { filter, after });
    const working = Promise.all([work(), work(), work()]);
    await sleep([0, 30, 120, 400, 700][round % 5] ?? 0);
    socket.cut();
    apply(watching.frames);
    after = seen.length > 0 ? positionOf(seen.at(-1)!) : after;
    await working;
  }
  const last = await socketOf(agent).watch(document, { filter, after });
  await heard(house, organization, manager);
  await sleep(1500);
  apply(last.frames);

  const { orders } = await agent.ask<{ orders: { nodes: { id: string }[] } }>('query ($filter: OrderFilter) { orders(filter: $filter, first: 100) { nodes { id } } }', { filter });
  expect([...mirror].sort()).toEqual(orders.nodes.map(({ id }) => id).sort());
  expect([orders.nodes.length, resyncs]).toEqual([23, 0]);
  expect(seen.length).toBeGreaterThanOrEqual(45);
}, 60_000);
