import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { openHouse, openSocket, type Frame, type Organization, type Person, type SocketIdentity, type TestHouse, type TestSocket, type Watching } from '@deskgraph/testing';
import { ingest, saying, step, stock, type Goods } from '../subgraphs/commerce/test/shop.js';

let house: TestHouse;
let organization: Organization;
let manager: Person;
let goods: Goods;
const sockets: TestSocket[] = [];

beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization('Lists');
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
const executions = async (): Promise<number> => Number(/^deskgraph_live_executions_total (\d+)/m.exec(await (await fetch(`${house.url}/metrics`)).text())?.[1]);
const take = async (watching: Watching, count: number): Promise<Frame[]> => {
  const frames: Frame[] = [];
  while (frames.length < count) frames.push(await watching.next());
  return frames;
};
/** Long enough for what will not come. */
const quiet = () => sleep(700);

describe('a list that is watched', () => {
  it('tells who enters it, changes in it and leaves it, and nothing of others', async () => {
    const [mine, state] = [channel(), 'RESERVED'];
    const [first, second] = await Promise.all(['agent', 'manager'].map(async role => socketOf(await organization.as(role as 'agent')).watch(document, { filter: { channel: mine } })));
    const reserved = await socketOf(await organization.as('agent')).watch(document, { filter: { channel: mine, state } });

    const id = await order(mine);
    await order(channel());
    const entered = await Promise.all([first!, second!, reserved].map(one => one.next()));
    await step(manager, 'orderPay', { id, amount: 1050 });
    const paid = await Promise.all([first!, second!, reserved].map(one => one.next()));
    await step(manager, 'orderCancel', { id });
    const cancelled = await Promise.all([first!, second!].map(one => one.next()));
    await quiet();

    const change = (kind: string, state: string) => ({ id, kind, order: { state, channel: mine } });
    expect(entered.map(told)).toEqual([change('ENTERED', 'RESERVED'), change('ENTERED', 'RESERVED'), change('ENTERED', 'RESERVED')]);
    expect(paid.map(told)).toEqual([change('CHANGED', 'PAID'), change('CHANGED', 'PAID'), { id, kind: 'LEFT', order: null }]);
    expect(cancelled.map(told)).toEqual([change('CHANGED', 'CANCELLED'), change('CHANGED', 'CANCELLED')]);
    expect([first!, second!, reserved].map(({ frames }) => frames.length)).toEqual([3, 3, 2]);
    expect(first!.frames.map(positionOf).map(Number)).toEqual([...first!.frames.map(positionOf).map(Number)].sort((a, b) => a - b));
  });
});
