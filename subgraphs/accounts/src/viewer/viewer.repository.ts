import type { Transaction } from '@deskgraph/kit';
import { Member, MemberState } from '../member/member.entity.js';
import { Organization } from '../organization/organization.entity.js';
import { Role } from '../role/role.entity.js';

/** A membership with what it leads to. */
export type OpenMembership = Member & { readonly organization: Organization; readonly role: Role };

/** What is known of one person across organizations; for transactions of the auth login. */
export const people = ({ db, now }: Transaction) => ({
  /** The person's active memberships, by the organization's name. */
  async memberships(userId: string): Promise<OpenMembership[]> {
    const query = db
      .createQueryBuilder(Member, 'member')
      .innerJoinAndMapOne('member.organization', Organization, 'organization', 'organization.organizationId = member.organizationId')
      .innerJoinAndMapOne('member.role', Role, 'role', 'role.organizationId = member.organizationId and role.id = member.roleId')
      .where('member.userId = :userId and member.state = :state', { userId, state: MemberState.ACTIVE })
      .orderBy('organization.name')
      .addOrderBy('member.id');
    return (await query.getMany()) as OpenMembership[];
  },

  async rename(userId: string, name: string): Promise<void> {
    await db.query('update auth."user" set name = $2, updated_at = $3 where id = $1', [userId, name, now()]);
  },
});
