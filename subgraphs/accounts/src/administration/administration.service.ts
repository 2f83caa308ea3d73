import { audit, emit, enter, Refused, transactAcross, transactAs, type Context, type Transaction } from '@deskgraph/kit';
import { addressOf } from '../auth/auth.address.js';
import { authLogin } from '../auth/auth.js';
import { hashPassword } from '../auth/auth.password.js';
import { membershipById, type Membership } from '../credential/credential.service.js';
import { makeLink } from '../link/link.service.js';
import { join } from '../member/member.service.js';
import { OrganizationState } from '../organization/organization.entity.js';
import { found } from '../organization/organization.service.js';
import { roleByKey } from '../role/role.service.js';
import { changeUser, disown, lockAddress, makeVerified, userByEmail, type User } from '../user/user.service.js';
import { administrations } from './administration.repository.js';

/** What an operator founded. */
export interface Founded {
  readonly organizationId: string;
  readonly memberId: string;
  readonly userId: string;
  /** Where the owner chooses a password, once, within 30 minutes; null when they have one. */
  readonly link: string | null;
}

/**
 * Founds an organization with its first administrator, as an operator: no mail, no proof of the address. Without a password a link to choose
 * one is answered. A person who has an account already keeps it, password included.
 */
export async function foundOrganization(
  ctx: Context,
  { organization, name, email, password }: { organization: string; name: string; email: string; password: string | null },
): Promise<Founded> {
  const address = addressOf(email);
  const passwordHash = password === null ? null : await hashPassword(password);
  return transactAcross(ctx, authLogin, async tx => {
    const { member, isNew } = await establish(tx, { organization, name, email: address, passwordHash });
    const { organizationId, memberId, userId } = member;
    return { organizationId, memberId, userId, link: isNew && passwordHash === null ? await makeLink(tx, 'reset', userId) : null };
  });
}

/** Founds an organization owned by the person with this address, who is made, and taken as verified, when nobody has it. */
export async function establish(
  tx: Transaction,
  { organization, name, email, passwordHash }: { organization: string; name: string; email: string; passwordHash: string | null },
): Promise<{ member: Membership; isNew: boolean }> {
  const { user, isNew } = await personFor(tx, { name, email, passwordHash });
  const made = await found(tx, { name: organization, userId: user.id, userName: user.name, email });
  const member = await membershipById(tx, made.organization.organizationId, made.member.id);
  if (!member) throw new Error('The founder is no member.');
  return { member, isNew };
}

/** Makes a person a member of an organization in one of its roles, as an operator: the demo's people. Somebody known keeps their password. */
export async function enlist(
  ctx: Context,
  {
    organizationId,
    role,
    name,
    email,
    passwordHash,
  }: { organizationId: string; role: string; name: string; email: string; passwordHash: string },
): Promise<{ memberId: string }> {
  const address = addressOf(email);
  return transactAcross(ctx, authLogin, async tx => {
    const { user } = await personFor(tx, { name, email: address, passwordHash });
    const entered = await enter(tx, organizationId);
    const { id: roleId } = await roleByKey(entered, role);
    const { id } = await join(entered, roleId, { userId: user.id, name: user.name, email: user.email });
    return { memberId: id };
  });
}

/** Every organization with its state, oldest first, at most 1,000: what an operator chooses from. */
export async function organizationsOf(ctx: Context): Promise<{ id: string; name: string; state: OrganizationState }[]> {
  return transactAcross(ctx, authLogin, tx => administrations(tx).all());
}

/** Closes an organization to all but readers. Its API keys and access tokens stop working; people may still look. */
export function suspend(ctx: Context, organizationId: string): Promise<void> {
  return change(ctx, organizationId, OrganizationState.SUSPENDED);
}

/** Opens a suspended organization again. */
export function resume(ctx: Context, organizationId: string): Promise<void> {
  return change(ctx, organizationId, OrganizationState.ACTIVE);
}

async function change(ctx: Context, organizationId: string, state: OrganizationState): Promise<void> {
  await transactAs(ctx, organizationId, 'operator', async tx => {
    const before = await administrations(tx).lock();
    if (before === null) throw new Refused('NOT_FOUND', 'There is no such organization.', 'organizationId');
    if (before === state) return;
    await administrations(tx).change(state, tx.now());
    const suspended = state === OrganizationState.SUSPENDED;
    await emit(tx, suspended ? 'organization.suspended' : 'organization.resumed', organizationId);
    await audit(tx, suspended ? 'organization.suspend' : 'organization.resume', organizationId, {
      before: { state: before },
      after: { state },
    });
  });
}

/** The person with this address; made, and taken as verified, when nobody has shown that it is theirs. */
async function personFor(
  tx: Transaction,
  { name, email, passwordHash }: { name: string; email: string; passwordHash: string | null },
): Promise<{ user: User; isNew: boolean }> {
  await lockAddress(tx, email);
  const known = await userByEmail(tx, email);
  if (!known) return { user: await makeVerified(tx, { name, email, passwordHash }), isNew: true };
  if (known.emailVerified) return { user: known, isNew: false };
  await disown(tx, known.id);
  await changeUser(tx, known.id, { name, ...(passwordHash === null ? {} : { passwordHash }) });
  return { user: { ...known, name, emailVerified: true }, isNew: true };
}
