import { may, signedIn } from './may.js';
import type { Rules } from './table.js';

/** Who may see what is sold, and how much of it there is. */
export const commerceRules = {
  Query: {
    product: may('product.read'),
    products: may('product.read'),
    variant: may('product.read'),
    variants: may('product.read'),
  },
  Mutation: {
    productCreate: may('product.create'),
    productUpdate: may('product.update'),
    variantCreate: may('variant.create'),
    variantUpdate: may('variant.update'),
    stockAdjust: may('stock.adjust'),
  },

  Product: { '*': may('product.read') },
  ProductConnection: { '*': may('product.read') },
  ProductEdge: { '*': may('product.read') },
  Variant: { '*': may('product.read'), stock: may('stock.read') },
  VariantConnection: { '*': may('product.read') },
  VariantEdge: { '*': may('product.read') },
  StockLevel: { '*': may('stock.read') },

  ProductPayload: { '*': signedIn },
  VariantPayload: { '*': signedIn },
  StockPayload: { '*': signedIn },
} satisfies Rules;
