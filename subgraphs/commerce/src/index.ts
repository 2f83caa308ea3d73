import { defineSubgraph } from '@deskgraph/kit';
import { Commerce0001 } from './migrations/0001-commerce.js';
import { permissions } from './permissions.js';
import { Product } from './product/product.entity.js';
import { productById } from './product/product.loader.js';
import { ProductResolver } from './product/product.resolver.js';
import { StockLevel } from './stock/stock.entity.js';
import { StockResolver } from './stock/stock.resolver.js';
import { Variant } from './variant/variant.entity.js';
import { variantById } from './variant/variant.loader.js';
import { VariantResolver } from './variant/variant.resolver.js';

/** What is sold, how much of it there is, and who ordered it. */
export const commerce = defineSubgraph({
  name: 'commerce',
  entities: [Product, StockLevel, Variant],
  migrations: [Commerce0001],
  resolvers: [ProductResolver, StockResolver, VariantResolver],
  references: { Product: productById, Variant: variantById },
  permissions,
});
