import {
  audit,
  authorize,
  emit,
  hashToken,
  once,
  Refused,
  transact,
  type Context,
  type PermissionCatalogue,
  type Transaction,
} from '@deskgraph/kit';
import { lockFor, lockOwn } from '../organization/organization.service.js';
import { refuseForeign } from '../permission/permission.service.js';
import type { Role } from './role.entity.js';
import type { RoleCreateInput, RoleDeleteInput, RoleUpdateInput } from './role.inputs.js';
import { rolePolicy, type Mandate } from './role.policy.js';
import { roles } from './role.repository.js';

/** How many roles an organization may have, the built-in ones included. */
const roleLimit = 100;

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

/** A role with the atoms it holds. */
export function mandateOf(ctx: Context, role: Role): Mandate {
  return { role, permissions: permissionsOf(role, ctx.permissions) };
}

/** Every role the viewer may see, the built-in ones first. */
export function list(ctx: Context): Promise<Role[]> {
  return roles(ctx).visible().orderBy('role.builtIn', 'DESC').addOrderBy('role.id').getMany();
}

/** Gives a new organization its built-in roles; answers the owner's. */
export async function provide(tx: Transaction): Promise<Role> {
  const { organizationId } = tx.viewer;
  const common = { organizationId, builtIn: true, storedPermissions: [], createdAt: tx.now() };
  const made = roles(tx).create(builtIn.map(role => ({ ...role, ...common, id: tx.newId() })));
  await roles(tx).insert(made);
  const [owner] = made;
  if (!owner) throw new Error('There is no built-in role.');
  return owner;
}

/** The owner's role, which somebody active must always hold. */
export function ownerRole(tx: Transaction): Promise<Role> {
  return roleByKey(tx, 'owner');
}

/** The role of the transaction's organization with this key, which is known to exist. */
export function roleByKey(tx: Transaction, key: string): Promise<Role> {
  return roles(tx).findOneByOrFail({ organizationId: tx.viewer.organizationId, key });
}

/** What a role of the transaction's organization holds. */
export async function mandate(tx: Transaction, id: string): Promise<Mandate> {
  return mandateOf(tx, await roles(tx).findOneByOrFail({ organizationId: tx.viewer.organizationId, id }));
}

/** The role to give to somebody; refused when it holds what the viewer lacks. */
export async function grantable(tx: Transaction, id: string, field: string): Promise<Role> {
  const role = await roles(tx).byId(id);
  const found = role && mandateOf(tx, role);
  authorize(tx, rolePolicy, 'grant', found, field);
  return found.role;
}

/** Makes a custom role. */
export function create(ctx: Context, input: RoleCreateInput): Promise<Role> {
  const { name, description, permissions } = input;
  return transact(ctx, tx =>
    once(tx, input, id => roles(tx).byId(id), async () => {
      const { organizationId } = await lockFor(tx, 'roleCreate');
      refuseForeign(tx, permissions, 'permissions');
      const count = await roles(tx).count();
      if (count >= roleLimit) throw new Refused('ROLE_LIMIT', `An organization has at most ${String(roleLimit)} roles. Delete one first.`);
      const key = keyOf(name);
      if ((await roles(tx).existsBy({ key })) || (await roles(tx).isNameTaken(name, null))) throw nameTaken();

      const custom = { builtIn: false, storedPermissions: permissions, createdAt: tx.now() };
      const role = roles(tx).create({ organizationId, id: tx.newId(), key, name, description, ...custom });
      await roles(tx).insert(role);
      await emit(tx, 'role.created', role.id);
      await audit(tx, 'role.create', role.id, { after: { key, name, description, permissions } });
      return role;
    }),
  );
}

/** Changes a custom role; whoever holds it holds the new atoms from now on. */
export function update(ctx: Context, { id, name, description, permissions }: RoleUpdateInput): Promise<Role> {
  return transact(ctx, async tx => {
    await lockOwn(tx);
    const role = await lockCustom(tx, 'update', id);
    if (name && (await roles(tx).isNameTaken(name, role.id))) throw nameTaken();
    refuseForeign(tx, permissions ?? [], 'permissions');
    const before = { name: role.name, description: role.description, permissions: role.storedPermissions };
    const after = {
      name: name ?? before.name,
      description: description ?? before.description,
      permissions: permissions ?? before.permissions,
    };
    await roles(tx).change(role, { name: after.name, description: after.description, storedPermissions: after.permissions });
    await emit(tx, 'role.updated', role.id);
    await audit(tx, 'role.update', role.id, { before, after });
    return role;
  });
}

/** Deletes a custom role that nobody holds or is invited to. */
export function remove(ctx: Context, { id }: RoleDeleteInput): Promise<Role> {
  return transact(ctx, async tx => {
    const role = await lockCustom(tx, 'delete', id);
    const used = await roles(tx).inUse(role.id);
    if (used) throw new Refused('ROLE_IN_USE', 'Somebody holds this role or is invited to it. Give them another first.', 'id');
    await roles(tx).delete({ id: role.id });
    await emit(tx, 'role.deleted', role.id);
    await audit(tx, 'role.delete', role.id, { before: { key: role.key, name: role.name, permissions: role.storedPermissions } });
    return role;
  });
}

async function lockCustom(tx: Transaction, verb: 'update' | 'delete', id: string): Promise<Role> {
  const [row] = await roles(tx).lock(id);
  const found = row && mandateOf(tx, row);
  authorize(tx, rolePolicy, 'read', found, 'id');
  if (found.role.builtIn) throw new Refused('ROLE_BUILT_IN', 'Deskgraph defines this role. Make one of your own instead.', 'id');
  authorize(tx, rolePolicy, verb, found, 'id');
  return found.role;
}

function nameTaken(): Refused {
  return new Refused('CONFLICT', 'There is a role of that name already.', 'name');
}

/** A key from a name: `Night shift` is `night-shift`; a name without Latin letters gets one from its hash. */
function keyOf(name: string): string {
  const plain = name.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '');
  const words = plain.match(/[a-z0-9]+/g)?.join('-') ?? hashToken(name).toString('hex').slice(0, 8);
  return (/^[a-z]/.test(words) ? words : `role-${words}`).slice(0, 40);
}
