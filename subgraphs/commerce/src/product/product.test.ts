import { beforeAll, describe, expect, it } from '@jest/globals';
import { openHouse, toldOf, type Organization, type Person, type TestHouse } from '@deskgraph/testing';
import { stock, verb } from '../../test/shop.js';

let house: TestHouse;
let organization: Organization;
let manager: Person;
beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization('Products');
  manager = await organization.as('manager');
});

interface Product {
  readonly id: string;
  readonly name: string;
  readonly hazard: string | null;
  readonly safetySheetUrl: string | null;
  readonly viewerCan: string[];
}
const selection = 'product { id name hazard safetySheetUrl viewerCan }';
const create = (input: object, person = manager) => verb<{ product: Product | null }>(person, 'productCreate', { name: 'Acetone', ...input }, selection);
const update = (input: object, person = manager) => verb<{ product: Product | null }>(person, 'productUpdate', input, selection);
const count = async (): Promise<number> => (await house.sql<{ count: number }>('select count(*)::int as count from commerce.product where organization_id = $1', [organization.id]))[0]!.count;

describe('a product', () => {
  it('is made once under one key, told of and noted', async () => {
    const input = { name: 'Acetone, technical', hazard: 'UN1090, class 3, PG II', safetySheetUrl: 'https://sds.example/acetone.pdf', idempotencyKey: crypto.randomUUID() };

    const [first, again] = [await create(input), await create(input)];

    expect(first).toMatchObject({ product: { name: input.name, hazard: input.hazard, safetySheetUrl: input.safetySheetUrl, viewerCan: ['update'] }, refusal: null });
    expect(again).toEqual(first);
    expect(await toldOf(house, first.product!.id)).toEqual({ events: ['product.created'], audits: ['product.create'] });
  });

  it('is changed where something is said, and keeps the rest; null takes a hazard away', async () => {
    const { product } = await create({ hazard: 'UN1090' });

    const renamed = await update({ id: product!.id, name: 'Acetone, pure' });
    const harmless = await update({ id: product!.id, hazard: null });

    expect(renamed.product).toMatchObject({ name: 'Acetone, pure', hazard: 'UN1090' });
    expect(harmless.product).toMatchObject({ name: 'Acetone, pure', hazard: null });
    expect(await toldOf(house, product!.id)).toEqual({ events: ['product.created', 'product.changed', 'product.changed'], audits: ['product.create', 'product.update', 'product.update'] });
  });

  it.each([
    ['no name', { name: ' ' }, 'name'],
    ['a sheet that a browser would run', { safetySheetUrl: 'javascript:alert(1)' }, 'safetySheetUrl'],
    ['a description that does not end', { description: 'x'.repeat(5001) }, 'description'],
  ])('is not made with %s', async (_what, input, field) => {
    const before = await count();

    const made = await create(input);

    expect(made).toEqual({ product: null, refusal: { code: 'INVALID', field } });
    expect(await count()).toBe(before);
  });

  it('of another organization answers like an unknown one, and an agent only reads', async () => {
    const stranger = await (await house.organization('Strangers')).as('owner');
    const agent = await organization.as('agent');
    const { product } = await create({});

    const [foreign, unknown] = [await update({ id: product!.id, name: 'Mine' }, stranger), await update({ id: crypto.randomUUID(), name: 'Mine' }, stranger)];
    const denied = await agent.askRaw('mutation ($input: ProductCreateInput!) { productCreate(input: $input) { product { id } } }', { input: { name: 'Mine' } });
    const read = await agent.ask<{ product: Product }>('query ($id: ID!) { product(id: $id) { name viewerCan } }', { id: product!.id });

    expect(foreign).toEqual(unknown);
    expect(foreign).toEqual({ product: null, refusal: { code: 'NOT_FOUND', field: 'id' } });
    expect(denied.body.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(read.product).toEqual({ name: 'Acetone', viewerCan: [] });
  });
});

it('products are found by name, SKU and danger, and cost as many statements for 50 as for 5', async () => {
  const shelves = await house.organization('Shelves');
  const owner = await shelves.as('owner');
  const { sku } = await stock(owner);
  for (let n = 0; n < 54; n++) await verb(owner, 'productCreate', { name: `Solvent ${String(n)}`, ...(n < 3 ? { hazard: 'UN1993' } : {}) }, 'product { id }');
  const list = `query ($filter: ProductFilter, $first: Int) { products(filter: $filter, first: $first, orderBy: { field: CREATED_AT }) { totalCount nodes { name variants { sku stock { available } } } } }`;
  const ask = async (filter: object) => (await owner.ask<{ products: { totalCount: number } }>(list, { filter, first: 5 })).products.totalCount;

  const [few, many] = [await owner.askRaw(list, { first: 5 }), await owner.askRaw(list.replace(' stock { available }', ''), { first: 50 })];

  expect([await ask({ search: 'solvent' }), await ask({ search: sku.toLowerCase() }), await ask({ hazardous: true }), await ask({ search: '%' })]).toEqual([54, 1, 3, 0]);
  expect(few.body.data).toMatchObject({ products: { nodes: { length: 5, 0: { variants: [{ sku, stock: [{ available: 10 }] }] } } } });
  expect(few.body.extensions?.trace).toEqual({ fetches: 1, statements: 4 });
  expect(many.body.extensions?.trace).toEqual({ fetches: 1, statements: 3 });
});
