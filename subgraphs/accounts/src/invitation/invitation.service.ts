import { audit, emit, Refused, type Transaction } from '@deskgraph/kit';
import type { Member } from '../member/member.entity.js';
import { join as joinAs, type Person } from '../member/member.service.js';
import { InvitationState, type Invitation } from './invitation.entity.js';
import { invitations } from './invitation.repository.js';

/** What became of an invitation by now: a pending one may have run out of time. */
export function stateOf({ storedState, expiresAt }: Invitation, now: Date): InvitationState {
  return storedState === InvitationState.PENDING && expiresAt <= now ? InvitationState.EXPIRED : storedState;
}

/** Uses an invitation up: its person becomes a member in its role. The transaction is bound to its organization already. */
export async function join(tx: Transaction, { id }: Invitation, person: Person): Promise<Member> {
  const [invitation] = await invitations(tx).lock(id);
  if (!invitation || stateOf(invitation, tx.now()) !== InvitationState.PENDING) {
    throw new Refused('TOKEN_INVALID', 'This invitation was used, taken back or has expired. Ask for a new one.', 'token');
  }
  const acting = { ...tx, viewer: { ...tx.viewer, id: person.userId } }; // whoever accepts may not have been signed in
  await invitations(tx).change(invitation, { storedState: InvitationState.ACCEPTED });
  const member = await joinAs(acting, invitation.roleId, person);
  await emit(acting, 'invitation.accepted', invitation.id, { related: [member.id] });
  await audit(acting, 'invitation.accept', invitation.id, { after: { state: InvitationState.ACCEPTED, memberId: member.id } });
  return member;
}
