import type { Policy } from '@deskgraph/kit';
import type { Variant } from './variant.entity.js';

/** What may be done to a variant, and by whom. `read` has a twin in SQL: `variants().visible()`. */
export const variantPolicy = {
  read: viewer => viewer.may('product.read'),
  update: viewer => viewer.may('variant.update'),
  adjust: viewer => viewer.may('stock.adjust'),
} satisfies Policy<Variant>;
