import { beforeAll, describe, expect, it } from '@jest/globals';
import { openHouse, soon, toldOf, type Organization, type Person, type TestHouse } from '@deskgraph/testing';
import { ingest, orderOf, saying, step, stock } from '../../test/shop.js';

let house: TestHouse;
let organization: Organization;
let manager: Person;
beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization('Ingestion');
  manager = await organization.as('manager');
});

const level = async (variantId: string) => (await house.sql<{ on_hand: number; reserved: number }>('select on_hand, reserved from commerce.stock_level where variant_id = $1 order by location', [variantId]))[0];
const held = (variantId: string) =>
  house.sql<{ quantity: number }>('select r.quantity from commerce.reservation r join commerce.stock_level l on l.organization_id = r.organization_id and l.id = r.stock_level_id where l.variant_id = $1', [variantId]);

describe('an order that comes in', () => {
  it('is one with one reservation, however often it is delivered at once', async () => {
    const goods = await stock(manager, 10);
    const said = saying(goods, { quantity: 3, buyerEmail: `${crypto.randomUUID()}@example.com` });

    const outcomes = await Promise.all(Array.from({ length: 50 }, () => ingest(manager, said)));

    const id = outcomes[0]!.order!.id;
    expect(outcomes.map(({ order, refusal }) => [order?.id, refusal])).toEqual(Array(50).fill([id, null]));
    expect(outcomes[0]!.order).toMatchObject({ state: 'RESERVED', total: 3150, lines: [{ sku: goods.sku, quantity: 3, reserved: 3, total: 3150 }], history: [{ from: null, to: 'NEW' }, { from: 'NEW', to: 'RESERVED' }] });
    expect(await held(goods.variantId)).toEqual([{ quantity: 3 }]);
    expect(await level(goods.variantId)).toEqual({ on_hand: 10, reserved: 3 });
    const { events, audits } = await toldOf(house, id);
    expect([events.filter(topic => topic !== 'order.changed'), audits]).toEqual([['order.created', 'order.reserved'], ['order.ingest']]); // crm may have said who that is
  });

  it('sells exactly the 100 there are to 500 who want one', async () => {
    const goods = await stock(manager, 100);
    const buyers = Array.from({ length: 500 }, () => saying(goods));
    const states: (string | undefined)[] = [];

    await Promise.all(Array.from({ length: 20 }, async () => {
      for (let next = buyers.pop(); next; next = buyers.pop()) states.push((await ingest(manager, next)).order?.state);
    }));

    expect(states.filter(state => state === 'RESERVED')).toHaveLength(100);
    expect(states.filter(state => state === 'REQUIRES_ACTION')).toHaveLength(400);
    expect(await level(goods.variantId)).toEqual({ on_hand: 100, reserved: 100 });
    expect(await held(goods.variantId)).toHaveLength(100);
    const [ledger] = await house.sql('select sum(m.on_hand)::int as on_hand, sum(m.reserved)::int as reserved from commerce.stock_movement m join commerce.stock_level l on l.id = m.stock_level_id where l.variant_id = $1', [goods.variantId]);
    expect(ledger).toEqual({ on_hand: 100, reserved: 100 });
  }, 120_000);

  it('holds two lines of one thing against one number, and all or nothing', async () => {
    const [goods, other] = [await stock(manager, 5), await stock(manager, 5)];
    const line = (externalId: string, sku: string, quantity: number) => ({ externalId, sku, title: 'Drum', quantity, unitPrice: 0 });

    const { order } = await ingest(manager, saying(goods, { lines: [line('a', goods.sku, 3), line('b', other.sku, 1), line('c', goods.sku, 3)], total: 0 }));

    expect(order).toMatchObject({ state: 'REQUIRES_ACTION', lines: [{ reserved: 0 }, { reserved: 0 }, { reserved: 0 }] });
    expect([await level(goods.variantId), await level(other.variantId)]).toEqual([{ on_hand: 5, reserved: 0 }, { on_hand: 5, reserved: 0 }]);
  });

  it('does not lock itself out, in whatever order its lines name the same things', async () => {
    const shelves = [await stock(manager, 50), await stock(manager, 50), await stock(manager, 50)];
    const lines = shelves.map(({ sku }, index) => ({ externalId: String(index), sku, title: 'Drum', quantity: 1, unitPrice: 0 }));

    const outcomes = await Promise.all(Array.from({ length: 30 }, (_, n) => ingest(manager, saying(shelves[0]!, { lines: n % 2 === 0 ? lines : lines.toReversed(), total: 0 }))));

    expect(outcomes.map(({ order, refusal }) => [order?.state, refusal])).toEqual(Array(30).fill(['RESERVED', null]));
    expect(await Promise.all(shelves.map(({ variantId }) => level(variantId)))).toEqual(Array(3).fill({ on_hand: 50, reserved: 30 }));
  });

  it.each([
    ['a total that does not add up', { total: 1 }, { code: 'ORDER_TOTAL_WRONG', field: 'total' }],
    ['more money than there is', { lines: [{ externalId: '1', sku: 'X', title: 'X', quantity: 2, unitPrice: 999_999_999_999_999 }] }, { code: 'INVALID', field: 'lines.0.unitPrice' }],
    ['more taken off than it costs', { discount: 1051, total: 0 }, { code: 'INVALID', field: 'total' }],
    ['an unknown currency', { currency: 'XYZ1' }, { code: 'INVALID', field: 'currency' }],
    ['no lines', { lines: [] }, { code: 'INVALID', field: 'lines' }],
    ['no pieces', { lines: [{ externalId: '1', sku: 'X', title: 'X', quantity: 0, unitPrice: 1 }] }, { code: 'INVALID', field: 'lines.0.quantity' }],
    ['an address that is none', { buyerEmail: 'nobody' }, { code: 'INVALID', field: 'buyerEmail' }],
    ['a change that has not come yet', { changedAt: new Date(Date.now() + 600_000) }, { code: 'INVALID', field: 'changedAt' }],
    ['a day that has not come yet', { placedAt: new Date(Date.now() + 86_400_000) }, { code: 'INVALID', field: 'placedAt' }],
  ])('is refused with %s, and leaves nothing behind', async (_what, changes, refusal) => {
    const goods = await stock(manager, 10);
    const said = saying(goods, changes);

    const outcome = await ingest(manager, said);

    expect(outcome).toEqual({ order: null, refusal });
    expect(await house.sql('select from commerce."order" where external_id = $1', [said.externalId])).toEqual([]);
    expect(await level(goods.variantId)).toEqual({ on_hand: 10, reserved: 0 });
  });

  it('may be brought by a key that has the scope, and by no agent', async () => {
    const goods = await stock(manager, 10);
    const partner = house.stranger({ authorization: `Bearer ${await organization.apiKey(['order.ingest', 'order.read'])}` });
    const agent = await organization.as('agent');

    const { order } = await verbless(partner, saying(goods));
    const denied = await agent.askRaw('mutation ($input: OrderIngestInput!) { orderIngest(input: $input) { order { id } } }', { input: saying(goods) });

    expect(order?.state).toBe('RESERVED');
    expect(denied.body.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', permission: 'order.ingest' });
  });
});

describe('an order that its channel changes', () => {
  it('moves what is held by the difference; what is older or the same changes nothing', async () => {
    const goods = await stock(manager, 10);
    const said = saying(goods, { quantity: 3 });
    const at = (minute: string, quantity: number) => ({ ...said, changedAt: `2026-11-20T11:${minute}:00Z`, lines: said.lines.map(line => ({ ...line, quantity })), total: 1050 * quantity });
    const reserved = async (input: object) => ((await ingest(manager, input)).order?.lines[0]?.reserved);

    expect([await reserved(said), await reserved(at('10', 5)), await reserved(at('05', 9)), await reserved(said), await reserved(at('10', 5)), await reserved(at('20', 1))]).toEqual([3, 5, 5, 5, 5, 1]);
    expect(await level(goods.variantId)).toEqual({ on_hand: 10, reserved: 1 });
    expect((await ingest(manager, at('20', 2))).refusal).toEqual({ code: 'CONFLICT', field: 'changedAt' });
  });

  it('swaps a line for another, and gives back what it no longer needs', async () => {
    const [goods, other] = [await stock(manager, 10), await stock(manager, 10)];
    const said = saying(goods, { quantity: 3 });
    await ingest(manager, said);

    const { order } = await ingest(manager, { ...said, changedAt: '2026-11-20T11:00:00Z', lines: [{ ...said.lines[0], externalId: '2', sku: other.sku }] });

    expect(order?.lines).toMatchObject([{ sku: other.sku, reserved: 3 }]);
    expect([await level(goods.variantId), await level(other.variantId)]).toEqual([{ on_hand: 10, reserved: 0 }, { on_hand: 10, reserved: 3 }]);
  });

  it('stops where it becomes more than there is, keeps what it had, and goes on once there is enough', async () => {
    const goods = await stock(manager, 4);
    const said = saying(goods, { quantity: 3 });
    await ingest(manager, said);

    const stopped = await ingest(manager, { ...said, changedAt: '2026-11-20T11:00:00Z', lines: [{ ...said.lines[0], quantity: 5 }], total: 5250 });
    const less = await ingest(manager, { ...said, changedAt: '2026-11-20T12:00:00Z', lines: [{ ...said.lines[0], quantity: 4 }], total: 4200 });

    expect(stopped.order).toMatchObject({ state: 'REQUIRES_ACTION', lines: [{ quantity: 5, reserved: 3 }] });
    expect(less.order).toMatchObject({ state: 'RESERVED', lines: [{ quantity: 4, reserved: 4 }] });
  });

  it('gets the buyer whom the channel names only later, and another where it names another; without one it keeps who is known', async () => {
    const said = saying(await stock(manager, 10));
    const [first, second] = [`${crypto.randomUUID()}@example.com`, `${crypto.randomUUID()}@example.com`];
    const { order } = await ingest(manager, said);
    const id = order!.id;
    const customer = async () => (await orderOf(manager, id)).customer?.id ?? null;
    const isKnown = async () => (await customer()) !== null;
    const parties = () => house.sql<{ party_id: string | null; placed_at: Date }>('select party_id, placed_at from commerce."order" where id = $1', [id]);

    const wrong = await ingest(manager, { ...said, changedAt: '2026-11-20T11:00:00Z', buyerEmail: 'nobody' });
    const [nobody] = await parties();
    await ingest(manager, { ...said, changedAt: '2026-11-20T12:00:00Z', placedAt: '2026-11-20T08:00:00Z', buyerEmail: first });
    const found = await soon(isKnown, true, 20_000);
    const [one, ada] = [(await parties())[0], await customer()];
    await ingest(manager, { ...said, changedAt: '2026-11-20T13:00:00Z', shipping: 5, total: 1055 });
    const [kept, still] = [(await parties())[0], await customer()];
    await ingest(manager, { ...said, changedAt: '2026-11-20T14:00:00Z', buyerEmail: second });
    const other = await soon(async () => (await isKnown()) && (await customer()) !== ada, true, 20_000);

    expect([wrong.refusal, nobody?.party_id]).toEqual([{ code: 'INVALID', field: 'buyerEmail' }, null]);
    expect([found, one?.placed_at.toISOString(), still]).toEqual([true, '2026-11-20T08:00:00.000Z', ada]);
    expect([kept?.party_id, other]).toEqual([one?.party_id, true]);
    const [last] = await parties();
    const told = await house.sql<{ related_ids: string[] }>(`select related_ids from platform.event where subject_id = $1 and topic = 'order.changed' and related_ids @> $2 and cause is null order by id desc limit 1`, [id, [last?.party_id]]);
    expect(told).toEqual([{ related_ids: [last?.party_id, one?.party_id, ada] }]);
  });

  it('is not changed any more once it is over', async () => {
    const goods = await stock(manager, 10);
    const said = saying(goods);
    const { order } = await ingest(manager, said);
    await step(manager, 'orderCancel', { id: order?.id });

    const late = await ingest(manager, { ...said, changedAt: '2026-11-21T00:00:00Z', shipping: 5, total: 1055 });

    expect(late.refusal).toEqual({ code: 'ORDER_CLOSED', field: 'externalId' });
    expect(await orderOf(manager, order!.id)).toMatchObject({ state: 'CANCELLED', total: 1050 });
  });
});

it('an order gets its customer when crm says who that is, and follows them when they are merged', async () => {
  const goods = await stock(manager, 10);
  const { order } = await ingest(manager, saying(goods, { buyerExternalId: 'buyer-17', buyerName: 'Ada' }));
  const customer = async () => (await orderOf(manager, order!.id)).customer?.id ?? null;
  const found = async () => (await customer()) !== null;

  const isFound = await soon(found, true, 20_000);
  const source = await customer();
  const { customerCreate } = await manager.ask<{ customerCreate: { customer: { id: string } } }>('mutation { customerCreate(input: { name: "Ada Lovelace" }) { customer { id } } }');
  const target = customerCreate.customer.id;
  const { customerMerge } = await manager.ask<{ customerMerge: { refusal: unknown } }>('mutation ($input: CustomerMergeInput!) { customerMerge(input: $input) { refusal { code } } }', { input: { sourceId: source, targetId: target } });
  const followed = await soon(customer, target, 20_000);

  const query = 'query ($id: ID!) { order(id: $id) { customer { id orderCount orders(first: 2) { id } } } }';
  expect([order!.customer, isFound, customerMerge.refusal, followed]).toEqual([null, true, null, target]);
  expect(await manager.ask(query, { id: order!.id })).toEqual({ order: { customer: { id: target, orderCount: 1, orders: [{ id: order!.id }] } } });
  expect((await toldOf(house, order!.id)).events).toEqual(['order.created', 'order.reserved', 'order.changed', 'order.changed']);
});

async function verbless(person: Person, input: object): Promise<{ order: { state: string } | null }> {
  return (await person.ask<{ orderIngest: { order: { state: string } | null } }>('mutation ($input: OrderIngestInput!) { orderIngest(input: $input) { order { state } refusal { code } } }', { input })).orderIngest;
}
