import { listLoader, loader } from '@deskgraph/kit';
import type { Variant } from './variant.entity.js';
import { variants } from './variant.repository.js';

/** Variants by id, null where the viewer may not see one. Also the federation reference. */
export const variantById = loader<Variant>(
  (ctx, ids) => variants(ctx).visible().andWhere('variant.id = any(:ids)', { ids }).getMany(),
  variant => variant.id,
);

/** The variants of products, by SKU. */
export const variantsByProduct = listLoader<Variant>(
  (ctx, ids) => variants(ctx).visible().andWhere('variant.productId = any(:ids)', { ids }).orderBy('variant.sku').getMany(),
  variant => variant.productId,
);
