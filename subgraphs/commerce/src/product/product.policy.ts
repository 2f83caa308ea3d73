import type { Policy } from '@deskgraph/kit';
import type { Product } from './product.entity.js';

/** What may be done to a product, and by whom. `read` has a twin in SQL: `products().visible()`. */
export const productPolicy = {
  read: viewer => viewer.may('product.read'),
  update: viewer => viewer.may('product.update'),
} satisfies Policy<Product>;
