import { beforeAll, describe, expect, it } from '@jest/globals';
import { openHouse, toldOf, type Organization, type Person, type TestHouse } from '@deskgraph/testing';
import { stock, verb, type Goods } from '../../test/shop.js';

let house: TestHouse;
let organization: Organization;
let manager: Person;
beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization('Stock');
  manager = await organization.as('manager');
});

interface Level {
  readonly id: string;
  readonly location: string;
  readonly onHand: number;
  readonly reserved: number;
  readonly available: number;
}
const adjust = ({ variantId }: Pick<Goods, 'variantId'>, input: object, person = manager) =>
  verb<{ stockLevel: Level | null }>(person, 'stockAdjust', { variantId, reason: 'Count', ...input }, 'stockLevel { id location onHand reserved available }');

describe('stock', () => {
  it('is corrected once under one key, and every change stands in the ledger', async () => {
    const goods = await stock(manager, 10);
    const input = { delta: -3, idempotencyKey: crypto.randomUUID() };

    const [first, again] = [await adjust(goods, input), await adjust(goods, input)];

    expect(first.stockLevel).toMatchObject({ location: 'MAIN', onHand: 7, reserved: 0, available: 7 });
    expect(again).toEqual(first);
    expect(await house.sql('select on_hand, reserved, reason from commerce.stock_movement where stock_level_id = $1 order by id', [first.stockLevel!.id])).toEqual([
      { on_hand: 10, reserved: 0, reason: 'Delivery' },
      { on_hand: -3, reserved: 0, reason: 'Count' },
    ]);
    expect(await toldOf(house, first.stockLevel!.id)).toEqual({ events: ['stock.adjusted', 'stock.adjusted'], audits: ['stock.adjust', 'stock.adjust'] });
  });

  it('loses no correction of many at once', async () => {
    const goods = await stock(manager, 0);

    const outcomes = await Promise.all(Array.from({ length: 40 }, () => adjust(goods, { delta: 1, location: 'NORTH' })));

    const { variant } = await manager.ask<{ variant: { stock: Level[] } }>('query ($id: ID!) { variant(id: $id) { stock { location onHand } } }', { id: goods.variantId });
    expect(outcomes.map(({ refusal }) => refusal)).toEqual(Array(40).fill(null));
    expect(variant.stock).toEqual([{ location: 'NORTH', onHand: 40 }]);
  });

  it.each([
    ['fewer than none', { delta: -11 }, { code: 'STOCK_SHORT', field: 'delta' }],
    ['nothing', { delta: 0 }, { code: 'INVALID', field: 'delta' }],
    ['a place without a name', { delta: 1, location: 'here' }, { code: 'INVALID', field: 'location' }],
    ['no reason', { delta: 1, reason: '' }, { code: 'INVALID', field: 'reason' }],
  ])('refuses %s and changes nothing', async (_what, input, refusal) => {
    const goods = await stock(manager, 10);

    const outcome = await adjust(goods, input);

    expect(outcome).toEqual({ stockLevel: null, refusal });
    expect(await house.sql('select on_hand from commerce.stock_level where variant_id = $1', [goods.variantId])).toEqual([{ on_hand: 10 }]);
  });

  it('of another organization answers like an unknown one', async () => {
    const stranger = await (await house.organization('Strangers')).as('owner');
    const goods = await stock(manager);

    const [foreign, unknown] = [await adjust(goods, { delta: 1 }, stranger), await adjust({ variantId: crypto.randomUUID() }, { delta: 1 }, stranger)];

    expect(foreign).toEqual(unknown);
    expect(foreign).toEqual({ stockLevel: null, refusal: { code: 'NOT_FOUND', field: 'variantId' } });
  });

  it.each(['on_hand = -1', 'reserved = on_hand + 1', 'reserved = -1'])('cannot be written wrong past the product: %s', async wrong => {
    const { variantId } = await stock(manager, 10);

    await expect(house.sql(`update commerce.stock_level set ${wrong} where variant_id = $1`, [variantId])).rejects.toThrow('check constraint');
  });
});
