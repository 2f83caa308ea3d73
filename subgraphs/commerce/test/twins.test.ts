import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Context, Permission, Viewer } from '@deskgraph/kit';
import { openGround, openHouse, type Ground, type Organization } from '@deskgraph/testing';
import { Order } from '../src/order/order.entity.js';
import { orderPolicy } from '../src/order/order.policy.js';
import { orders } from '../src/order/order.repository.js';
import { permissions } from '../src/permissions.js';
import { Product } from '../src/product/product.entity.js';
import { productPolicy } from '../src/product/product.policy.js';
import { products } from '../src/product/product.repository.js';
import { Shipment, ShipmentLine } from '../src/shipment/shipment.entity.js';
import { shipmentPolicy } from '../src/shipment/shipment.policy.js';
import { shipments } from '../src/shipment/shipment.repository.js';
import { Variant } from '../src/variant/variant.entity.js';
import { variantPolicy } from '../src/variant/variant.policy.js';
import { variants } from '../src/variant/variant.repository.js';

interface Row {
  readonly id: string;
}

/** Each noun: all rows of the organization, those `visible()` gives, and what the policy says of a row. */
const nouns: Record<string, { all(ctx: Context): Promise<Row[]>; visible(ctx: Context): Promise<Row[]>; mayRead(viewer: Viewer, row: never): boolean }> = {
  order: { all: ctx => orders(ctx).find(), visible: ctx => orders(ctx).visible().getMany(), mayRead: orderPolicy.read },
  product: { all: ctx => products(ctx).find(), visible: ctx => products(ctx).visible().getMany(), mayRead: productPolicy.read },
  shipment: { all: ctx => shipments(ctx).find(), visible: ctx => shipments(ctx).visible().getMany(), mayRead: shipmentPolicy.read },
  variant: { all: ctx => variants(ctx).find(), visible: ctx => variants(ctx).visible().getMany(), mayRead: variantPolicy.read },
};

const atomsOf = (role: string): string[] => Object.entries<Permission>(permissions).filter(([, { roles: holders }]) => holders.some(holder => holder === role)).map(([atom]) => atom);

let ground: Ground;
let organization: Organization;
beforeAll(async () => {
  const house = await openHouse();
  organization = await house.furnished('Twins');
  ground = await openGround([Order, Product, Shipment, ShipmentLine, Variant], 'commerce');
});
afterAll(() => ground.close());

describe.each(Object.entries(nouns))('%s: the policy and its twin in SQL', (_, { all, visible, mayRead }) => {
  it.each(['owner', 'admin', 'manager', 'agent', 'analyst', 'viewer', 'nobody'])('agree for %s', async role => {
    const { rows, inSql, viewer } = await ground.within(organization.id, { role, permissions: atomsOf(role) }, async ctx => ({ rows: await all(ctx), inSql: await visible(ctx), viewer: ctx.viewer }));

    expect(rows.length).toBeGreaterThan(0);
    expect(inSql.map(({ id }) => id).sort()).toEqual(rows.filter(row => mayRead(viewer, row as never)).map(({ id }) => id).sort());
  });
});
