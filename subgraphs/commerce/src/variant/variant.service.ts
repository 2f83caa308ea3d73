import { audit, auditAll, authorize, bulk, emit, emitAll, once, page, Refused, transact, type Context, type Page, type PageArgs, type Transaction } from '@deskgraph/kit';
import { own as ownProduct } from '../product/product.service.js';
import type { Variant } from './variant.entity.js';
import { VariantOrderField, type VariantCreateInput, type VariantFilter, type VariantOrder, type VariantUpdateInput } from './variant.inputs.js';
import { variantPolicy } from './variant.policy.js';
import { variants } from './variant.repository.js';

/** How many variants a product has at the most. */
const limit = 100;

/** One page of the variants the viewer may see. */
export function list(ctx: Context, filter: VariantFilter, { field, direction }: VariantOrder, args: PageArgs): Promise<Page<Variant>> {
  const orders = {
    [VariantOrderField.SKU]: { column: 'variant.sku', value: (variant: Variant) => variant.sku },
    [VariantOrderField.CREATED_AT]: { column: 'variant.createdAt', value: (variant: Variant) => variant.createdAt },
  };
  return page(variants(ctx).matching(filter), args, { ...orders[field], direction });
}

/** Makes a variant of a product. */
export function create(ctx: Context, input: VariantCreateInput): Promise<Variant> {
  const { productId, sku, title, price, currency, packSize } = input;
  return transact(ctx, async tx => {
    if (!tx.viewer.may('variant.create')) throw new Refused('FORBIDDEN', 'You may not make variants.');
    await ownProduct(tx, productId, 'productId');
    return once(tx, input, id => variants(tx).findOneBy({ id }), async () => {
      if ((await variants(tx).countBy({ productId })) >= limit) throw new Refused('VARIANT_LIMIT', `A product has at most ${String(limit)} variants.`);
      if (await variants(tx).existsBy({ organizationId: tx.viewer.organizationId, sku })) throw new Refused('CONFLICT', 'There is a variant with this SKU already.', 'sku');

      const row = variants(tx).create({
        organizationId: tx.viewer.organizationId, id: tx.newId(), productId, sku, title, price: BigInt(price), currency, packSize, createdAt: tx.now(), changedAt: tx.now(),
      });
      await variants(tx).insert(row);
      await emit(tx, 'variant.created', row.id, { related: [productId] });
      await audit(tx, 'variant.create', row.id, { after: { productId, sku, title, price, currency, packSize } });
      return row;
    });
  });
}

/** A variant that was made before. */
export interface PastVariant extends Pick<Variant, 'id' | 'productId' | 'sku' | 'title' | 'currency' | 'packSize'> {
  readonly price: number;
  readonly at: Date;
}

/** Adds variants of the past, for the house itself. Those that are known change nothing. */
export function importAll(ctx: Context, rows: readonly PastVariant[]): Promise<number> {
  return bulk(ctx, rows, async tx => {
    const { organizationId } = tx.viewer;
    const added = await variants(tx).unknown(rows);
    await variants(tx).addAll(added.map(({ at, price, ...row }) => ({ organizationId, ...row, price: BigInt(price), createdAt: at, changedAt: at })));
    await emitAll(tx, added.map(({ id, productId, at }) => ({ topic: 'variant.created', subjectId: id, related: [productId], at })));
    await auditAll(tx, added.map(({ id, productId, sku, title, price, currency, packSize, at }) => ({ action: 'variant.create', subjectId: id, after: { productId, sku, title, price, currency, packSize }, at })));
    return added.length;
  });
}

/** Changes a variant; orders keep the prices they were made with. */
export function update(ctx: Context, input: VariantUpdateInput): Promise<Variant> {
  const { id, title, price, currency, packSize } = input;
  return transact(ctx, async tx => {
    const variant = await own(tx, id, 'update');
    return once(tx, input, async () => variant, async () => {
      const before = { title: variant.title, price: Number(variant.price), currency: variant.currency, packSize: variant.packSize };
      const after = { title: title ?? before.title, price: price ?? before.price, currency: currency ?? before.currency, packSize: packSize ?? before.packSize };
      await variants(tx).change(variant, { ...after, price: BigInt(after.price), changedAt: tx.now() });
      await emit(tx, 'variant.changed', id, { related: [variant.productId] });
      await audit(tx, 'variant.update', id, { before, after });
      return variant;
    });
  });
}

/** Locks a variant that the viewer may do this to. */
export async function own(tx: Transaction, id: string, verb: keyof typeof variantPolicy, field = 'id'): Promise<Variant> {
  const variant = await variants(tx).lock(id);
  authorize(tx, variantPolicy, verb, variant, field);
  return variant;
}

/** The organization's variants by their SKU. */
export async function bySku(tx: Transaction, skus: readonly string[]): Promise<ReadonlyMap<string, Variant>> {
  return new Map((await variants(tx).ofSkus(skus)).map(variant => [variant.sku, variant]));
}
