import type { PermissionCatalogue, Transaction } from '@deskgraph/kit';
import type { Role } from './role.entity.js';
import { roles } from './role.repository.js';

/** The roles every organization has; what they hold is the catalogue's word. */
const builtIn = [
  { key: 'owner', name: 'Owner', description: 'Holds the organization: everything, ownership and billing included.' },
  { key: 'admin', name: 'Administrator', description: 'Runs the organization: people, roles, keys and connections.' },
  { key: 'manager', name: 'Manager', description: 'Leads the work: teams, rules, and every ticket.' },
  { key: 'agent', name: 'Agent', description: 'Works tickets and customers.' },
  { key: 'analyst', name: 'Analyst', description: 'Reads tickets, orders and reports; personal data is masked.' },
  { key: 'viewer', name: 'Viewer', description: 'Looks on.' },
];

/** The atoms a role holds: for a custom role those stored, for a built-in one those the catalogue gives it. */
export function permissionsOf(role: Pick<Role, 'key' | 'builtIn' | 'storedPermissions'>, catalogue: PermissionCatalogue): string[] {
  return Object.entries(catalogue)
    .filter(([atom, { roles: holders }]) => (role.builtIn ? holders.some(key => key === role.key) : role.storedPermissions.includes(atom)))
    .map(([atom]) => atom);
}

/** Gives a new organization its built-in roles; answers the owner's. */
export async function provide(tx: Transaction): Promise<Role> {
  const { organizationId } = tx.viewer;
  const made = roles(tx).create(builtIn.map(role => ({ ...role, organizationId, id: tx.newId(), builtIn: true, storedPermissions: [], createdAt: tx.now() })));
  await roles(tx).insert(made);
  const [owner] = made;
  if (!owner) throw new Error('There is no built-in role.');
  return owner;
}
