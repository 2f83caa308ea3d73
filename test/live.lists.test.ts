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

  it('asks once a tick for all who watch, whatever happened to how many, and tells each the same bytes', async () => {
    const mine = channel();
    const ids = [await order(mine), await order(mine), await order(mine)];
    await heard(house, organization, manager);
    const agents = Array.from({ length: 10 }, async () => socketOf(await organization.as('agent')).watch(document, { filter: { channel: mine } }));
    const watching = await Promise.all(agents);
    await quiet(); // who is in the list is known by now
    const before = await executions();

    await happen(house, organization, 'order.changed', ids);
    const frames = await Promise.all(watching.map(one => one.take(3)));
    await quiet();

    expect(await executions()).toBe(before + 1);
    expect(new Set(frames.map(all => JSON.stringify(all))).size).toBe(1);
    expect(frames[0]!.map(told)).toEqual(ids.map(id => ({ id, kind: 'CHANGED', order: { state: 'RESERVED', channel: mine } })));
  });

  it('asks in parts where more than a hundred changed, and says nothing of ids it does not find', async () => {
    const mine = channel();
    const id = await order(mine);
    await heard(house, organization, manager);
    const watching = await socketOf(await organization.as('agent')).watch(document, { filter: { channel: mine } });
    await quiet();
    const before = await executions();

    await happen(house, organization, 'order.changed', [...Array.from({ length: 150 }, () => crypto.randomUUID()), id]);
    const frame = await watching.next();
    await quiet();

    expect(told(frame)).toMatchObject({ id, kind: 'CHANGED' });
    expect(watching.frames).toHaveLength(1);
    expect(await executions()).toBe(before + 2);
  });

  it('takes a filter as a literal, fields under any name, fragments and conditions', async () => {
    const [mine, socket] = [channel(), socketOf(await organization.as('agent'))];
    const query = `subscription Watched($with: Boolean = false, $channel: String, $first: Int = 1) {
      what: ordersChanged(filter: { channel: $channel, state: RESERVED }) { ...Change again: id on: __typename ... @include(if: $with) { kind } live: order @skip(if: $with) { live: number } }
    }
    fragment Change on OrderChange { id order { ...Row lines { quantity } } }
    fragment Row on Order { id: channel shipments { id } customer { orders(first: $first) { id } } }`;
    const [without, including] = [await socket.watch(query, { channel: mine }), await socket.watch(query, { channel: mine, with: true })];
    const none = await socket.watch('subscription { ordersChanged { id order { channel } } }');

    const id = await order(mine);
    const [plain, full] = [await without.next(), await including.next()];

    const row = { id: mine, lines: [{ quantity: 1 }], shipments: [], customer: null };
    expect(plain.data).toEqual({ what: { id, order: row, again: id, on: 'OrderChange', live: { live: expect.any(Number) } } });
    expect(full.data).toEqual({ what: { id, order: row, again: id, on: 'OrderChange', kind: 'ENTERED' } });
    expect((await none.next()).data).toEqual({ ordersChanged: { id, order: { channel: mine } } });
  });

  it('keeps to the ids a filter names itself', async () => {
    const mine = channel();
    const [named, other] = [await order(mine), await order(mine)];
    await heard(house, organization, manager);
    const watching = await socketOf(await organization.as('agent')).watch(document, { filter: { ids: [named.toUpperCase()] } });
    await quiet();

    await happen(house, organization, 'order.changed', [other, named]);

    expect(told(await watching.next())).toMatchObject({ id: named, kind: 'CHANGED' });
    await quiet();
    expect(watching.frames).toHaveLength(1);
  });

  it('hides in each frame what the viewer may not see, and says so there', async () => {
    const mine = channel();
    const query = 'subscription ($filter: OrderFilter) { ordersChanged(filter: $filter) { id order { channel shippingAddress } } }';
    const [agent, analyst] = await Promise.all((['agent', 'analyst'] as const).map(async role => socketOf(await organization.as(role)).watch(query, { filter: { channel: mine } })));
    const ids = [];
    for (let n = 0; n < 2; n++) ids.push((await ingest(manager, saying(goods, { channel: mine, shippingAddress: '1 Main Street' }))).order!.id);
    await agent!.take(2);
    await analyst!.take(2);

    await happen(house, organization, 'order.changed', ids);
    const [seen, masked] = [await agent!.take(2), await analyst!.take(2)];

    expect(seen.map(({ errors, data }) => [errors, data])).toEqual(ids.map(id => [undefined, { ordersChanged: { id, order: { channel: mine, shippingAddress: '1 Main Street' } } }]));
    expect(masked.map(({ data }) => data)).toEqual(ids.map(id => ({ ordersChanged: { id, order: { channel: mine, shippingAddress: null } } })));
    expect(masked.map(({ errors }) => errors)).toMatchObject(ids.map(() => [{ path: ['ordersChanged', 'order', 'shippingAddress'], extensions: { code: 'FORBIDDEN' } }]));
    expect(masked.map(({ errors }) => errors?.length)).toEqual([1, 1]);
  });
});

it('a list is told to each exactly as it would have been answered to them', async () => {
  const mine = channel();
  const row = '{ __typename number shippingAddress total viewerCan customer { id name } lines { sku variant { stock { onHand } } } }';
  const id = (await ingest(manager, saying(goods, { channel: mine, shippingAddress: '1 Main Street', buyerEmail: `${crypto.randomUUID()}@customer.test` }))).order!.id;
  await heard(house, organization, manager);
  const people = await Promise.all((['owner', 'admin', 'manager', 'agent', 'analyst', 'viewer'] as const).map(role => organization.as(role)));
  const watching = await Promise.all(people.map(person => socketOf(person).watch(`subscription ($filter: OrderFilter) { ordersChanged(filter: $filter) { order ${row} } }`, { filter: { channel: mine } })));
  await quiet();

  await happen(house, organization, 'order.changed', [id]);
  const frames = await Promise.all(watching.map(one => one.next()));
  const alone = await Promise.all(people.map(person => person.askRaw(`query ($filter: OrderFilter) { orders(filter: $filter, first: 1) { nodes ${row} } }`, { filter: { ids: [id] } })));

  expect(frames.map(({ data }) => (data?.ordersChanged as { order: unknown }).order)).toEqual(alone.map(({ body }) => (body.data as unknown as { orders: { nodes: unknown[] } }).orders.nodes[0]));
  expect(frames.map(codesOf)).toEqual(alone.map(({ body }) => (body.errors ?? []).map(({ extensions }) => extensions.code)));
  expect(frames.flatMap(codesOf)).toContain('FORBIDDEN');
});

describe('a list of another organization', () => {
  it('is never told of, by whatever filter', async () => {
    const mine = channel();
    const id = await order(mine);
    const stranger = await (await house.organization('OtherLists')).as('owner');
    const socket = socketOf(stranger);
    const foreign = await Promise.all([{}, { channel: mine }, { ids: [id] }].map(filter => socket.watch(document, { filter })));
    const own = await socket.watch(document);

    await step(manager, 'orderCancel', { id });
    await order(mine);
    const theirs = await order(mine, stranger, await stock(stranger));
    await own.next();
    await quiet();

    expect(foreign.map(({ frames }) => frames.map(frame => (told(frame) as { id: string }).id))).toEqual([[theirs], [theirs], []]);
  });
});

describe('who may watch a list', () => {
  it('is whoever may read it', async () => {
    const watching = await socketOf({ authorization: `Bearer ${await organization.apiKey(['member.read'])}` }).watch(document);

    expect([await watching.over].flat()).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect(watching.frames).toEqual([]);
  });

  it.each([
    ['a filter of the wrong form', { filter: { placedFrom: 'yesterday' } }, 'BAD_USER_INPUT'],
    ['an unknown part of a filter', { filter: { colour: 'red' } }, 'BAD_USER_INPUT'],
    ['a cursor that is none', { after: 'yesterday' }, 'BAD_USER_INPUT'],
  ])('is not who sends %s', async (_what, variables, code) => {
    const watching = await socketOf(await organization.as('agent')).watch(document, variables);

    expect([await watching.over].flat()).toMatchObject([{ extensions: { code } }]);
  });

  it('looks anew when their rights change', async () => {
    const team = await house.organization('LoweredLists');
    const [owner, lead] = [await team.as('owner'), await team.as('manager')];
    const theirs = await stock(owner);
    const watching = await socketOf(lead).watch('subscription { ordersChanged { id order { shippingAddress } } }');
    const { roles } = await owner.ask<{ roles: { id: string; key: string }[] }>('{ roles { id key } }');

    await owner.ask('mutation ($input: MemberChangeRoleInput!) { memberChangeRole(input: $input) { refusal { code } } }', { input: { id: lead.memberId, roleId: roles.find(({ key }) => key === 'analyst')?.id } });
    const lowered = await watching.next();
    await ingest(owner, saying(theirs, { shippingAddress: '1 Main Street' }));

    expect(codesOf(lowered)).toEqual(['RESYNC']);
    expect((await watching.next()).data).toMatchObject({ ordersChanged: { order: { shippingAddress: null } } });
  });
});
