import type { PermissionCatalogue } from '@deskgraph/kit';

const everyone = ['owner', 'admin', 'manager', 'agent', 'analyst', 'viewer'] as const;
const leads = ['owner', 'admin', 'manager'] as const;
const administrators = ['owner', 'admin'] as const;
const owners = ['owner'] as const;

/** The atoms this room's rules and policies ask for. People, roles and keys are never a key's business. */
export const permissions = {
  'organization.read': { description: 'See the organization.', roles: everyone, forKeys: true },
  'organization.update': { description: 'Rename the organization.', roles: administrators, forKeys: false },
  'organization.transfer': { description: 'Make and unmake owners: who lacks this stands below them.', roles: owners, forKeys: false },
  'member.read': { description: 'See who the members are.', roles: everyone, forKeys: true },
  'member.email.read': { description: 'See the members\' addresses.', roles: leads, forKeys: false },
  'member.invite': { description: 'Invite people, and see, resend and revoke invitations.', roles: administrators, forKeys: false },
  'member.changeRole': { description: 'Give members another role, never above one\'s own.', roles: administrators, forKeys: false },
  'member.deactivate': { description: 'Keep members out, and let them in again.', roles: administrators, forKeys: false },
  'member.remove': { description: 'Remove members for good.', roles: administrators, forKeys: false },
  'role.read': { description: 'See the roles and what they hold.', roles: everyone, forKeys: true },
  'role.create': { description: 'Make custom roles, never above one\'s own.', roles: administrators, forKeys: false },
  'role.update': { description: 'Change custom roles.', roles: administrators, forKeys: false },
  'role.delete': { description: 'Delete custom roles nobody holds.', roles: administrators, forKeys: false },
  'apiKey.read': { description: 'See the API keys, never their secrets.', roles: administrators, forKeys: false },
  'apiKey.create': { description: 'Make API keys.', roles: administrators, forKeys: false },
  'apiKey.revoke': { description: 'End API keys.', roles: administrators, forKeys: false },
  'savedQuery.read': { description: 'See one\'s own saved queries and the shared ones.', roles: everyone, forKeys: false },
  'savedQuery.create': { description: 'Save queries of one\'s own, change and delete them.', roles: everyone, forKeys: false },
  'savedQuery.share': { description: 'Share saved queries with the organization, and change and delete shared ones.', roles: [...leads, 'analyst'], forKeys: false },
  'graph.introspect': { description: 'Ask the graph for its own schema.', roles: ['owner', 'admin', 'manager', 'analyst'], forKeys: true },
  'health.read': { description: 'See the health of every part in detail.', roles: administrators, forKeys: true },
} satisfies PermissionCatalogue;
