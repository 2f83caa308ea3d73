import { audit, authorize, emit, enter, transact, type Context, type Transaction } from '@deskgraph/kit';
import type { Member } from '../member/member.entity.js';
import { join } from '../member/member.service.js';
import { provide } from '../role/role.service.js';
import { OrganizationState, type Organization } from './organization.entity.js';
import type { OrganizationUpdateInput } from './organization.inputs.js';
import { organizationPolicy } from './organization.policy.js';
import { organizations } from './organization.repository.js';

/** Who founds what. */
export interface Founding {
  readonly name: string;
  readonly userId: string;
  readonly userName: string;
  /** In lower case. */
  readonly email: string;
}

/** A new organization and its first owner. */
export interface Founded {
  readonly organization: Organization;
  readonly member: Member;
}

/** Founds an organization with its built-in roles and its first owner. Binds the transaction, which goes across organizations, to it. */
export async function found(tx: Transaction, { name, userId, userName, email }: Founding): Promise<Founded> {
  const organizationId = tx.newId();
  const entered = await enter(tx, organizationId);
  const inside = { ...entered, viewer: { ...entered.viewer, id: userId } }; // the founder acts, though nobody was signed in yet
  const active = { state: OrganizationState.ACTIVE, createdAt: tx.now(), suspendedAt: null };
  const organization = organizations(inside).create({ organizationId, name, ...active });
  await organizations(inside).insert(organization);
  const owner = await provide(inside);
  const member = await join(inside, owner.id, { userId, name: userName, email });
  await emit(inside, 'organization.founded', organizationId, { related: [member.id] });
  await audit(inside, 'organization.found', organizationId, { after: { name } });
  return { organization, member };
}

/** Renames the organization. */
export function update(ctx: Context, { name }: OrganizationUpdateInput): Promise<Organization> {
  return transact(ctx, async tx => {
    const organization = await lockFor(tx, 'update');
    const before = { name: organization.name };
    await organizations(tx).change(organization, { name });
    await emit(tx, 'organization.updated', organization.id);
    await audit(tx, 'organization.update', organization.id, { before, after: { name } });
    return organization;
  });
}

/** The organization the transaction is bound to. */
export function own(tx: Transaction): Promise<Organization> {
  return organizations(tx).findOneByOrFail({ organizationId: tx.viewer.organizationId });
}

/** Locks the viewer's organization, for verbs whose permission hangs on something in it. */
export async function lockOwn(tx: Transaction): Promise<void> {
  await organizations(tx).lockOwn();
}

/** Locks the viewer's organization for a verb the viewer may do to it: what is counted against a limit then stays counted. */
export async function lockFor(tx: Transaction, verb: keyof typeof organizationPolicy): Promise<Organization> {
  const organization = await organizations(tx).lockOwn();
  authorize(tx, organizationPolicy, verb, organization);
  return organization;
}
