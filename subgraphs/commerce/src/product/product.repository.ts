import { insertAll, isUuid, unknownAmong, type Context } from '@deskgraph/kit';
import { Product } from './product.entity.js';
import type { ProductFilter } from './product.inputs.js';

type Change = Partial<Pick<Product, 'name' | 'description' | 'hazard' | 'safetySheetUrl' | 'changedAt'>>;

/** The products' SQL, bound to the context's transaction. */
export const products = ({ db, viewer }: Context) =>
  db.getRepository(Product).extend({
    /** The rows `productPolicy.read` allows, said in SQL. */
    visible() {
      const query = this.createQueryBuilder('product');
      return viewer.may('product.read') ? query : query.where('false');
    },

    /** The visible rows a filter asks for. */
    matching({ search, hazardous }: ProductFilter) {
      const query = this.visible();
      if (search) {
        const ofVariant = 'exists (select from commerce.variant v where v.organization_id = product.organization_id and v.product_id = product.id and v.sku ilike :pattern)';
        query.andWhere(`(product.name ilike :pattern or ${ofVariant})`, { pattern: `%${search.replace(/[\\%_]/g, '\\$&')}%` });
      }
      if (hazardous !== null && hazardous !== undefined) query.andWhere(`product.hazard is ${hazardous ? 'not ' : ''}null`);
      return query;
    },

    /** Locks a product. */
    lock(id: string): Promise<Product | null> {
      return isUuid(id) ? this.findOne({ where: { id }, lock: { mode: 'pessimistic_write' } }) : Promise.resolve(null);
    },

    /** Those of some rows that are not there yet. */
    unknown<Row extends { readonly id: string }>(rows: readonly Row[]): Promise<Row[]> {
      return unknownAmong({ db, viewer }, Product, rows);
    },

    /** Inserts products. */
    addAll(rows: readonly Product[]): Promise<void> {
      return insertAll({ db }, Product, rows);
    },

    /** Writes a change to the table and the row. */
    async change(product: Product, change: Change): Promise<Product> {
      await this.update({ id: product.id }, change);
      return Object.assign(product, change);
    },
  });
