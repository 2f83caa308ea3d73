import { beforeAll, describe, expect, it } from '@jest/globals';
import { consumed, openHouse, soon, toldOf, type Organization, type Person, type TestHouse } from '@deskgraph/testing';
import { ingest, orderOf, saying, step, stock, verb, type Goods } from '../../test/shop.js';

let house: TestHouse;
let organization: Organization;
let manager: Person;
beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization('Replenishment');
  manager = await organization.as('manager');
});

const level = async ({ variantId }: Goods) => (await house.sql<{ on_hand: number; reserved: number }>('select on_hand, reserved from commerce.stock_level where variant_id = $1 order by location', [variantId]))[0];
const come = ({ variantId }: Goods, delta: number) => verb(manager, 'stockAdjust', { variantId, delta, reason: 'Delivery' }, 'stockLevel { id }');
const at = (hour: number): string => `2026-11-20T${String(hour).padStart(2, '0')}:00:00Z`;
const statesOf = async (ids: readonly string[]) => Promise.all(ids.map(async id => (await orderOf(manager, id)).state));
const held = async (ids: readonly string[]): Promise<string> => (await statesOf(ids)).map(state => (state === 'RESERVED' ? 'x' : '-')).join('');

/** An order that waits for stock, placed at an hour. */
async function waiting(lines: readonly (readonly [Goods, number])[], hour: number): Promise<string> {
  const said = saying(lines[0]![0], { placedAt: at(hour), total: 0, lines: lines.map(([{ sku }, quantity], place) => ({ externalId: String(place), sku, title: 'Drum', quantity, unitPrice: 0 })) });
  const { order } = await ingest(manager, said);
  const { order: waits } = await step(manager, 'orderBackorder', { id: order?.id });
  expect(waits?.state).toBe('BACKORDERED');
  return waits!.id;
}

describe('orders that wait for stock', () => {
  it('get what comes, the one placed first first, whoever came in first, and no more than there is', async () => {
    const goods = await stock(manager, 0);
    const ids: string[] = [];
    for (let hour = 9; hour >= 0; hour--) ids.unshift(await waiting([[goods, 2]], hour));

    await Promise.all([come(goods, 3), come(goods, 4)]);
    const some = await soon(() => held(ids), 'xxx-------', 10_000);
    const between = await level(goods);
    await step(manager, 'orderCancel', { id: ids[1] });
    const next = await soon(() => held(ids), 'x-xx------', 10_000);
    await come(goods, 100);
    const all = await soon(() => held(ids), 'x-xxxxxxxx', 10_000);

    expect([some, between, next, all]).toEqual(['xxx-------', { on_hand: 7, reserved: 6 }, 'x-xx------', 'x-xxxxxxxx']);
    expect(await level(goods)).toEqual({ on_hand: 107, reserved: 18 });
    expect((await orderOf(manager, ids[0]!)).history).toMatchObject([{ to: 'NEW' }, { to: 'REQUIRES_ACTION' }, { to: 'BACKORDERED' }, { from: 'BACKORDERED', to: 'RESERVED' }]);
    expect(await toldOf(house, ids[0]!)).toEqual({ events: ['order.created', 'order.stopped', 'order.backordered', 'order.reserved'], audits: ['order.ingest', 'order.backorder', 'order.reserve'] });
  });

  it('get all they need or nothing, and keep from nobody what they do not need', async () => {
    const [goods, other] = [await stock(manager, 0), await stock(manager, 0)];
    const both = await waiting([[goods, 2], [other, 1]], 1);
    const one = await waiting([[goods, 2]], 2);

    await come(goods, 5);
    const first = await soon(() => held([both, one]), '-x', 10_000);
    await come(other, 1);
    const second = await soon(() => held([both, one]), 'xx', 10_000);

    expect([first, second]).toEqual(['-x', 'xx']);
    expect([await level(goods), await level(other)]).toEqual([{ on_hand: 5, reserved: 4 }, { on_hand: 1, reserved: 1 }]);
  });

  it('are not overtaken by one placed later, unless somebody decides so', async () => {
    const goods = await stock(manager, 0);
    const early = await waiting([[goods, 5]], 5);
    await come(goods, 4);

    const [later, sooner] = [await ingest(manager, saying(goods, { placedAt: at(6) })), await ingest(manager, saying(goods, { placedAt: at(4) }))];
    const decided = await step(manager, 'orderReserve', { id: later.order?.id });
    await come(goods, 3);

    expect([later.order?.state, sooner.order?.state, decided.order?.state]).toEqual(['REQUIRES_ACTION', 'RESERVED', 'RESERVED']);
    expect(await soon(() => held([early]), 'x', 10_000)).toBe('x');
    expect(await level(goods)).toEqual({ on_hand: 7, reserved: 7 });
  });

  it('are served at once where there is enough when they begin to wait, and when a channel takes something out of an order', async () => {
    const goods = await stock(manager, 3);
    const said = saying(goods, { quantity: 3 });
    await ingest(manager, said);
    const short = await ingest(manager, saying(goods, { quantity: 2 }));
    await come(goods, 2);
    await step(manager, 'orderBackorder', { id: short.order?.id });
    const begun = await soon(() => held([short.order!.id]), 'x', 10_000);
    const next = await waiting([[goods, 2]], 1);

    await ingest(manager, { ...said, changedAt: at(12), lines: [{ ...said.lines[0], quantity: 1 }], total: 1050 });

    expect(begun).toBe('x');
    expect(await soon(() => held([next]), 'x', 10_000)).toBe('x');
    expect(await level(goods)).toEqual({ on_hand: 5, reserved: 5 });
  });

  it('leave no job behind where there is not enough for any of them', async () => {
    const goods = await stock(manager, 0);
    const id = await waiting([[goods, 3]], 1);
    const jobs = async () => (await house.sql<{ count: number }>(`select count(*)::int as count from platform.job where organization_id = $1 and name = 'commerce.replenish'`, [organization.id]))[0]?.count;
    await consumed(house, 'commerce.stock', '%', [organization]);
    const before = await jobs();

    await come(goods, 2);
    await consumed(house, 'commerce.stock', '%', [organization]);

    expect([await jobs(), await held([id])]).toEqual([before, '-']);
  });
});
