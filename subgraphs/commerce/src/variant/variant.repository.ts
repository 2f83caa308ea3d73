import { insertAll, isUuid, unknownAmong, type Context } from '@deskgraph/kit';
import { In } from 'typeorm';
import { Variant } from './variant.entity.js';
import type { VariantFilter } from './variant.inputs.js';

type Change = Partial<Pick<Variant, 'title' | 'price' | 'currency' | 'packSize' | 'changedAt'>>;

/** The variants' SQL, bound to the context's transaction. */
export const variants = ({ db, viewer }: Context) =>
  db.getRepository(Variant).extend({
    /** The rows `variantPolicy.read` allows, said in SQL. */
    visible() {
      const query = this.createQueryBuilder('variant');
      return viewer.may('product.read') ? query : query.where('false');
    },

    /** The visible rows a filter asks for. */
    matching({ search, productId }: VariantFilter) {
      const query = this.visible();
      if (search) query.andWhere('(variant.sku ilike :pattern or variant.title ilike :pattern)', { pattern: `%${search.replace(/[\\%_]/g, '\\$&')}%` });
      if (productId) query.andWhere(isUuid(productId) ? 'variant.productId = :productId' : 'false', { productId });
      return query;
    },

    /** Locks a variant. */
    lock(id: string): Promise<Variant | null> {
      return isUuid(id) ? this.findOne({ where: { id }, lock: { mode: 'pessimistic_write' } }) : Promise.resolve(null);
    },

    /** The organization's variants with these SKUs. */
    ofSkus(skus: readonly string[]): Promise<Variant[]> {
      return this.findBy({ organizationId: viewer.organizationId, sku: In([...skus]) });
    },

    /** Those of some rows that are not there yet. */
    unknown<Row extends { readonly id: string }>(rows: readonly Row[]): Promise<Row[]> {
      return unknownAmong({ db, viewer }, Variant, rows);
    },

    /** Inserts variants. */
    addAll(rows: readonly Variant[]): Promise<void> {
      return insertAll({ db }, Variant, rows);
    },

    /** Writes a change to the table and the row. */
    async change(variant: Variant, change: Change): Promise<Variant> {
      await this.update({ id: variant.id }, change);
      return Object.assign(variant, change);
    },
  });
