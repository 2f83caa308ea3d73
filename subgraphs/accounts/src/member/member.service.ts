import { audit, emit, type Transaction } from '@deskgraph/kit';
import { MemberState, type Member } from './member.entity.js';
import { members } from './member.repository.js';

/** A person as the credentials know them. */
export interface Person {
  readonly userId: string;
  readonly name: string;
  /** In lower case. */
  readonly email: string;
}

/** Makes a person a member of the transaction's organization, or an earlier member active again, in this role. */
export async function join(tx: Transaction, roleId: string, { userId, name, email }: Person): Promise<Member> {
  const { organizationId } = tx.viewer;
  const earlier = await members(tx).ofUser(userId);
  const state = MemberState.ACTIVE;
  const at = tx.now();
  const member = earlier
    ? await members(tx).change(earlier, { roleId, name, email, state })
    : members(tx).create({ organizationId, id: tx.newId(), userId, roleId, name, email, state, joinedAt: at, lastActiveAt: at });
  if (!earlier) await members(tx).insert(member);
  await emit(tx, 'member.joined', member.id);
  await audit(tx, 'member.join', member.id, { after: { userId, roleId, state } });
  return member;
}
