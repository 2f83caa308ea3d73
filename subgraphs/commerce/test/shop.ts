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
