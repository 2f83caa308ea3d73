import { beforeAll, describe, expect, it } from '@jest/globals';
import { openHouse, toldOf, type Person, type TestHouse } from '@deskgraph/testing';
import { stock, verb } from '../../test/shop.js';

let house: TestHouse;
let manager: Person;
beforeAll(async () => {
  house = await openHouse();
  manager = await (await house.organization('Variants')).as('manager');
});

const selection = 'variant { id sku title price currency packSize product { id } viewerCan }';
const create = (input: object) => verb<{ variant: { id: string } | null }>(manager, 'variantCreate', { sku: `S-${crypto.randomUUID()}`, title: 'Drum', price: 100, currency: 'EUR', ...input }, selection);

describe('a variant', () => {
  it('has a price in minor units, exact to the last one', async () => {
    const { productId } = await stock(manager);

    const { variant } = await create({ productId, sku: 'DRUM-200', price: 999_999_999_999_999, currency: 'JPY', packSize: 4 });
    const changed = await verb<{ variant: object }>(manager, 'variantUpdate', { id: variant?.id, price: 999_999_999_999_998 }, selection);

    expect(variant).toMatchObject({ sku: 'DRUM-200', price: 999_999_999_999_999, currency: 'JPY', packSize: 4, product: { id: productId }, viewerCan: ['update', 'adjust'] });
    expect(changed.variant).toEqual({ ...variant, price: 999_999_999_999_998 });
    expect(await toldOf(house, variant!.id)).toEqual({ events: ['variant.created', 'variant.changed'], audits: ['variant.create', 'variant.update'] });
  });

  it.each([
    ['an unknown currency', { currency: 'ABC' }, { code: 'INVALID', field: 'currency' }],
    ['an empty pack', { packSize: 0 }, { code: 'INVALID', field: 'packSize' }],
    ['a product nobody has', { productId: crypto.randomUUID() }, { code: 'NOT_FOUND', field: 'productId' }],
    ['a SKU that is taken', {}, { code: 'CONFLICT', field: 'sku' }],
  ])('is not made with %s', async (_what, input, refusal) => {
    const { productId, sku } = await stock(manager);

    expect(await create({ productId, sku, ...input })).toEqual({ variant: null, refusal });
  });

  it.each([-1, 10.5, 1e15, '100'])('has no price of %p', async price => {
    const { productId } = await stock(manager);

    const { status, body } = await manager.askRaw('mutation ($input: VariantCreateInput!) { variantCreate(input: $input) { variant { id } } }', { input: { productId, sku: 'X', title: 'X', price, currency: 'EUR' } });

    expect({ status, ...body.errors?.[0]?.extensions }).toMatchObject({ status: 400, code: 'BAD_USER_INPUT', field: 'input.price' });
  });

  it('is found by SKU and product', async () => {
    const { productId, sku } = await stock(manager);
    const ask = async (filter: object) => (await manager.ask<{ variants: { nodes: { sku: string }[] } }>('query ($filter: VariantFilter) { variants(filter: $filter) { nodes { sku } } }', { filter })).variants.nodes;

    expect(await ask({ search: sku.slice(2).toLowerCase() })).toEqual([{ sku }]);
    expect(await ask({ productId })).toEqual([{ sku }]);
    expect(await ask({ productId: 'none' })).toEqual([]);
  });
});
