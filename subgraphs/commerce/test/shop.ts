import type { Person } from '@deskgraph/testing';

/** What a mutation refused with. */
export interface Refusal {
  readonly code: string;
  readonly field: string | null;
}

/** Asks a mutation with its one input; answers the payload, which selects `selection` and the refusal. */
export async function verb<T>(person: Person, name: string, input: object, selection: string): Promise<T & { refusal: Refusal | null }> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const answer = await person.ask<Record<string, T & { refusal: Refusal | null }>>(`mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} refusal { code field } } }`, { input });
  return answer[name] as T & { refusal: Refusal | null };
}

/** A variant of a product of its own, with so many on hand at each location. */
export interface Goods {
  readonly productId: string;
  readonly variantId: string;
  readonly sku: string;
}

/** Puts something on the shelves. */
export async function stock(person: Person, onHand: number | Readonly<Record<string, number>> = 10, price = 1050): Promise<Goods> {
  const sku = `SKU-${crypto.randomUUID().slice(0, 8)}`;
  const { product } = await verb<{ product: { id: string } }>(person, 'productCreate', { name: `Product of ${sku}` }, 'product { id }');
  const { variant } = await verb<{ variant: { id: string } }>(person, 'variantCreate', { productId: product.id, sku, title: '20 l drum', price, currency: 'EUR' }, 'variant { id }');
  for (const [location, delta] of Object.entries(typeof onHand === 'number' ? { MAIN: onHand } : onHand)) {
    if (delta > 0) await verb(person, 'stockAdjust', { variantId: variant.id, location, delta, reason: 'Delivery' }, 'stockLevel { id }');
  }
  return { productId: product.id, variantId: variant.id, sku };
}

/** An order as tests look at it. */
export interface Order {
  readonly id: string;
  readonly number: number;
  readonly state: string;
  readonly total: number;
  readonly viewerCan: string[];
  readonly customer: { id: string } | null;
  readonly lines: { id: string; sku: string; quantity: number; reserved: number; shipped: number; total: number }[];
  readonly history: { from: string | null; to: string }[];
  readonly shipments: { id: string; state: string }[];
}
export const orderFields = 'id number state total viewerCan customer { id } lines { id sku quantity reserved shipped total } history { from to } shipments { id state }';

/** What a channel says of an order of these goods; the same each time unless changed. */
export function saying(goods: Pick<Goods, 'sku'>, { quantity = 1, ...changes }: { quantity?: number } & Record<string, unknown> = {}) {
  const lines = [{ externalId: '1', sku: goods.sku, title: '20 l drum', quantity, unitPrice: 1050 }];
  return { channel: 'shop', externalId: crypto.randomUUID(), changedAt: '2026-11-20T10:00:00Z', placedAt: '2026-11-20T09:00:00Z', currency: 'EUR', lines, total: 1050 * quantity, ...changes };
}

/** Has a channel say an order. */
export const ingest = (person: Person, input: object) => verb<{ order: Order | null }>(person, 'orderIngest', input, `order { ${orderFields} }`);

/** Takes an order a step further. */
export const step = (person: Person, name: string, input: object) => verb<{ order: Order | null }>(person, name, input, `order { ${orderFields} }`);

/** Sends what was ordered. */
export const send = (person: Person, input: object) => verb<{ shipment: { id: string; state: string; viewerCan: string[] } | null }>(person, 'shipmentCreate', { carrier: 'DHL', ...input }, 'shipment { id state viewerCan }');

/** An order as it is. */
export const orderOf = async (person: Person, id: string): Promise<Order> => (await person.ask<{ order: Order }>(`query ($id: ID!) { order(id: $id) { ${orderFields} } }`, { id })).order;
