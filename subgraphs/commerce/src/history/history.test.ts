import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openGround, openHouse, toldOf, type Ground, type Organization, type Person, type TestHouse } from '@deskgraph/testing';
import { newId } from '@deskgraph/kit';
import { ingest, orderOf, saying, send, step, stock, verb } from '../../test/shop.js';
import { commerce, importOrders, type PastDeed, type PastOrder } from '../index.js';

let house: TestHouse;
let ground: Ground;
let organization: Organization;
let manager: Person;
beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization('History');
  manager = await organization.as('manager');
  ground = await openGround(commerce.entities, 'commerce');
});
afterAll(() => ground.close());

const day = (of: number): Date => new Date(Date.UTC(2026, 7, of, 9));
const past = (said: ReturnType<typeof saying>, deeds: readonly PastDeed[], changes: Partial<PastOrder> = {}): PastOrder => ({
  id: newId({ msecs: day(1).getTime() }), said: { ...said, changedAt: day(1), placedAt: day(1), shipping: 0, tax: 0, discount: 0 }, at: day(1), isShort: false, deeds, ...changes,
});
const brought = (...orders: PastOrder[]): Promise<number> => ground.within(organization.id, {}, ctx => importOrders(ctx, orders));
const pay = (of: number): PastDeed => ({ verb: 'pay', at: day(of), memberId: manager.memberId, reason: null });
const ship = (of: number, quantity: number | null): PastDeed => ({ verb: 'ship', at: day(of), memberId: manager.memberId, carrier: 'Elsewhere', trackingNumber: null, lines: quantity === null ? null : [{ externalId: '1', quantity }] });
const deliver = (of: number, shipment: number): PastDeed => ({ verb: 'deliver', at: day(of), memberId: null, shipment });
const shelf = (variantId: string) => house.sql<{ on_hand: number; reserved: number }>('select on_hand, reserved from commerce.stock_level where variant_id = $1', [variantId]);
const moves = (orderId: string) => house.sql('select on_hand, reserved, reason from commerce.stock_movement where order_id = $1 order by at, on_hand', [orderId]);
const steps = (id: string) => house.sql('select "from", "to" from commerce.order_transition where order_id = $1 order by at, "from" is not null, id', [id]);
const none = async (said: { externalId: string }): Promise<void> => expect(await house.sql('select from commerce."order" where organization_id = $1 and external_id = $2', [organization.id, said.externalId])).toEqual([]);

describe('an order of the past', () => {
  it('is what it would be had each verb been done to it: state, stock, ledger, history, events and audit', async () => {
    const [goods, same] = [await stock(manager), await stock(manager)];
    const { order } = await ingest(manager, saying(goods, { quantity: 3 }));
    const id = order?.id ?? '';
    await step(manager, 'orderPay', { id, amount: 3150 });
    const first = await send(manager, { orderId: id, lines: [{ orderLineId: order?.lines[0]?.id, quantity: 1 }] });
    const second = await send(manager, { orderId: id });
    for (const shipment of [first, second]) await verb(manager, 'shipmentDeliver', { id: shipment.shipment?.id }, 'shipment { id }');

    const bulk = past(saying(same, { quantity: 3 }), [pay(2), ship(3, 1), ship(4, null), deliver(5, 0), deliver(6, 1)]);
    const added = await brought(bulk);

    const [one, other] = [await orderOf(manager, id), await orderOf(manager, bulk.id)];
    expect(added).toBe(1);
    expect(other).toMatchObject({ state: 'COMPLETED', total: 3150, lines: [{ quantity: 3, shipped: 3, reserved: 0 }], shipments: [{ state: 'DELIVERED' }, { state: 'DELIVERED' }] });
    expect(other.state).toBe(one.state);
    expect(await shelf(same.variantId)).toEqual(await shelf(goods.variantId));
    expect(await moves(bulk.id)).toEqual(await moves(id));
    expect(await steps(bulk.id)).toEqual(await steps(id));
    expect(await toldOf(house, bulk.id)).toEqual(await toldOf(house, id));
    expect(await toldOf(house, other.shipments[0]?.id ?? '')).toEqual(await toldOf(house, first.shipment?.id ?? ''));
  });

  it('carries the times at which it was, in its rows, events and audit', async () => {
    const bulk = past(saying(await stock(manager)), [pay(2)]);

    await brought(bulk);

    const times = (table: string) => house.sql<{ at: Date }>(`select at from platform.${table} where subject_id = $1 order by at`, [bulk.id]);
    expect((await times('audit')).map(({ at }) => at)).toEqual([day(1), day(2)]);
    expect((await times('event')).map(({ at }) => at.toISOString().slice(0, 10))).toEqual(['2026-08-01', '2026-08-01', '2026-08-02']);
    expect(await house.sql('select created_at, changed_at from commerce."order" where id = $1', [bulk.id])).toEqual([{ created_at: day(1), changed_at: day(2) }]);
  });

  it('brought twice is there once, and nothing is told or held again', async () => {
    const goods = await stock(manager);
    const bulk = past(saying(goods, { quantity: 2 }), [pay(2)]);

    const added = [await brought(bulk), await brought(bulk)];

    expect(added).toEqual([1, 0]);
    expect(await shelf(goods.variantId)).toEqual([{ on_hand: 10, reserved: 2 }]);
    expect((await toldOf(house, bulk.id)).audits).toEqual(['order.ingest', 'order.pay']);
  });

  it('that waited for stock holds it from when there was enough, and gives it back when it is called off', async () => {
    const goods = await stock(manager, 5);
    const reasoned = (name: 'backorder' | 'reserve' | 'cancel', of: number): PastDeed => ({ verb: name, at: day(of), memberId: null, reason: 'So it was' });
    const waiting = past(saying(goods, { quantity: 5 }), [reasoned('backorder', 2)], { isShort: true });
    const held = past(saying(goods, { quantity: 4 }), [reasoned('backorder', 2), reasoned('reserve', 3)], { isShort: true });
    const called = past(saying(goods, { quantity: 1 }), [reasoned('cancel', 2)]);

    await brought(waiting, held, called);

    expect([await orderOf(manager, waiting.id), await orderOf(manager, held.id), await orderOf(manager, called.id)]).toMatchObject([{ state: 'BACKORDERED', lines: [{ reserved: 0 }] }, { state: 'RESERVED', lines: [{ reserved: 4 }] }, { state: 'CANCELLED', lines: [{ reserved: 0 }] }]);
    expect(await shelf(goods.variantId)).toEqual([{ on_hand: 5, reserved: 4 }]);
  });

  it('on terms is paid when it was, and complete with what arrived last; nothing ends while it is on its way', async () => {
    const goods = await stock(manager, 10);
    const reasoned = (name: 'approve' | 'complete', of: number): PastDeed => ({ verb: name, at: day(of), memberId: null, reason: null });
    const [early, late] = [past(saying(goods), [reasoned('approve', 2), pay(3), ship(4, null), deliver(5, 0)]), past(saying(goods), [reasoned('approve', 2), ship(3, null), deliver(4, 0), pay(5)])];

    await brought(early, late);

    expect([await orderOf(manager, early.id), await orderOf(manager, late.id)]).toMatchObject([{ state: 'COMPLETED' }, { state: 'COMPLETED' }]);
    expect((await toldOf(house, early.id)).events).toEqual(['order.created', 'order.reserved', 'order.approved', 'order.changed', 'order.partlyShipped', 'order.shipped', 'order.completed']);
    await expect(brought(past(saying(goods), [reasoned('approve', 2), ship(3, null), reasoned('complete', 4)]))).rejects.toMatchObject({ code: 'ORDER_UNDERWAY' });
  });

  it('is refused where no way leads, there was too little, it came out of order, or does not add up; with all that was brought beside it', async () => {
    const goods = await stock(manager, 3);
    const good = saying(goods);
    const wrong: [PastOrder, string][] = [
      [past(saying(goods), [ship(2, null)]), 'ORDER_ILLEGAL_TRANSITION'],
      [past(saying(goods, { quantity: 4 }), []), 'ORDER_STOCK_SHORT'],
      [past(saying(goods), [pay(3), ship(2, null)]), 'INVALID'],
      [past(saying(goods), [pay(2), deliver(3, 0)]), 'INVALID'],
      [past(saying(goods, { total: 1 }), []), 'ORDER_TOTAL_WRONG'],
    ];

    for (const [order, code] of wrong) {
      await expect(brought(past(good, []), order)).rejects.toMatchObject({ code });
      await none(order.said);
    }

    await none(good);
    expect(await shelf(goods.variantId)).toEqual([{ on_hand: 3, reserved: 0 }]);
  });
});
