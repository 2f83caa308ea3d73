import { beforeAll, describe, expect, it } from '@jest/globals';
import { openHouse, toldOf, type Person, type TestHouse } from '@deskgraph/testing';
import { ingest, orderOf, saying, send, step, stock, verb } from '../../test/shop.js';

let house: TestHouse;
let manager: Person;
beforeAll(async () => {
  house = await openHouse();
  manager = await (await house.organization('Shipments')).as('manager');
});

const paid = async (quantity = 3) => {
  const goods = await stock(manager, 10);
  const { order } = await ingest(manager, saying(goods, { quantity }));
  await step(manager, 'orderPay', { id: order?.id, amount: 1050 * quantity });
  return { ...goods, id: order!.id, lineId: order!.lines[0]!.id };
};
const level = async (variantId: string) => (await house.sql<{ on_hand: number; reserved: number }>('select on_hand, reserved from commerce.stock_level where variant_id = $1', [variantId]))[0];
const deliver = (input: object, person = manager) => verb<{ shipment: { state: string; deliveredAt: string } | null }>(person, 'shipmentDeliver', input, 'shipment { state deliveredAt }');

describe('a shipment', () => {
  it('takes what is in it out of stock, part by part, once under one key', async () => {
    const { id, lineId, variantId } = await paid();
    const input = { orderId: id, lines: [{ orderLineId: lineId, quantity: 1 }], idempotencyKey: crypto.randomUUID() };

    const [first, again] = [await send(manager, input), await send(manager, input)];
    const between = [await level(variantId), (await orderOf(manager, id)).state];
    await send(manager, { orderId: id });

    expect(again).toEqual(first);
    expect(between).toEqual([{ on_hand: 9, reserved: 2 }, 'FULFILLING']);
    expect(await level(variantId)).toEqual({ on_hand: 7, reserved: 0 });
    expect(await orderOf(manager, id)).toMatchObject({ state: 'SHIPPED', lines: [{ shipped: 3, reserved: 0 }], shipments: [{}, {}] });
    expect(await toldOf(house, first.shipment!.id)).toEqual({ events: ['shipment.created'], audits: ['shipment.create'] });
  });

  it('arrives once, and completes a paid order with the last', async () => {
    const { id, lineId } = await paid();
    const first = await send(manager, { orderId: id, lines: [{ orderLineId: lineId, quantity: 1 }] });
    const second = await send(manager, { orderId: id });

    const arrived = await deliver({ id: second.shipment?.id });
    const between = (await orderOf(manager, id)).state;
    const early = await deliver({ id: first.shipment?.id, deliveredAt: '2020-01-01T00:00:00Z' });
    const ahead = await deliver({ id: first.shipment?.id, deliveredAt: new Date(Date.now() + 86_400_000) });
    await deliver({ id: first.shipment?.id });
    const twice = await deliver({ id: first.shipment?.id });

    expect(arrived.shipment).toMatchObject({ state: 'DELIVERED', deliveredAt: expect.any(String) });
    expect(between).toBe('SHIPPED');
    expect((await orderOf(manager, id)).state).toBe('COMPLETED');
    expect([early.refusal, ahead.refusal, twice.refusal]).toEqual([{ code: 'INVALID', field: 'deliveredAt' }, { code: 'INVALID', field: 'deliveredAt' }, { code: 'SHIPMENT_DELIVERED', field: 'id' }]);
  });

  it('is refused with more than is open, a line of another order, and before the order may go out; and nothing moves', async () => {
    const { id, lineId, variantId } = await paid();
    const other = await paid();
    const { order: unpaid } = await ingest(manager, saying(other));

    const outcomes = [
      await send(manager, { orderId: id, lines: [{ orderLineId: lineId, quantity: 4 }] }),
      await send(manager, { orderId: id, lines: [{ orderLineId: other.lineId, quantity: 1 }] }),
      await send(manager, { orderId: id, lines: [{ orderLineId: lineId, quantity: 1 }, { orderLineId: lineId, quantity: 1 }] }),
      await send(manager, { orderId: unpaid?.id }),
      await send(manager, { orderId: crypto.randomUUID() }),
    ];

    expect(outcomes.map(({ refusal }) => refusal)).toEqual([
      { code: 'SHIPMENT_TOO_MUCH', field: 'lines.0.quantity' }, { code: 'NOT_FOUND', field: 'lines.0.orderLineId' }, { code: 'INVALID', field: 'lines' },
      { code: 'ORDER_ILLEGAL_TRANSITION', field: 'orderId' }, { code: 'NOT_FOUND', field: 'orderId' },
    ]);
    expect(await level(variantId)).toEqual({ on_hand: 10, reserved: 3 });
  });

  it('is never made twice of the same pieces, by two at once', async () => {
    const { id, variantId } = await paid();

    const outcomes = await Promise.all([send(manager, { orderId: id }), send(manager, { orderId: id })]);

    expect(outcomes.flatMap(({ refusal }) => refusal?.code ?? [])).toEqual(['ORDER_ILLEGAL_TRANSITION']);
    expect(await level(variantId)).toEqual({ on_hand: 7, reserved: 0 });
  });

  it('of another organization answers like an unknown one', async () => {
    const stranger = await (await house.organization('Strangers')).as('owner');
    const { id } = await paid();
    const { shipment } = await send(manager, { orderId: id });

    const [foreign, unknown] = [await deliver({ id: shipment?.id }, stranger), await deliver({ id: crypto.randomUUID() }, stranger)];

    expect(foreign).toEqual(unknown);
    expect(foreign.refusal).toEqual({ code: 'NOT_FOUND', field: 'id' });
  });
});
