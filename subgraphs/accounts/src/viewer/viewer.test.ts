import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { fingerprint, openHouse, roleIdOf, toldOf } from '@deskgraph/testing';

const house = await openHouse();
/** Every permission atom of the house, with the built-in roles that hold it. */
const atoms = Object.entries(JSON.parse(readFileSync(new URL('../../../../schema/permissions.json', import.meta.url), 'utf8')) as Record<string, { roles: string[] }>);

const rename = `mutation ($name: String!) {
  viewerRename(input: { name: $name }) { viewer { name member { name } } refusal { code field } }
}`;

describe('the viewer', () => {
  it('is null for somebody unknown, without a complaint', async () => {
    const { status, body } = await house.stranger().askRaw('{ viewer { id name organization { id name } role { key } member { id } } }');

    expect(status).toBe(200);
    expect(body.data).toEqual({ viewer: null });
    expect(body.errors).toBeUndefined();
  });

  it('is somebody with a role, permissions and memberships', async () => {
    const organization = await house.organization();
    const analyst = await organization.as('analyst');

    const { viewer } = await analyst.ask<{ viewer: object }>(
      `{ viewer {
        email organization { id } role { key } permissions member { id } memberships { organization { id name } role current }
      } }`,
    );

    expect(viewer).toEqual({
      email: analyst.email,
      organization: { id: organization.id },
      role: { key: 'analyst' },
      permissions: atoms.filter(([, { roles }]) => roles.includes('analyst')).map(([atom]) => atom),
      member: { id: analyst.memberId },
      memberships: [{ organization: { id: organization.id, name: organization.name }, role: 'Analyst', current: true }],
    });
  });

  it('sees every organization that lets them in, and has one name in all of them', async () => {
    const [home, other] = [await house.organization('Home'), await house.organization('Other')];
    const agent = await home.as('agent');
    await house.sql(
      `insert into accounts.member (organization_id, id, user_id, role_id, name, email, state, joined_at, last_active_at)
       select $1, gen_random_uuid(), user_id, $2, name, email, 'ACTIVE', now(), '2020-01-01' from accounts.member where id = $3`,
      [other.id, await roleIdOf(house, other.id, 'viewer'), agent.memberId],
    );

    const { viewer } = await agent.ask<{ viewer: object }>('{ viewer { memberships { organization { id } role current } } }');
    const { viewerRename } = await agent.ask<{ viewerRename: object }>(rename, { name: 'Ada Lovelace' });

    expect(viewer).toEqual({
      memberships: [
        { organization: { id: home.id }, role: 'Agent', current: true },
        { organization: { id: other.id }, role: 'Viewer', current: false },
      ],
    });
    expect(viewerRename).toEqual({ viewer: { name: 'Ada Lovelace', member: { name: 'Ada Lovelace' } }, refusal: null });
    const names = await house.sql(
      `select m.name, u.name as "userName" from accounts.member m join auth."user" u on u.id = m.user_id where u.email = $1`,
      [agent.email],
    );
    expect(names).toEqual(Array(2).fill({ name: 'Ada Lovelace', userName: 'Ada Lovelace' }));
    for (const { id } of [home, other]) {
      const told = await house.sql(`select topic from platform.event where organization_id = $1 and topic = 'member.renamed'`, [id]);
      expect(told).toEqual([{ topic: 'member.renamed' }]);
    }
  });

  it('keeps the old name where an organization is suspended', async () => {
    const [home, other] = [await house.organization('Home'), await house.organization('Other')];
    const agent = await home.as('agent');
    await house.sql(
      `insert into accounts.member (organization_id, id, user_id, role_id, name, email, state, joined_at, last_active_at)
       select $1, gen_random_uuid(), user_id, $2, name, email, 'ACTIVE', now(), '2020-01-01' from accounts.member where id = $3`,
      [other.id, await roleIdOf(house, other.id, 'viewer'), agent.memberId],
    );
    await house.sql(`update accounts.organization set state = 'SUSPENDED', suspended_at = now() where organization_id = $1`, [other.id]);
    const before = await fingerprint(house, other.id);

    const { viewerRename } = await agent.ask<{ viewerRename: object }>(rename, { name: 'Ada Lovelace' });

    expect(viewerRename).toMatchObject({ viewer: { name: 'Ada Lovelace' }, refusal: null });
    expect(await fingerprint(house, other.id)).toEqual(before);
  });

  it('may keep the name they have', async () => {
    const agent = await (await house.organization()).as('agent');

    const [first, again] = [await agent.ask<object>(rename, { name: 'Ada' }), await agent.ask<object>(rename, { name: 'Ada' })];

    expect(again).toEqual(first);
    expect((await toldOf(house, agent.memberId)).audits.slice(1)).toEqual(['member.rename', 'member.rename']);
  });

  it('is, for an API key, the key and not who made it', async () => {
    const organization = await house.organization();
    const owner = await organization.as('owner');
    const key = house.stranger({ authorization: `Bearer ${await organization.apiKey(['organization.read', 'member.read'])}` });
    const [{ name }] = await house.sql<{ name: string }>('select name from accounts.api_key where organization_id = $1', [organization.id]) as [{ name: string }];

    const { viewer } = await key.ask<{ viewer: object }>('{ viewer { name email member { id email } memberships { organization { id } } } }');

    expect(viewer).toEqual({
      name: `API key ${name}`,
      email: null,
      member: { id: owner.memberId, email: null },
      memberships: [{ organization: { id: organization.id } }],
    });
  });

  it('is not renamed by a bad name or an API key', async () => {
    const organization = await house.organization();
    const owner = await organization.as('owner');
    const key = house.stranger({ authorization: `Bearer ${await organization.apiKey()}` });
    await key.ask('{ viewer { id } }'); // the first use of a key is noted on it
    const before = await fingerprint(house, organization.id);

    const { viewerRename } = await owner.ask<{ viewerRename: object }>(rename, { name: ' ' });
    const { body } = await key.askRaw(rename, { name: 'Somebody' });

    expect(viewerRename).toEqual({ viewer: null, refusal: { code: 'INVALID', field: 'name' } });
    expect(body.data).toEqual({ viewerRename: null });
    expect(body.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(await fingerprint(house, organization.id)).toEqual(before);
  });
});

describe('the permissions', () => {
  it('are told with what they allow and whether a key may hold them', async () => {
    const viewer = await (await house.organization()).as('viewer');

    const { permissions } = await viewer.ask<{ permissions: { name: string; forKeys: boolean }[] }>(
      '{ permissions { name description forKeys } }',
    );

    expect(permissions).toContainEqual({ name: 'member.read', description: 'See who the members are.', forKeys: true });
    expect(permissions.filter(({ name, forKeys }) => forKeys && /^(member|role|apiKey)\.(?!read$)/.test(name))).toEqual([]);
  });
});
