import type { PermissionCatalogue } from '@deskgraph/kit';

const leads = ['owner', 'admin', 'manager'] as const;
const administrators = ['owner', 'admin'] as const;

/** The atoms this room's rules and policies ask for. */
export const permissions = {
  'job.read': { description: 'See the jobs: what leaves the house, and whether it did.', roles: leads, forKeys: true },
  'job.retry': { description: 'Try dead jobs again.', roles: administrators, forKeys: true },
  'job.discard': { description: 'Give up jobs that are not done.', roles: administrators, forKeys: true },
  'schedule.read': { description: 'See what runs by the clock.', roles: leads, forKeys: true },
  'schedule.run': { description: 'Run now what runs by the clock.', roles: administrators, forKeys: true },
  'parkedEvent.read': { description: 'See the events that a part of the house could not deal with.', roles: leads, forKeys: true },
  'parkedEvent.retry': { description: 'Have parked events dealt with again.', roles: administrators, forKeys: true },
  'parkedEvent.discard': { description: 'Give up parked events.', roles: administrators, forKeys: true },
  'delivery.read': { description: 'See what providers called in with.', roles: leads, forKeys: true },
  'delivery.body.read': { description: 'See the bodies of what providers called in with.', roles: administrators, forKeys: false },
  'delivery.replay': { description: 'Have a delivery handled again.', roles: administrators, forKeys: true },
  'integrationCall.read': { description: 'See the calls to providers.', roles: leads, forKeys: true },
  'connection.read': { description: 'See the connections to providers, never their secrets.', roles: leads, forKeys: true },
  'connection.create': { description: 'Connect providers.', roles: administrators, forKeys: false },
  'connection.rotateSecret': { description: 'Give connections new secrets.', roles: administrators, forKeys: false },
  'connection.switch': { description: 'Switch connections on and off.', roles: administrators, forKeys: false },
  'connection.delete': { description: 'Delete connections with all they delivered.', roles: administrators, forKeys: false },
  'auditEntry.export': { description: 'Export the audit trail to a file.', roles: administrators, forKeys: false },
  'auditEntry.read': { description: 'See who did what.', roles: administrators, forKeys: true },
} satisfies PermissionCatalogue;
