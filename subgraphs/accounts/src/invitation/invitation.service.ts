import {
  audit,
  authorize,
  emit,
  enter,
  hashToken,
  once,
  page,
  Refused,
  transact,
  transactAcross,
  type Context,
  type Page,
  type PageArgs,
  type Transaction,
} from '@deskgraph/kit';
import { mayMail } from '../attempt/attempt.service.js';
import { addressOf } from '../auth/auth.address.js';
import { authLogin } from '../auth/auth.js';
import { countSent, send } from '../mail/mail.service.js';
import { MemberState, type Member } from '../member/member.entity.js';
import { byEmail, byId as memberOf, join as joinAs, type Person } from '../member/member.service.js';
import { lockFor } from '../organization/organization.service.js';
import { grantable, mandate } from '../role/role.service.js';
import { InvitationState, type Invitation } from './invitation.entity.js';
import { InvitationOrderField, type InvitationFilter, type InvitationOrder, type InvitationResendInput, type InvitationRevokeInput, type MemberInviteInput } from './invitation.inputs.js';
import { invitationPolicy } from './invitation.policy.js';
import { invitations } from './invitation.repository.js';

/** How many invitations an organization may have waiting, expired ones included. */
const openLimit = 100;
const hourMs = 3_600_000;
const lifetimeMs = 72 * hourMs;
/** How many invitation mails an organization may send in an hour. */
const mailLimit = 100;

/** What became of an invitation by now: a pending one may have run out of time. */
export function stateOf({ storedState, expiresAt }: Invitation, now: Date): InvitationState {
  return storedState === InvitationState.PENDING && expiresAt <= now ? InvitationState.EXPIRED : storedState;
}

/** One page of the invitations the viewer may see. */
export function list(ctx: Context, filter: InvitationFilter, { field, direction }: InvitationOrder, args: PageArgs): Promise<Page<Invitation>> {
  const orders = {
    [InvitationOrderField.CREATED_AT]: { column: 'invitation.createdAt', value: ({ createdAt }: Invitation) => createdAt },
    [InvitationOrderField.EXPIRES_AT]: { column: 'invitation.expiresAt', value: ({ expiresAt }: Invitation) => expiresAt },
    [InvitationOrderField.EMAIL]: { column: 'invitation.email', value: ({ email }: Invitation) => email },
  };
  return page(invitations(ctx).matching(filter), args, { ...orders[field], direction });
}

/** Mails an address a link that lets it join in this role, once, within 72 hours. */
export function invite(ctx: Context, input: MemberInviteInput): Promise<Invitation> {
  const email = addressOf(input.email);

  return transact(ctx, tx =>
    once(tx, input, id => invitations(tx).byId(id), async () => {
      const organization = await lockFor(tx, 'memberInvite');
      const role = await grantable(tx, input.roleId, 'roleId');
      if (await byEmail(tx, email)) throw new Refused('CONFLICT', 'Somebody with this address is a member already.', 'email');
      const known = await invitations(tx).isOpenFor(email);
      if (known) throw new Refused('CONFLICT', 'This address is invited already. Send that invitation again.', 'email');
      if ((await invitations(tx).countOpen()) >= openLimit) {
        throw new Refused('INVITATION_LIMIT', `At most ${String(openLimit)} invitations may wait at a time. Revoke one first.`);
      }

      await refuseFlood(tx, email, 'email');
      const { token, ...ticket } = newTicket(tx);
      const { organizationId, memberId: invitedById } = tx.viewer;
      const open = { storedState: InvitationState.PENDING, createdAt: tx.now(), ...ticket } as const;
      const invitation = invitations(tx).create({ organizationId, id: tx.newId(), email, roleId: role.id, invitedById, ...open });
      await invitations(tx).insert(invitation);
      await mail(tx, invitation, organization.name, token);
      await emit(tx, 'member.invited', invitation.id);
      await audit(tx, 'member.invite', invitation.id, { after: { email, roleId: role.id } });
      return invitation;
    }),
  );
}

/** Sends an invitation again, in the viewer's name, with a new link and 72 hours more; the link sent before is dead. */
export function resend(ctx: Context, { id }: InvitationResendInput): Promise<Invitation> {
  return transact(ctx, async tx => {
    const { name } = await lockFor(tx, 'memberInvite');
    const open = await lockOpen(tx, 'resend', id);
    await refuseFlood(tx, open.email, 'id');
    const { token, ...ticket } = newTicket(tx);
    const before = { expiresAt: open.expiresAt, invitedById: open.invitedById };
    const invitation = await invitations(tx).change(open, { ...ticket, invitedById: tx.viewer.memberId });
    await mail(tx, invitation, name, token);
    await emit(tx, 'invitation.resent', invitation.id);
    await audit(tx, 'invitation.resend', invitation.id, { before, after: { expiresAt: ticket.expiresAt, invitedById: invitation.invitedById } });
    return invitation;
  });
}

/** Takes an invitation back: its link is dead. */
export function revoke(ctx: Context, { id }: InvitationRevokeInput): Promise<Invitation> {
  return transact(ctx, async tx => {
    const open = await lockOpen(tx, 'revoke', id);
    const before = { state: open.storedState };
    const invitation = await invitations(tx).change(open, { storedState: InvitationState.REVOKED });
    await emit(tx, 'invitation.revoked', invitation.id);
    await audit(tx, 'invitation.revoke', invitation.id, { before, after: { state: invitation.storedState } });
    return invitation;
  });
}

/** Uses an invitation up: its person becomes a member in its role. The transaction is bound to its organization already. */
export async function join(tx: Transaction, { id }: Invitation, person: Person): Promise<Member> {
  const [invitation] = await invitations(tx).lock(id);
  if (!invitation || stateOf(invitation, tx.now()) !== InvitationState.PENDING) {
    throw tokenDead();
  }
  if (!(await isStillBacked(tx, invitation))) throw tokenDead();
  const acting = { ...tx, viewer: { ...tx.viewer, id: person.userId } }; // whoever accepts may not have been signed in
  await invitations(tx).change(invitation, { storedState: InvitationState.ACCEPTED });
  const member = await joinAs(acting, invitation.roleId, person);
  await emit(acting, 'invitation.accepted', invitation.id, { related: [member.id] });
  await audit(acting, 'invitation.accept', invitation.id, { after: { state: InvitationState.ACCEPTED, memberId: member.id } });
  return member;
}

/** Whether whoever invited is still in, and could still give the role. */
async function isStillBacked(tx: Transaction, { invitedById, roleId }: Invitation): Promise<boolean> {
  const inviter = await memberOf(tx, invitedById);
  if (inviter?.state !== MemberState.ACTIVE) return false;
  const [held, offered] = [await mandate(tx, inviter.roleId), await mandate(tx, roleId)];
  return ['member.invite', ...offered.permissions].every(atom => held.permissions.includes(atom));
}

function tokenDead(): Refused {
  return new Refused('TOKEN_INVALID', 'This invitation was used, taken back or has expired. Ask for a new one.', 'token');
}

async function lockOpen(tx: Transaction, verb: 'resend' | 'revoke', id: string): Promise<Invitation> {
  const [invitation] = await invitations(tx).lock(id);
  const offer = invitation && { invitation, permissions: (await mandate(tx, invitation.roleId)).permissions };
  authorize(tx, invitationPolicy, 'read', offer, 'id');
  const settled = offer.invitation.storedState !== InvitationState.PENDING;
  if (settled) throw new Refused('INVITATION_SETTLED', 'This invitation was used or taken back.', 'id');
  authorize(tx, invitationPolicy, verb, offer, 'id');
  return offer.invitation;
}

/** Nobody's mailbox is filled from here, by one organization or by many. Addresses are counted by the auth login, which alone may. */
async function refuseFlood(tx: Transaction, email: string, field: string): Promise<void> {
  if ((await countSent(tx, 'INVITATION', hourMs)) >= mailLimit) {
    const message = `At most ${String(mailLimit)} invitation mails may go out in an hour. Send this one in an hour.`;
    throw new Refused('INVITATION_TOO_MANY_MAILS', message, field);
  }
  await transactAcross(tx, authLogin, async counting => {
    if (!(await mayMail(counting, email))) {
      const message = 'Too many mails were sent to this address. Wait an hour, or ask its owner to look among the unwanted mail.';
      throw new Refused('INVITATION_TOO_MANY_MAILS', message, field);
    }
    const { organizationId } = tx.viewer;
    await audit(await enter(counting, organizationId), 'invitation.mail', organizationId);
  });
}

/** A fresh secret for a link, and what is kept of it. */
function newTicket(tx: Transaction): { token: string; tokenHash: Buffer; expiresAt: Date } {
  const token = tx.randomBytes(32).toString('base64url');
  return { token, tokenHash: hashToken(token), expiresAt: new Date(tx.now().getTime() + lifetimeMs) };
}

async function mail(tx: Transaction, { email }: Invitation, organization: string, token: string): Promise<void> {
  const inviter = await memberOf(tx, tx.viewer.memberId);
  const link = `${tx.publicUrl}/invitation?token=${token}`;
  await send(tx, 'INVITATION', { to: email, name: '', link, organization, ...(inviter ? { inviter: inviter.name } : {}) });
}
