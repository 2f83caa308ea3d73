import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openGround, openHouse, type Ground, type Organization } from '@deskgraph/testing';
import type { Context, Permission, Viewer } from '@deskgraph/kit';
import { ApiKey } from '../src/api-key/api-key.entity.js';
import { apiKeyPolicy } from '../src/api-key/api-key.policy.js';
import { apiKeys } from '../src/api-key/api-key.repository.js';
import { Invitation } from '../src/invitation/invitation.entity.js';
import { invitationPolicy } from '../src/invitation/invitation.policy.js';
import { invitations } from '../src/invitation/invitation.repository.js';
import { Member } from '../src/member/member.entity.js';
import { memberPolicy } from '../src/member/member.policy.js';
import { members } from '../src/member/member.repository.js';
import { Organization as OrganizationRow } from '../src/organization/organization.entity.js';
import { organizationPolicy } from '../src/organization/organization.policy.js';
import { organizations } from '../src/organization/organization.repository.js';
import { permissions } from '../src/permissions.js';
import { Role } from '../src/role/role.entity.js';
import { rolePolicy } from '../src/role/role.policy.js';
import { roles } from '../src/role/role.repository.js';
import { SavedQuery } from '../src/saved-query/saved-query.entity.js';
import { savedQueryPolicy } from '../src/saved-query/saved-query.policy.js';
import { savedQueries } from '../src/saved-query/saved-query.repository.js';

interface Row {
  readonly id: string;
}

/** Each noun: all rows of the organization, those `visible()` gives, and what the policy says of a row. */
const nouns: Record<string, { all(ctx: Context): Promise<Row[]>; visible(ctx: Context): Promise<Row[]>; mayRead(viewer: Viewer, row: never): boolean }> = {
  apiKey: { all: ctx => apiKeys(ctx).find(), visible: ctx => apiKeys(ctx).visible().getMany(), mayRead: apiKeyPolicy.read },
  invitation: { all: ctx => invitations(ctx).find(), visible: ctx => invitations(ctx).visible().getMany(), mayRead: invitationPolicy.read },
  member: {
    all: ctx => members(ctx).find(),
    visible: ctx => members(ctx).visible().getMany(),
    mayRead: (viewer, member) => memberPolicy.read(viewer, { member, permissions: [] }),
  },
  organization: { all: ctx => organizations(ctx).find(), visible: ctx => organizations(ctx).visible().getMany(), mayRead: organizationPolicy.read },
  role: { all: ctx => roles(ctx).find(), visible: ctx => roles(ctx).visible().getMany(), mayRead: rolePolicy.read },
  savedQuery: { all: ctx => savedQueries(ctx).find(), visible: ctx => savedQueries(ctx).visible().getMany(), mayRead: savedQueryPolicy.read },
};

const atomsOf = (role: string): string[] => Object.entries<Permission>(permissions).filter(([, { roles: holders }]) => holders.some(holder => holder === role)).map(([atom]) => atom);

let ground: Ground;
let organization: Organization;
let memberId: string;

beforeAll(async () => {
  const house = await openHouse();
  organization = await house.furnished('Twins');
  const agent = await organization.as('agent');
  ({ memberId } = agent);
  const save = 'mutation ($input: SavedQueryCreateInput!) { savedQueryCreate(input: $input) { refusal { message } } }';
  await agent.ask(save, { input: { name: 'Mine', document: '{ viewer { id } }' } });
  await (await organization.as('analyst')).ask(save, { input: { name: 'Ours', document: '{ viewer { id } }', shared: true } });
  ground = await openGround([ApiKey, Invitation, Member, OrganizationRow, Role, SavedQuery]);
});
afterAll(() => ground.close());

describe.each(Object.entries(nouns))('%s: the policy and its twin in SQL', (_, { all, visible, mayRead }) => {
  it.each(['owner', 'admin', 'manager', 'agent', 'analyst', 'viewer', 'nobody'])('agree for %s', async role => {
    const { rows, inSql, viewer } = await ground.within(organization.id, { memberId, role, permissions: atomsOf(role) }, async ctx => ({
      rows: await all(ctx),
      inSql: await visible(ctx),
      viewer: ctx.viewer,
    }));

    expect(rows.length).toBeGreaterThan(0);
    expect(inSql.map(({ id }) => id).sort()).toEqual(rows.filter(row => mayRead(viewer, row as never)).map(({ id }) => id).sort());
  });
});
