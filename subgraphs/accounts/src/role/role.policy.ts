import type { Policy } from '@deskgraph/kit';
import { holds } from '../permission/permission.policy.js';
import type { Role } from './role.entity.js';

/** A role with the atoms it holds: those stored, or what the catalogue gives a built-in one. */
export interface Mandate {
  readonly role: Role;
  readonly permissions: readonly string[];
}

/** What may be done to a role, and by whom: nobody deals in atoms they lack. `read` has a twin in SQL: `roles().visible()`. */
export const rolePolicy = {
  read: viewer => viewer.may('role.read'),
  grant: (viewer, { permissions }) => (viewer.may('member.invite') || viewer.may('member.changeRole')) && holds(viewer, permissions),
  update: (viewer, { role, permissions }) => viewer.may('role.update') && !role.builtIn && holds(viewer, permissions),
  delete: (viewer, { role, permissions }) => viewer.may('role.delete') && !role.builtIn && holds(viewer, permissions),
} satisfies Policy<Mandate>;
