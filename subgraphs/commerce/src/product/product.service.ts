import { audit, auditAll, authorize, bulk, emit, emitAll, once, page, Refused, transact, type Context, type Page, type PageArgs, type Transaction } from '@deskgraph/kit';
import type { Product } from './product.entity.js';
import { ProductOrderField, type ProductCreateInput, type ProductFilter, type ProductOrder, type ProductUpdateInput } from './product.inputs.js';
import { productPolicy } from './product.policy.js';
import { products } from './product.repository.js';

/** One page of the products the viewer may see. */
export function list(ctx: Context, filter: ProductFilter, { field, direction }: ProductOrder, args: PageArgs): Promise<Page<Product>> {
  const orders = {
    [ProductOrderField.NAME]: { column: 'product.name', value: (product: Product) => product.name },
    [ProductOrderField.CREATED_AT]: { column: 'product.createdAt', value: (product: Product) => product.createdAt },
  };
  return page(products(ctx).matching(filter), args, { ...orders[field], direction });
}

/** Makes a product. */
export function create(ctx: Context, input: ProductCreateInput): Promise<Product> {
  const { name, description, hazard = null, safetySheetUrl = null } = input;
  return transact(ctx, async tx => {
    if (!tx.viewer.may('product.create')) throw new Refused('FORBIDDEN', 'You may not make products.');
    return once(tx, input, id => products(tx).findOneBy({ id }), async () => {
      const { organizationId } = tx.viewer;
      const row = products(tx).create({ organizationId, id: tx.newId(), name, description, hazard, safetySheetUrl, createdAt: tx.now(), changedAt: tx.now() });
      await products(tx).insert(row);
      await emit(tx, 'product.created', row.id);
      await audit(tx, 'product.create', row.id, { after: { name, description, hazard, safetySheetUrl } });
      return row;
    });
  });
}

/** A product that was made before. */
export interface PastProduct extends Pick<Product, 'id' | 'name' | 'description' | 'hazard' | 'safetySheetUrl'> {
  readonly at: Date;
}

/** Adds products of the past, for the house itself. Those that are known change nothing. */
export function importAll(ctx: Context, rows: readonly PastProduct[]): Promise<number> {
  return bulk(ctx, rows, async tx => {
    const { organizationId } = tx.viewer;
    const added = await products(tx).unknown(rows);
    await products(tx).addAll(added.map(({ at, ...row }) => ({ organizationId, ...row, createdAt: at, changedAt: at })));
    await emitAll(tx, added.map(({ id, at }) => ({ topic: 'product.created', subjectId: id, at })));
    await auditAll(tx, added.map(({ id, at, name, description, hazard, safetySheetUrl }) => ({ action: 'product.create', subjectId: id, after: { name, description, hazard, safetySheetUrl }, at })));
    return added.length;
  });
}

/** Changes a product. What is null of a hazard or a sheet is taken away; what is left out stays. */
export function update(ctx: Context, input: ProductUpdateInput): Promise<Product> {
  const { id, name, description, hazard, safetySheetUrl } = input;
  return transact(ctx, async tx => {
    const product = await own(tx, id);
    return once(tx, input, async () => product, async () => {
      const { name: oldName, description: oldDescription, hazard: oldHazard, safetySheetUrl: oldUrl } = product;
      const before = { name: oldName, description: oldDescription, hazard: oldHazard, safetySheetUrl: oldUrl };
      const after = {
        name: name ?? oldName,
        description: description ?? oldDescription,
        hazard: hazard === undefined ? oldHazard : hazard,
        safetySheetUrl: safetySheetUrl === undefined ? oldUrl : safetySheetUrl,
      };
      await products(tx).change(product, { ...after, changedAt: tx.now() });
      await emit(tx, 'product.changed', id);
      await audit(tx, 'product.update', id, { before, after });
      return product;
    });
  });
}

/** Locks a product that the viewer may change, here or by giving it variants. */
export async function own(tx: Transaction, id: string, field = 'id'): Promise<Product> {
  const product = await products(tx).lock(id);
  authorize(tx, productPolicy, field === 'id' ? 'update' : 'read', product, field);
  return product;
}
