import { hashToken, type Transaction } from '@deskgraph/kit';
import { Invitation } from '../invitation/invitation.entity.js';

/** An open invitation as its holder sees it. */
export interface OpenInvitation {
  readonly id: string;
  readonly organizationId: string;
  readonly organization: string;
  readonly email: string;
  readonly role: string;
  /** Null when whoever invited is gone. */
  readonly inviter: string | null;
}

/** Invitations as the auth login finds them, before their organization is entered. */
export const openInvitations = (tx: Transaction) => ({
  /** The invitation this token opens; null when it was used, taken back, has expired or never was. */
  async byToken(token: string): Promise<OpenInvitation | null> {
    const [row] = await tx.db.query<OpenInvitation[]>(
      `select i.id, i.organization_id as "organizationId", o.name as organization, i.email, r.name as role, m.name as inviter
       from accounts.invitation i
       join accounts.organization o on o.organization_id = i.organization_id
       join accounts.role r on r.organization_id = i.organization_id and r.id = i.role_id
       left join accounts.member m on m.organization_id = i.organization_id and m.id = i.invited_by_id
       where i.token_hash = $1 and i.state = 'PENDING' and i.expires_at > $2 and o.state = 'ACTIVE'`,
      [hashToken(token), tx.now()],
    );
    return row ?? null;
  },

  /** The whole row. */
  row(id: string): Promise<Invitation> {
    return tx.db.getRepository(Invitation).findOneOrFail({ where: { id } });
  },
});
