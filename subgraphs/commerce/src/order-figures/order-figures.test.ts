import { beforeAll, expect, it } from '@jest/globals';
import { openHouse, type Organization, type Person, type TestHouse } from '@deskgraph/testing';
import { ingest, saying, send, step, stock, type Goods } from '../../test/shop.js';

let house: TestHouse;
let organization: Organization;
let manager: Person;
let goods: Goods;
beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization('Order-figures');
  manager = await organization.as('manager');
  goods = await stock(manager, 100);
});

const document = `query ($from: DateTimeISO!, $before: DateTimeISO!, $timeZone: String! = "UTC") { orderFigures(from: $from, before: $before, timeZone: $timeZone) {
  requiringActionNow backorderedNow period { orders cancelled shipped delivered } previous { orders cancelled shipped delivered } revenue { currency amount previousAmount orders }
  days { date orders shipped } revenueDays { date currency amount } states { state count } channels { channel count } } }`;
interface Figures {
  readonly requiringActionNow: number;
  readonly period: Record<string, number>;
  readonly previous: Record<string, number>;
  readonly revenue: object[];
  readonly days: { date: string; orders: number; shipped: number }[];
  readonly revenueDays: object[];
  readonly states: object[];
  readonly channels: object[];
}
const figures = async (from: string, before: string, timeZone = 'UTC', person = manager): Promise<Figures> => (await person.ask<{ orderFigures: Figures }>(document, { from, before, timeZone })).orderFigures;
const placed = async (placedAt: string, changes: { quantity?: number } & Record<string, unknown> = {}): Promise<{ id: string; lineId: string }> => {
  const { order } = await ingest(manager, saying(goods, { placedAt, changedAt: placedAt, ...changes }));
  return { id: order?.id ?? '', lineId: order?.lines[0]?.id ?? '' };
};

it('counts orders, what they come to in each currency, and the time before beside it', async () => {
  await placed('2026-06-05T10:00:00Z', { quantity: 2 });
  await placed('2026-06-08T10:00:00Z', { quantity: 3 });
  await placed('2026-06-09T10:00:00Z', { quantity: 1, channel: 'phone' });
  await placed('2026-06-09T11:00:00Z', { quantity: 1, currency: 'CHF' });
  await step(manager, 'orderCancel', { id: (await placed('2026-06-10T10:00:00Z', { quantity: 5 })).id });

  const { period, previous, revenue, days, revenueDays, states, channels } = await figures('2026-06-08T00:00:00Z', '2026-06-11T00:00:00Z');

  expect(period).toEqual({ orders: 4, cancelled: 1, shipped: 0, delivered: 0 });
  expect(previous).toEqual({ orders: 1, cancelled: 0, shipped: 0, delivered: 0 });
  expect(revenue).toEqual([{ currency: 'EUR', amount: 4200, previousAmount: 2100, orders: 2 }, { currency: 'CHF', amount: 1050, previousAmount: 0, orders: 1 }]);
  expect(days).toEqual([{ date: '2026-06-08', orders: 1, shipped: 0 }, { date: '2026-06-09', orders: 2, shipped: 0 }, { date: '2026-06-10', orders: 1, shipped: 0 }]);
  expect(revenueDays).toEqual([{ date: '2026-06-08', currency: 'EUR', amount: 3150 }, { date: '2026-06-09', currency: 'CHF', amount: 1050 }, { date: '2026-06-09', currency: 'EUR', amount: 1050 }]);
  expect(states).toEqual(expect.arrayContaining([{ state: 'CANCELLED', count: 1 }]));
  expect(channels).toEqual([{ channel: 'shop', count: 3 }, { channel: 'phone', count: 1 }]);
});

it('counts what went out and arrived by when it did, and the days as the time zone has them', async () => {
  const { id, lineId } = await placed('2026-07-31T22:30:00Z');
  await step(manager, 'orderPay', { id, amount: 1050 });
  const { shipment } = await send(manager, { orderId: id, lines: [{ orderLineId: lineId, quantity: 1 }] });
  await manager.ask('mutation ($input: ShipmentDeliverInput!) { shipmentDeliver(input: $input) { refusal { code } } }', { input: { id: shipment?.id } });
  const now = Date.now();

  const [berlin, utc] = [await figures('2026-07-30T22:00:00Z', '2026-08-01T22:00:00Z', 'Europe/Berlin'), await figures('2026-07-31T00:00:00Z', '2026-08-02T00:00:00Z')];
  const today = await figures(new Date(now - 3_600_000).toISOString(), new Date(now + 3_600_000).toISOString());

  expect(berlin.days.map(({ date, orders }) => [date, orders])).toEqual([['2026-07-31', 0], ['2026-08-01', 1]]);
  expect(utc.days.map(({ date, orders }) => [date, orders])).toEqual([['2026-07-31', 1], ['2026-08-01', 0]]);
  expect(today.period).toEqual({ orders: 0, cancelled: 0, shipped: 1, delivered: 1 });
});

it('is all noughts where there is nothing, and costs one statement', async () => {
  const stranger = await (await house.organization('Empty-orders')).as('analyst');
  const { body } = await stranger.askRaw(document, { from: '2026-06-08T00:00:00Z', before: '2026-06-09T00:00:00Z' });

  expect(body.data).toEqual({ orderFigures: { requiringActionNow: 0, backorderedNow: 0, period: { orders: 0, cancelled: 0, shipped: 0, delivered: 0 }, previous: { orders: 0, cancelled: 0, shipped: 0, delivered: 0 }, revenue: [], days: [{ date: '2026-06-08', orders: 0, shipped: 0 }], revenueDays: [], states: [], channels: [] } });
  expect(body.extensions?.trace).toEqual({ fetches: 1, statements: 1 });
});

it('is refused without the right, and with a wrong time by its name', async () => {
  const partner = house.stranger({ authorization: `Bearer ${await organization.apiKey(['order.read'])}` });
  const variables = { from: '2026-06-08T00:00:00Z', before: '2026-06-09T00:00:00Z' };

  const [denied, wrong] = [await partner.askRaw(document, variables), await manager.askRaw(document, { ...variables, timeZone: 'Nowhere' })];

  expect(denied.body.errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
  expect(wrong.body.errors?.map(({ extensions }) => extensions)).toEqual([expect.objectContaining({ code: 'INVALID', field: 'timeZone' })]);
});
