import type { Policy } from '@deskgraph/kit';
import { holds } from '../permission/permission.policy.js';
import { InvitationState, type Invitation } from './invitation.entity.js';

/** An invitation with the atoms the offered role holds. */
export interface Offer {
  readonly invitation: Invitation;
  readonly permissions: readonly string[];
}

const isOpen = ({ invitation }: Offer): boolean => invitation.storedState === InvitationState.PENDING;

/** What may be done to an invitation, and by whom: nobody offers what they lack. `read` has a twin in SQL: `invitations().visible()`. */
export const invitationPolicy = {
  read: viewer => viewer.may('member.invite'),
  resend: (viewer, offer) => viewer.may('member.invite') && holds(viewer, offer.permissions) && isOpen(offer),
  revoke: (viewer, offer) => viewer.may('member.invite') && holds(viewer, offer.permissions) && isOpen(offer),
} satisfies Policy<Offer>;
