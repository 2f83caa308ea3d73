import { defineSubgraph } from '@deskgraph/kit';
import { consumers } from './consumers.js';
import { customerById } from './customer/customer.loader.js';
import { CustomerResolver } from './customer/customer.resolver.js';
import { IngestionResolver } from './ingestion/ingestion.resolver.js';
import { jobs } from './jobs.js';
import { Commerce0001 } from './migrations/0001-commerce.js';
import { Commerce0002 } from './migrations/0002-orders.js';
import { Commerce0003 } from './migrations/0003-figures.js';
import { OrderFiguresResolver } from './order-figures/order-figures.resolver.js';
import { OrderLine } from './order-line/order-line.entity.js';
import { OrderLineResolver } from './order-line/order-line.resolver.js';
import { OrderTransition } from './order-transition/order-transition.entity.js';
import { OrderTransitionResolver } from './order-transition/order-transition.resolver.js';
import { Order } from './order/order.entity.js';
import { orderById } from './order/order.loader.js';
import { OrderResolver } from './order/order.resolver.js';
import { permissions } from './permissions.js';
import { Product } from './product/product.entity.js';
import { productById } from './product/product.loader.js';
import { ProductResolver } from './product/product.resolver.js';
import { Reservation } from './reservation/reservation.entity.js';
import { Shipment, ShipmentLine } from './shipment/shipment.entity.js';
import { shipmentById } from './shipment/shipment.loader.js';
import { ShipmentLineResolver, ShipmentResolver } from './shipment/shipment.resolver.js';
import { StockLevel } from './stock/stock.entity.js';
import { StockResolver } from './stock/stock.resolver.js';
import { Variant } from './variant/variant.entity.js';
import { variantById } from './variant/variant.loader.js';
import { VariantResolver } from './variant/variant.resolver.js';

/** What is sold, how much of it there is, and who ordered it. */
export const commerce = defineSubgraph({
  name: 'commerce',
  entities: [Order, OrderLine, OrderTransition, Product, Reservation, Shipment, ShipmentLine, StockLevel, Variant],
  migrations: [Commerce0001, Commerce0002, Commerce0003],
  resolvers: [
    CustomerResolver, IngestionResolver, OrderFiguresResolver, OrderLineResolver, OrderResolver, OrderTransitionResolver, ProductResolver, ShipmentLineResolver, ShipmentResolver, StockResolver, VariantResolver,
  ],
  references: { Customer: customerById, Order: orderById, Product: productById, Shipment: shipmentById, Variant: variantById },
  permissions,
  consumers,
  jobs,
});

export type { PastDeed, PastOrder } from './history/history.inputs.js';
export { importAll as importOrders } from './history/history.service.js';
export { importAll as importProducts, type PastProduct } from './product/product.service.js';
export { importAll as importStock, type PastStock } from './stock/stock.service.js';
export { importAll as importVariants, type PastVariant } from './variant/variant.service.js';
