import { audit, authorize, emit, page, Refused, removeFilesOf, transact, type Context, type Page, type PageArgs, type Transaction } from '@deskgraph/kit';
import { grantable, mandate, ownerRole } from '../role/role.service.js';
import { forget } from '../saved-query/saved-query.service.js';
import { endFamiliesOf } from '../token-family/token-family.service.js';
import { MemberState, type Member } from './member.entity.js';
import {
  MemberOrderField,
  type MemberChangeRoleInput,
  type MemberDeactivateInput,
  type MemberFilter,
  type MemberOrder,
  type MemberReactivateInput,
  type MemberRemoveInput,
} from './member.inputs.js';
import { memberPolicy, type Standing } from './member.policy.js';
import { members } from './member.repository.js';

/** A person as the credentials know them. */
export interface Person {
  readonly userId: string;
  readonly name: string;
  /** In lower case. */
  readonly email: string;
}

/** A locked member, who may be the last that can let others in. */
interface Locked extends Standing {
  readonly isLastOwner: boolean;
}

/** One page of the members the viewer may see. */
export function list(ctx: Context, filter: MemberFilter, { field, direction }: MemberOrder, args: PageArgs): Promise<Page<Member>> {
  const orders = {
    [MemberOrderField.NAME]: { column: 'member.name', value: (member: Member) => member.name },
    [MemberOrderField.JOINED_AT]: { column: 'member.joinedAt', value: (member: Member) => member.joinedAt },
  };
  return page(members(ctx).matching(filter), args, { ...orders[field], direction });
}

/** A member of the transaction's organization. */
export function byId(tx: Transaction, id: string): Promise<Member | null> {
  return members(tx).findOneBy({ organizationId: tx.viewer.organizationId, id });
}

/** The member of the transaction's organization who signs in with this address, deactivated ones included. */
export function byEmail(tx: Transaction, email: string): Promise<Member | null> {
  return members(tx).ofEmail(email);
}

/** Makes a person a member of the transaction's organization, or an earlier member active again, in this role. */
export async function join(tx: Transaction, roleId: string, { userId, name, email }: Person): Promise<Member> {
  const { organizationId } = tx.viewer;
  const earlier = await members(tx).ofUser(userId);
  const state = MemberState.ACTIVE;
  const at = tx.now();
  const member = earlier
    ? await members(tx).change(earlier, { roleId, name, email, state })
    : members(tx).create({ organizationId, id: tx.newId(), userId, roleId, name, email, pictureId: null, state, joinedAt: at, lastActiveAt: at });
  if (!earlier) await members(tx).insert(member);
  await emit(tx, 'member.joined', member.id);
  await audit(tx, 'member.join', member.id, { after: { userId, roleId, state } });
  return member;
}

/** Calls a member of the transaction's organization by another name. Names are the person's own, and the same everywhere. */
export async function rename(tx: Transaction, id: string, name: string): Promise<void> {
  const member = await byId(tx, id);
  if (!member) return;
  const before = { name: member.name };
  await members(tx).change(member, { name });
  await emit(tx, 'member.renamed', id);
  await audit(tx, 'member.rename', id, { before, after: { name } });
}

/** Locks the viewer's own membership for a verb that only the person themselves may do to it. */
export async function lockOwn(tx: Transaction, verb: 'changePicture'): Promise<Member> {
  const member = await members(tx).lock(tx.viewer.memberId);
  const standing = member && { member, permissions: tx.viewer.permissions };
  authorize(tx, memberPolicy, verb, standing);
  return standing.member;
}

/** Locks a member who may have a picture; null for one who is gone or kept out. */
export async function lockForPicture(tx: Transaction, id: string): Promise<Member | null> {
  const member = await members(tx).lock(id);
  return member?.state === MemberState.ACTIVE ? member : null;
}

/** Notes which file is a member's picture. */
export async function changePicture(tx: Transaction, member: Member, pictureId: string | null): Promise<void> {
  await members(tx).change(member, { pictureId });
}

/** Gives a member another role. Nobody gives or takes what they lack, and one active owner stays. */
export function changeRole(ctx: Context, { id, roleId }: MemberChangeRoleInput): Promise<Member> {
  return transact(ctx, async tx => {
    const locked = await lock(tx, id);
    authorize(tx, memberPolicy, 'changeRole', locked, 'id');
    const role = await grantable(tx, roleId, 'roleId');
    if (role.id !== locked.member.roleId) refuseLastOwner(locked);

    const before = { roleId: locked.member.roleId };
    const member = await members(tx).change(locked.member, { roleId });
    await emit(tx, 'member.roleChanged', member.id);
    await audit(tx, 'member.changeRole', member.id, { before, after: { roleId } });
    return member;
  });
}

/** Keeps a member out: their tokens end, and so does what their API keys may do. They stay on record. */
export function deactivate(ctx: Context, { id }: MemberDeactivateInput): Promise<Member> {
  return transact(ctx, async tx => {
    const locked = await lock(tx, id);
    authorize(tx, memberPolicy, 'read', locked, 'id');
    refuseSelf(tx, locked);
    const { state } = locked.member;
    if (state === MemberState.DEACTIVATED) throw new Refused('MEMBER_DEACTIVATED', 'This member is deactivated already.', 'id');
    authorize(tx, memberPolicy, 'deactivate', locked, 'id');
    refuseLastOwner(locked);

    const member = await members(tx).change(locked.member, { state: MemberState.DEACTIVATED });
    await endAccess(tx, member);
    await emit(tx, 'member.deactivated', member.id);
    await audit(tx, 'member.deactivate', member.id, { before: { state }, after: { state: member.state } });
    return member;
  });
}

/** Lets a deactivated member in again, in the role they had. */
export function reactivate(ctx: Context, { id }: MemberReactivateInput): Promise<Member> {
  return transact(ctx, async tx => {
    const locked = await lock(tx, id);
    authorize(tx, memberPolicy, 'read', locked, 'id');
    const { state } = locked.member;
    if (state === MemberState.ACTIVE) throw new Refused('MEMBER_ACTIVE', 'This member is active already.', 'id');
    authorize(tx, memberPolicy, 'reactivate', locked, 'id');

    const member = await members(tx).change(locked.member, { state: MemberState.ACTIVE });
    await emit(tx, 'member.reactivated', member.id);
    await audit(tx, 'member.reactivate', member.id, { before: { state }, after: { state: member.state } });
    return member;
  });
}

/** Removes a member for good, with their tokens and API keys. */
export function remove(ctx: Context, { id }: MemberRemoveInput): Promise<Member> {
  return transact(ctx, async tx => {
    const locked = await lock(tx, id);
    authorize(tx, memberPolicy, 'read', locked, 'id');
    refuseSelf(tx, locked);
    authorize(tx, memberPolicy, 'remove', locked, 'id');
    refuseLastOwner(locked);

    const { member } = locked;
    await endAccess(tx, member);
    await forget(tx, member.id);
    await members(tx).delete({ id: member.id });
    await removeFilesOf(tx, { room: 'accounts' }, member.id);
    await emit(tx, 'member.removed', member.id);
    await audit(tx, 'member.remove', member.id, { before: { userId: member.userId, roleId: member.roleId, state: member.state } });
    return member;
  });
}

/** Locks a member and the active owners: of two departures in parallel the second sees the first. */
async function lock(tx: Transaction, id: string): Promise<Locked | undefined> {
  const owner = await ownerRole(tx);
  const rows = await members(tx).lockWithHolders(id, owner.id);
  const member = rows.find(row => row.id === id);
  if (!member) return undefined;
  const isOwner = (row: Member): boolean => row.roleId === owner.id && row.state === MemberState.ACTIVE;
  const { permissions } = await mandate(tx, member.roleId);
  return { member, permissions, isLastOwner: isOwner(member) && rows.filter(isOwner).length === 1 };
}

function refuseSelf(tx: Transaction, { member }: Locked): void {
  if (member.id === tx.viewer.memberId) throw new Refused('MEMBER_SELF', 'Nobody can do this to themselves. Ask somebody else to.', 'id');
}

function refuseLastOwner({ isLastOwner }: Locked): void {
  if (isLastOwner) throw new Refused('MEMBER_LAST_OWNER', 'This is the last active owner. Make somebody else an owner first.', 'id');
}

/** Ends what lets a member in here, and tells whoever remembers it. */
async function endAccess(tx: Transaction, { id }: Member): Promise<void> {
  await endFamiliesOf(tx, id);
  await emit(tx, 'session.revoked', id);
}
