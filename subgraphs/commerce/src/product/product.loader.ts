import { loader } from '@deskgraph/kit';
import type { Product } from './product.entity.js';
import { products } from './product.repository.js';

/** Products by id, null where the viewer may not see one. Also the federation reference. */
export const productById = loader<Product>(
  (ctx, ids) => products(ctx).visible().andWhere('product.id = any(:ids)', { ids }).getMany(),
  product => product.id,
);
