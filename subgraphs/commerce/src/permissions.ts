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
} satisfies PermissionCatalogue;
