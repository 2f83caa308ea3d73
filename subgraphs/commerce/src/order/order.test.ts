import { beforeAll, describe, expect, it } from '@jest/globals';
import { openHouse, openSocket, toldOf, type Organization, type Person, type TestHouse } from '@deskgraph/testing';
import { ingest, orderOf, saying, send, step, stock, verb } from '../../test/shop.js';
import { OrderState } from './order.entity.js';
import { goals, isLegal, type OrderVerb } from './order.policy.js';

let house: TestHouse;
let organization: Organization;
let manager: Person;
beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization('Orders');
  manager = await organization.as('manager');
});

const made = async (onHand = 10, quantity = 2) => {
  const goods = await stock(manager, onHand);
  const { order } = await ingest(manager, saying(goods, { quantity }));
  return { ...goods, id: order!.id };
};
const arrive = (shipment: { id: string } | null) => verb(manager, 'shipmentDeliver', { id: shipment?.id }, 'shipment { id }');
const level = async (variantId: string) => (await house.sql<{ on_hand: number; reserved: number }>('select on_hand, reserved from commerce.stock_level where variant_id = $1', [variantId]))[0];

describe('an order', () => {
  it('goes its way from reserved to complete, each step told and noted', async () => {
    const { id, variantId } = await made();

    await step(manager, 'orderPay', { id, amount: 2100, reason: 'Card' });
    const { shipment } = await send(manager, { orderId: id });
    const shipped = await orderOf(manager, id);
    await arrive(shipment);

    const done = await orderOf(manager, id);
    expect(shipped).toMatchObject({ state: 'SHIPPED', lines: [{ shipped: 2, reserved: 0 }], viewerCan: [] });
    expect(done).toMatchObject({ state: 'COMPLETED', viewerCan: [], shipments: [{ state: 'DELIVERED' }] });
    expect(done.history.map(({ to }) => to)).toEqual(['NEW', 'RESERVED', 'PAID', 'FULFILLING', 'SHIPPED', 'COMPLETED']);
    expect(await level(variantId)).toEqual({ on_hand: 8, reserved: 0 });
    expect(await toldOf(house, id)).toEqual({
      events: ['order.created', 'order.reserved', 'order.paid', 'order.partlyShipped', 'order.shipped', 'order.completed'], audits: ['order.ingest', 'order.pay'],
    });
  });

  it('is reserved by hand once there is enough for it', async () => {
    const { id, variantId } = await made(1, 2);

    const short = await step(manager, 'orderReserve', { id });
    await manager.ask('mutation ($input: StockAdjustInput!) { stockAdjust(input: $input) { refusal { code } } }', { input: { variantId, delta: 1, reason: 'Delivery' } });
    const reserved = await step(manager, 'orderReserve', { id });

    expect(short.refusal).toEqual({ code: 'ORDER_STOCK_SHORT', field: 'id' });
    expect(reserved.order?.state).toBe('RESERVED');
    expect(await level(variantId)).toEqual({ on_hand: 2, reserved: 2 });
  });

  it.each(['orderCancel', 'orderExpire'])('gives back what is held for it: %s, once under one key', async name => {
    const { id, variantId } = await made();
    const input = { id, idempotencyKey: crypto.randomUUID() };

    const [first, again] = [await step(manager, name, input), await step(manager, name, input)];

    expect(first.order?.viewerCan).toEqual([]);
    expect(again).toEqual(first);
    expect(await level(variantId)).toEqual({ on_hand: 10, reserved: 0 });
  });

  it('is paid in full or not at all, and one on terms when it ends', async () => {
    const { id } = await made();

    const less = await step(manager, 'orderPay', { id, amount: 2099 });
    await step(manager, 'orderApprove', { id });
    const { shipment } = await send(manager, { orderId: id });
    const underway = await step(manager, 'orderComplete', { id, amount: 2100 });
    await arrive(shipment);
    const unpaid = await step(manager, 'orderComplete', { id });
    const paid = await step(manager, 'orderComplete', { id, amount: 2100 });

    expect([less.refusal, unpaid.refusal]).toEqual([{ code: 'ORDER_UNDERPAID', field: 'amount' }, { code: 'ORDER_UNDERPAID', field: 'amount' }]);
    expect([underway.refusal, (await orderOf(manager, id)).history.map(({ to }) => to)]).toEqual([{ code: 'ORDER_UNDERWAY', field: 'id' }, ['NEW', 'RESERVED', 'APPROVED_ON_TERMS', 'FULFILLING', 'SHIPPED', 'COMPLETED']]);
    expect(paid.order?.state).toBe('COMPLETED');
  });

  it.each([
    ['before it is sent', ['pay', 'ship', 'arrive']],
    ['while it is on its way', ['ship', 'pay', 'arrive']],
    ['once it has arrived', ['ship', 'arrive', 'pay']],
  ])('on terms that is paid %s goes on as it was, and is complete with the last of both', async (_when, deeds) => {
    const { id } = await made();
    await step(manager, 'orderApprove', { id });
    let shipment: { id: string } | null = null;
    const states: string[] = [];

    for (const deed of deeds) {
      if (deed === 'pay') await step(manager, 'orderPay', { id, amount: 2100, reason: 'Bank transfer' });
      else if (deed === 'ship') ({ shipment } = await send(manager, { orderId: id }));
      else await arrive(shipment);
      states.push((await orderOf(manager, id)).state);
    }
    const again = await step(manager, 'orderPay', { id, amount: 2100 });

    expect(states).toEqual([deeds[0] === 'pay' ? 'APPROVED_ON_TERMS' : 'SHIPPED', 'SHIPPED', 'COMPLETED']);
    expect(await manager.ask('query ($id: ID!) { order(id: $id) { paid viewerCan } }', { id })).toEqual({ order: { paid: 2100, viewerCan: [] } });
    expect(again.refusal).toEqual({ code: 'ORDER_ILLEGAL_TRANSITION', field: 'id' });
    expect((await toldOf(house, id)).audits).toEqual(['order.ingest', 'order.approve', 'order.pay']);
  });

  it('offers what can be done to it: to be paid while that is due, and to be completed once nothing is on its way', async () => {
    const { id } = await made();
    await step(manager, 'orderApprove', { id });
    const { shipment } = await send(manager, { orderId: id });

    const underway = await orderOf(manager, id);
    await arrive(shipment);

    expect([underway.viewerCan, (await orderOf(manager, id)).viewerCan]).toEqual([['pay'], ['pay', 'complete']]);
  });

  it('is refused every way there is not, from every state, and stays as it is', async () => {
    const { id } = await made();
    const verbs = (Object.keys(goals) as OrderVerb[]).filter(verb => verb !== 'ship');
    const pairs = Object.values(OrderState).flatMap(state => verbs.filter(verb => !isLegal(verb, { state, paid: 0n, total: 2100n })).map(verb => ({ state, verb })));
    const version = async () => house.sql(`select state, paid, (select count(*)::int from commerce.order_transition t where t.order_id = o.id) as steps from commerce."order" o where id = $1`, [id]);

    const wrong: object[] = [];
    for (const { state, verb } of pairs) {
      await house.sql('update commerce."order" set state = $2 where id = $1', [id, state]);
      const before = await version();
      const { refusal } = await step(manager, `order${verb.charAt(0).toUpperCase()}${verb.slice(1)}`, { id, ...(verb === 'pay' ? { amount: 2100 } : {}) });
      if (refusal?.code !== 'ORDER_ILLEGAL_TRANSITION' || JSON.stringify(await version()) !== JSON.stringify(before)) wrong.push({ state, verb, refusal });
    }

    expect(wrong).toEqual([]);
    expect(pairs).toHaveLength(77 - 18);
  });

  it('of two who pay and cancel it at once obeys one', async () => {
    const { id } = await made();

    const outcomes = await Promise.all([step(manager, 'orderPay', { id, amount: 2100 }), step(manager, 'orderExpire', { id })]);

    expect(outcomes.filter(({ refusal }) => refusal === null)).toHaveLength(1);
    expect(outcomes.flatMap(({ refusal }) => refusal?.code ?? [])).toEqual(['ORDER_ILLEGAL_TRANSITION']);
  });

  it('of another organization answers like an unknown one', async () => {
    const stranger = await (await house.organization('Strangers')).as('owner');
    const { id } = await made();

    const [foreign, unknown] = [await step(stranger, 'orderCancel', { id }), await step(stranger, 'orderCancel', { id: crypto.randomUUID() })];

    expect(foreign).toEqual(unknown);
    expect(foreign.refusal).toEqual({ code: 'NOT_FOUND', field: 'id' });
    expect(await stranger.ask('query ($id: ID!) { order(id: $id) { id } }', { id })).toEqual({ order: null });
  });

  it('shows where it goes to whoever may know, and reaches whoever watches it', async () => {
    const goods = await stock(manager);
    const { order } = await ingest(manager, saying(goods, { shippingAddress: 'Ada\n1 Main Street' }));
    const [agent, analyst] = [await organization.as('agent'), await organization.as('analyst')];
    const ask = (person: Person) => person.askRaw('query ($id: ID!) { order(id: $id) { state shippingAddress } }', { id: order?.id });
    const socket = openSocket(house.url, agent);
    const watching = await socket.watch('subscription ($id: ID!) { orderChanged(id: $id) { state } }', { id: order?.id });

    const [shown, masked] = [await ask(agent), await ask(analyst)];
    await step(manager, 'orderCancel', { id: order?.id });

    expect((await watching.next()).data).toEqual({ orderChanged: { state: 'CANCELLED' } });
    expect(shown.body.data).toEqual({ order: { state: 'RESERVED', shippingAddress: 'Ada\n1 Main Street' } });
    expect(masked.body.data).toEqual({ order: { state: 'RESERVED', shippingAddress: null } });
    await socket.close();
  });
});

it('orders are found, and cost as many statements for 50 as for 5, with lines, history and shipments', async () => {
  const many = await house.organization('Many');
  const owner = await many.as('owner');
  const goods = await stock(owner, 1000);
  for (let n = 0; n < 50; n++) {
    const { order } = await ingest(owner, saying(goods, { quantity: 2, externalId: `order-${String(n)}`, channel: n < 3 ? 'market' : 'shop', placedAt: `2026-11-${String(1 + (n % 20)).padStart(2, '0')}T09:00:00Z` }));
    await step(owner, 'orderApprove', { id: order?.id });
    await send(owner, { orderId: order?.id, lines: [{ orderLineId: order?.lines[0]?.id, quantity: 1 }] });
  }
  const list = 'query ($first: Int) { orders(first: $first) { nodes { number lines { sku reserved variant { sku } } history { to } shipments { carrier } } } }';
  const found = async (filter: object) => (await owner.ask<{ orders: { totalCount: number } }>('query ($filter: OrderFilter) { orders(filter: $filter) { totalCount } }', { filter })).orders.totalCount;

  const [few, all] = [await owner.askRaw(list, { first: 5 }), await owner.askRaw(list.replace(' variant { sku }', ''), { first: 50 })];

  expect((all.body.data as unknown as { orders: { nodes: unknown[] } }).orders.nodes).toHaveLength(50);
  expect(few.body.data).toMatchObject({ orders: { nodes: { 0: { lines: [{ sku: goods.sku, reserved: 1, variant: { sku: goods.sku } }], shipments: [{ carrier: 'DHL' }] } } } });
  expect(few.body.extensions?.trace).toEqual({ fetches: 1, statements: 6 });
  expect(all.body.extensions?.trace).toEqual({ fetches: 1, statements: 5 });
  expect([
    await found({ state: 'FULFILLING' }), await found({ channel: 'market' }), await found({ search: goods.sku.toLowerCase() }), await found({ search: 'order-49' }), await found({ number: 1001 }),
    await found({ placedFrom: '2026-11-20T00:00:00Z' }), await found({ placedBefore: '2026-11-02T00:00:00Z' }), await found({ customerId: crypto.randomUUID() }), await found({ state: 'PAID' }),
  ]).toEqual([50, 3, 50, 1, 1, 2, 3, 0, 0]);
}, 120_000);
