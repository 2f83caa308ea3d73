import type { PermissionCatalogue } from '@deskgraph/kit';

/** The atoms this room's rules and policies ask for. */
export const permissions = {
  'call.read': { description: 'See the calls.', roles: ['owner', 'admin', 'manager', 'agent', 'analyst', 'viewer'], forKeys: true },
  'callFigures.read': { description: 'See how many calls there are and how many are answered, without the calls.', roles: ['owner', 'admin', 'manager', 'agent', 'analyst', 'viewer'], forKeys: true },
  'call.number.read': { description: 'See who called whom, by telephone number.', roles: ['owner', 'admin', 'manager', 'agent'], forKeys: true },
  'call.link': { description: 'Say which ticket a call is about.', roles: ['owner', 'admin', 'manager', 'agent'], forKeys: true },
} satisfies PermissionCatalogue;
