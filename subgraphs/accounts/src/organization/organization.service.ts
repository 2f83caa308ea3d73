import { audit, emit, enter, type Transaction } from '@deskgraph/kit';
import type { Member } from '../member/member.entity.js';
import { join } from '../member/member.service.js';
import { provide } from '../role/role.service.js';
import { OrganizationState, type Organization } from './organization.entity.js';
import { organizations } from './organization.repository.js';

/** Who founds what. */
export interface Founding {
  readonly name: string;
  readonly userId: string;
  readonly userName: string;
  /** In lower case. */
  readonly email: string;
}

/** Founds an organization with its built-in roles and its first owner. The transaction goes across organizations and is bound to the new one. */
export async function found(tx: Transaction, { name, userId, userName, email }: Founding): Promise<{ organization: Organization; member: Member }> {
  const organizationId = tx.newId();
  const entered = await enter(tx, organizationId);
  const inside = { ...entered, viewer: { ...entered.viewer, id: userId } }; // the founder acts, though nobody was signed in yet
  const organization = organizations(inside).create({ organizationId, name, state: OrganizationState.ACTIVE, createdAt: tx.now(), suspendedAt: null });
  await organizations(inside).insert(organization);
  const owner = await provide(inside);
  const member = await join(inside, owner.id, { userId, name: userName, email });
  await emit(inside, 'organization.founded', organizationId, { related: [member.id] });
  await audit(inside, 'organization.found', organizationId, { after: { name } });
  return { organization, member };
}
