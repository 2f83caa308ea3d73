import { may, signedIn } from './may.js';
import type { Rules } from './table.js';

/** Who may see what is sold, how much of it there is and who ordered it, and who moves it on. */
export const commerceRules = {
  Query: {
    product: may('product.read'),
    products: may('product.read'),
    variant: may('product.read'),
    variants: may('product.read'),
    order: may('order.read'),
    orders: may('order.read'),
  },
  Mutation: {
    productCreate: may('product.create'),
    productUpdate: may('product.update'),
    variantCreate: may('variant.create'),
    variantUpdate: may('variant.update'),
    stockAdjust: may('stock.adjust'),
    orderIngest: may('order.ingest'),
    orderReserve: may('order.reserve'),
    orderBackorder: may('order.backorder'),
    orderPay: may('order.pay'),
    orderApprove: may('order.approve'),
    orderExpire: may('order.expire'),
    orderCancel: may('order.cancel'),
    orderComplete: may('order.complete'),
    shipmentCreate: may('shipment.create'),
    shipmentDeliver: may('shipment.deliver'),
  },
  Subscription: { orderChanged: may('order.read') },

  Product: { '*': may('product.read') },
  ProductConnection: { '*': may('product.read') },
  ProductEdge: { '*': may('product.read') },
  Variant: { '*': may('product.read'), stock: may('stock.read') },
  VariantConnection: { '*': may('product.read') },
  VariantEdge: { '*': may('product.read') },
  StockLevel: { '*': may('stock.read') },
  Order: { '*': may('order.read'), shippingAddress: may('order.address.read') },
  OrderConnection: { '*': may('order.read') },
  OrderEdge: { '*': may('order.read') },
  OrderLine: { '*': may('order.read') },
  OrderTransition: { '*': may('order.read') },
  Shipment: { '*': may('order.read') },
  ShipmentLine: { '*': may('order.read') },
  Customer: { orders: may('order.read'), orderCount: may('order.read') },

  ProductPayload: { '*': signedIn },
  VariantPayload: { '*': signedIn },
  StockPayload: { '*': signedIn },
  OrderPayload: { '*': signedIn },
  ShipmentPayload: { '*': signedIn },
} satisfies Rules;
