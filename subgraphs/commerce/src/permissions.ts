import type { PermissionCatalogue } from '@deskgraph/kit';

const everyone = ['owner', 'admin', 'manager', 'agent', 'analyst', 'viewer'] as const;
const leads = ['owner', 'admin', 'manager'] as const;

/** The atoms this room's rules and policies ask for. */
export const permissions = {
  'product.read': { description: 'See the products and their variants.', roles: everyone, forKeys: true },
  'product.create': { description: 'Make products.', roles: leads, forKeys: true },
  'product.update': { description: 'Change products.', roles: leads, forKeys: true },
  'variant.create': { description: 'Make variants of products.', roles: leads, forKeys: true },
  'variant.update': { description: 'Change variants and their prices.', roles: leads, forKeys: true },
  'stock.read': { description: 'See how much of a variant there is, and where.', roles: everyone, forKeys: true },
  'stock.adjust': { description: 'Correct how much of a variant there is.', roles: leads, forKeys: true },
  'order.read': { description: 'See the orders and shipments.', roles: everyone, forKeys: true },
  'orderFigures.read': { description: 'See how many orders there are and what they come to, without the orders.', roles: everyone, forKeys: true },
  'order.address.read': { description: 'See where orders go.', roles: ['owner', 'admin', 'manager', 'agent'], forKeys: true },
  'order.ingest': { description: 'Take in orders from channels.', roles: leads, forKeys: true },
  'order.reserve': { description: 'Hold stock for orders.', roles: leads, forKeys: true },
  'order.backorder': { description: 'Have orders wait for stock.', roles: leads, forKeys: true },
  'order.pay': { description: 'Note that orders are paid.', roles: leads, forKeys: true },
  'order.approve': { description: 'Let orders be shipped before they are paid.', roles: leads, forKeys: true },
  'order.expire': { description: 'End orders that were not paid in time.', roles: leads, forKeys: true },
  'order.cancel': { description: 'Call orders off.', roles: leads, forKeys: true },
  'order.complete': { description: 'End orders that are shipped and paid.', roles: leads, forKeys: true },
  'shipment.create': { description: 'Send what was ordered.', roles: leads, forKeys: true },
  'shipment.deliver': { description: 'Note that shipments arrived.', roles: leads, forKeys: true },
} satisfies PermissionCatalogue;
