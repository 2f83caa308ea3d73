import type { PermissionCatalogue } from '@deskgraph/kit';

const everybody = ['owner', 'admin', 'manager', 'agent', 'analyst', 'viewer'] as const;
const agents = ['owner', 'admin', 'manager', 'agent'] as const;
const leads = ['owner', 'admin', 'manager'] as const;

/** The atoms this room's rules and policies ask for. */
export const permissions = {
  'customer.read': { description: 'See the customers, and how they can be reached, but for the addresses and numbers themselves.', roles: everybody, forKeys: true },
  'customer.create': { description: 'Add customers.', roles: agents, forKeys: true },
  'customer.update': { description: 'Change what is known of customers.', roles: agents, forKeys: true },
  'customer.merge': { description: 'Merge two customers who are one, and take that back.', roles: leads, forKeys: true },
  'company.read': { description: 'See the companies.', roles: everybody, forKeys: true },
  'company.create': { description: 'Add companies.', roles: agents, forKeys: true },
  'company.update': { description: 'Change what is known of companies.', roles: agents, forKeys: true },
  'identity.value.read': { description: 'See the addresses, numbers and outside ids of customers, and find customers by them.', roles: agents, forKeys: true },
  'identity.add': { description: 'Add addresses, numbers and outside ids to customers.', roles: agents, forKeys: true },
  'identity.verify': { description: 'Mark addresses, numbers and outside ids as verified.', roles: agents, forKeys: true },
  'identity.remove': { description: 'Take addresses, numbers and outside ids from customers.', roles: agents, forKeys: true },
  'interaction.read': { description: 'See what happened between customers and the organization.', roles: everybody, forKeys: true },
  'interaction.note': { description: 'Write notes on customers.', roles: agents, forKeys: true },
} satisfies PermissionCatalogue;
