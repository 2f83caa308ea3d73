import { enter, Refused, transactAcross, type Context } from '@deskgraph/kit';
import { nameOfKey } from '../api-key/api-key.service.js';
import { authLogin } from '../auth/auth.js';
import { membershipsOf } from '../credential/credential.service.js';
import { rename as renameMember } from '../member/member.service.js';
import { OrganizationState } from '../organization/organization.entity.js';
import type { Membership, Viewer } from './viewer.entity.js';
import type { ViewerRenameInput } from './viewer.inputs.js';
import { people } from './viewer.repository.js';

/** What the viewer is called. A key is no person: whoever holds it does not learn who made it. */
export async function nameOf(ctx: Context, { member }: Viewer): Promise<string> {
  const { credential, credentialId } = ctx.viewer;
  return credential === 'API_KEY' ? `API key ${await nameOfKey(ctx, credentialId)}` : member.name;
}

/** The organizations the viewer may enter: for a person all of theirs, for an API key its own. */
export async function memberships(ctx: Context): Promise<Membership[]> {
  const { id, credential, organizationId } = ctx.viewer;
  const all = await transactAcross(ctx, authLogin, tx => people(tx).memberships(id));
  return all
    .map(({ organization, role }) => ({ organization, role: role.name, current: organization.id === organizationId }))
    .filter(({ current }) => current || credential !== 'API_KEY');
}

/** Gives the viewer another name, in every organization they are in. Suspended ones are read only: they keep the old. */
export function rename(ctx: Context, { name }: ViewerRenameInput): Promise<void> {
  const { id, credential, impersonatorId } = ctx.viewer;
  const inPerson = (credential === 'SESSION' || credential === 'ACCESS_TOKEN') && impersonatorId === null;
  if (!inPerson) throw new Refused('FORBIDDEN', 'Only the person themselves can do this.');

  return transactAcross(ctx, authLogin, async tx => {
    await people(tx).rename(id, name);
    const open = (await membershipsOf(tx, id)).filter(({ organizationState }) => organizationState === OrganizationState.ACTIVE);
    for (const { organizationId, memberId } of open) {
      await renameMember(await enter(tx, organizationId), memberId, name);
    }
  });
}
