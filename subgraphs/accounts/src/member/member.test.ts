import { describe, expect, it } from '@jest/globals';
import { fingerprint, openHouse, password, roleIdOf, toldOf, type Organization, type Person } from '@deskgraph/testing';

interface Outcome {
  readonly member: { id: string; state: string; role: { key: string } } | null;
  readonly refusal: { code: string; field: string | null } | null;
}
type Verb = 'memberChangeRole' | 'memberDeactivate' | 'memberReactivate' | 'memberRemove';

const house = await openHouse();

const perform = async (person: Person, verb: Verb, input: object): Promise<Outcome> => {
  const type = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input`;
  const document = `mutation ($input: ${type}!) { ${verb}(input: $input) { member { id state role { key } } refusal { code field } } }`;
  return (await person.ask<Record<Verb, Outcome>>(document, { input }))[verb];
};
const refused = (code: string, field: string): Outcome => ({ member: null, refusal: { code, field } });
const roleId = ({ id }: Organization, key: string): Promise<string> => roleIdOf(house, id, key);

/** Two owners, both known to the gateway, so that either's verb may come first. */
const twoOwners = async (organization: Organization): Promise<[Person, Person]> => {
  const owner = await organization.as('owner');
  await house.sql(`update accounts.member set role_id = $2 where organization_id = $1 and email like '%-admin-%'`, [
    organization.id, await roleId(organization, 'owner'),
  ]);
  const other = await organization.as('admin');
  await Promise.all([owner, other].map(person => person.ask('{ viewer { id } }')));
  return [owner, other];
};
const activeOwners = async (organization: Organization): Promise<number> =>
  (await house.sql(`select 1 from accounts.member where role_id = $1 and state = 'ACTIVE'`, [await roleId(organization, 'owner')])).length;

describe('the members', () => {
  const list = `query ($filter: MemberFilter, $orderBy: MemberOrder, $first: Int! = 25, $after: String) {
    members(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
      totalCount pageInfo { hasNextPage endCursor } nodes { name email role { key memberCount } viewerCan }
    }
  }`;
  interface List {
    readonly members: {
      totalCount: number;
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
      nodes: { name: string; email: string | null; role: { key: string } }[];
    };
  }

  it('come in pages, in the order asked for, none twice and none left out', async () => {
    const admin = await (await house.organization()).as('admin');

    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { members }: List = await admin.ask<List>(list, { first: 4, after, orderBy: { field: 'NAME', direction: 'DESC' } });
      seen.push(...members.nodes.map(({ role }) => role.key));
      after = members.pageInfo.hasNextPage ? members.pageInfo.endCursor : null;
    } while (after);

    expect(seen).toEqual(['viewer', 'owner', 'manager', 'analyst', 'agent', 'admin']);
  });

  it('are found by part of a name, in any case, where % and _ are letters like any other', async () => {
    const organization = await house.organization();
    const admin = await organization.as('admin');
    await house.sql(`update accounts.member set name = '100%_Sure' where id = $1`, [(await organization.as('agent')).memberId]);

    const found = async (search: string) => (await admin.ask<List>(list, { filter: { search } })).members.nodes.map(({ role }) => role.key);

    expect(await found('%_s')).toEqual(['agent']);
    expect(await found('%')).toEqual(['agent']);
    expect(await found('TEST V')).toEqual(['viewer']);
    expect(await found('\\')).toEqual([]);
  });

  it('show and search addresses only to who may see them, and everybody their own', async () => {
    const organization = await house.organization();
    const [admin, viewer] = [await organization.as('admin'), await organization.as('viewer')];

    const seen = await viewer.ask<List>(list);
    const searched = await viewer.ask<List>(list, { filter: { search: '@example.com' } });
    const byAdmin = await admin.ask<List>(list, { filter: { search: '@EXAMPLE.com' } });

    expect(seen.members.nodes.flatMap(({ email }) => email ?? [])).toEqual([viewer.email]);
    expect(searched.members.totalCount).toBe(0);
    expect(byAdmin.members.nodes.every(({ email }) => email?.endsWith('@example.com'))).toBe(true);
    expect(byAdmin.members.totalCount).toBe(6);
  });

  it('cost as many statements for 50 as for 5', async () => {
    const organization = await house.organization();
    const owner = await organization.as('owner');
    await house.sql(
      `insert into accounts.member (organization_id, id, user_id, role_id, name, email, state, joined_at, last_active_at)
       select $1, gen_random_uuid(), gen_random_uuid(), r.id, 'Crowd ' || n, n || '@crowd.example', 'ACTIVE', now(), now()
       from generate_series(1, 12) n, accounts.role r where r.organization_id = $1 and r.key in ('agent', 'analyst', 'viewer', 'manager')`,
      [organization.id],
    );

    const [few, many] = [await owner.askRaw(list, { first: 5 }), await owner.askRaw(list, { first: 50 })];

    expect((many.body.data as unknown as List).members.nodes).toHaveLength(50);
    expect(many.body.extensions?.['trace']).toEqual(few.body.extensions?.['trace']);
    expect(few.body.extensions?.['trace']).toEqual({ fetches: 1, statements: 5 });
  });

  it('of another organization are not there, whatever is asked of them', async () => {
    const [theirs, ours] = [await house.organization(), await house.organization()];
    const stranger = await ours.as('owner');
    const { memberId } = await theirs.as('agent');
    const before = await fingerprint(house, theirs.id);
    const documents = [
      'query ($id: ID!) { member(id: $id) { id } }',
      ...['Deactivate', 'Reactivate', 'Remove'].map(
        verb => `mutation ($id: ID!) { member${verb}(input: { id: $id }) { member { id } refusal { code message field } } }`,
      ),
    ];

    for (const document of documents) {
      const real = await stranger.askRaw(document, { id: memberId });
      const random = await stranger.askRaw(document, { id: crypto.randomUUID() });

      expect(real.body.data).toEqual(random.body.data);
      expect(real.body.errors).toEqual(random.body.errors);
      expect(JSON.stringify(real.body.data)).toMatch(/"member":null/);
    }
    expect(await fingerprint(house, theirs.id)).toEqual(before);
  });
});

describe('changing a role', () => {
  it('gives a member another role, and says so', async () => {
    const organization = await house.organization();
    const { memberId: id } = await organization.as('viewer');

    const outcome = await perform(await organization.as('admin'), 'memberChangeRole', { id, roleId: await roleId(organization, 'agent') });

    expect(outcome).toEqual({ member: { id, state: 'ACTIVE', role: { key: 'agent' } }, refusal: null });
    expect((await toldOf(house, id)).events.slice(1)).toEqual(['member.roleChanged']);
    expect((await toldOf(house, id)).audits.slice(1)).toEqual(['member.changeRole']);
  });

  it('refuses to touch who stands higher, to give what one lacks, and roles of nowhere; and leaves nothing behind', async () => {
    const organization = await house.organization();
    const [owner, admin, agent] = [await organization.as('owner'), await organization.as('admin'), await organization.as('agent')];
    const [agents, owners] = [await roleId(organization, 'agent'), await roleId(organization, 'owner')];
    const foreign = await roleId(await house.organization(), 'agent');
    const before = await fingerprint(house, organization.id);

    expect(await perform(admin, 'memberChangeRole', { id: owner.memberId, roleId: agents })).toEqual(refused('FORBIDDEN', 'id'));
    expect(await perform(admin, 'memberChangeRole', { id: agent.memberId, roleId: owners })).toEqual(refused('FORBIDDEN', 'roleId'));
    expect(await perform(admin, 'memberChangeRole', { id: agent.memberId, roleId: foreign })).toEqual(refused('NOT_FOUND', 'roleId'));
    expect(await perform(admin, 'memberChangeRole', { id: agent.memberId, roleId: 'agent' })).toEqual(refused('NOT_FOUND', 'roleId'));
    expect(await fingerprint(house, organization.id)).toEqual(before);
  });

  it('keeps the last owner an owner', async () => {
    const organization = await house.organization();
    const owner = await organization.as('owner');
    const roles = await roleId(organization, 'admin');
    const before = await fingerprint(house, organization.id);

    const outcome = await perform(owner, 'memberChangeRole', { id: owner.memberId, roleId: roles });

    expect(outcome).toEqual(refused('MEMBER_LAST_OWNER', 'id'));
    expect(await fingerprint(house, organization.id)).toEqual(before);
  });

  it('leaves one owner when two step down at once', async () => {
    const organization = await house.organization();
    const owners = await twoOwners(organization);
    const admins = await roleId(organization, 'admin');

    const outcomes = await Promise.all(owners.map(owner => perform(owner, 'memberChangeRole', { id: owner.memberId, roleId: admins })));

    expect(outcomes.map(({ refusal }) => refusal?.code ?? 'done').sort()).toEqual(['MEMBER_LAST_OWNER', 'done']);
    expect(await activeOwners(organization)).toBe(1);
  });
});

describe('deactivating', () => {
  it('ends tokens and API keys, and reactivating lets the member in again', async () => {
    const organization = await house.organization();
    const [owner, admin] = [await organization.as('owner'), await organization.as('admin')];
    const { apiKeyCreate } = await admin.ask<{ apiKeyCreate: { secret: string } }>(
      'mutation { apiKeyCreate(input: { name: "Partner", scopes: ["member.read"] }) { secret } }',
    );
    await house.call('/auth/token', { grantType: 'password', email: admin.email, password });

    const outcome = await perform(owner, 'memberDeactivate', { id: admin.memberId });
    const asKey = await house.stranger({ authorization: `Bearer ${apiKeyCreate.secret}` }).askRaw('{ members { totalCount } }');
    const again = await perform(owner, 'memberReactivate', { id: admin.memberId });

    expect(outcome.member?.state).toBe('DEACTIVATED');
    expect(asKey.status).toBe(401);
    const alive = await house.sql('select 1 from accounts.token_family where member_id = $1 and revoked_at is null', [admin.memberId]);
    expect(alive).toEqual([]);
    expect(again.member?.state).toBe('ACTIVE');
    expect((await toldOf(house, admin.memberId)).events.slice(1)).toEqual(['session.revoked', 'member.deactivated', 'member.reactivated']);
    expect((await toldOf(house, admin.memberId)).audits.slice(1)).toEqual(['member.deactivate', 'member.reactivate']);
  });

  it('refuses oneself, who stands higher, and doing it twice; and leaves nothing behind', async () => {
    const organization = await house.organization();
    const [owner, admin, agent] = [await organization.as('owner'), await organization.as('admin'), await organization.as('agent')];
    await perform(admin, 'memberDeactivate', { id: agent.memberId });
    const before = await fingerprint(house, organization.id);

    expect(await perform(admin, 'memberDeactivate', { id: admin.memberId })).toEqual(refused('MEMBER_SELF', 'id'));
    expect(await perform(admin, 'memberDeactivate', { id: owner.memberId })).toEqual(refused('FORBIDDEN', 'id'));
    expect(await perform(admin, 'memberDeactivate', { id: agent.memberId })).toEqual(refused('MEMBER_DEACTIVATED', 'id'));
    expect(await perform(admin, 'memberReactivate', { id: owner.memberId })).toEqual(refused('MEMBER_ACTIVE', 'id'));
    expect(await fingerprint(house, organization.id)).toEqual(before);
  });

  it('leaves one owner when two put each other out', async () => {
    const organization = await house.organization();
    const [one, other] = await twoOwners(organization);

    const outcomes = await Promise.all([
      perform(one, 'memberDeactivate', { id: other.memberId }),
      perform(other, 'memberDeactivate', { id: one.memberId }),
    ]);

    expect(outcomes.map(({ refusal }) => refusal?.code ?? 'done').sort()).toEqual(['MEMBER_LAST_OWNER', 'done']);
    expect(await activeOwners(organization)).toBe(1);
  });
});

describe('removing', () => {
  it('takes the member away with their tokens and keys, and shows them once more', async () => {
    const organization = await house.organization();
    const [owner, admin] = [await organization.as('owner'), await organization.as('admin')];
    await admin.ask('mutation { apiKeyCreate(input: { name: "Partner", scopes: ["member.read"] }) { secret } }');
    await house.call('/auth/token', { grantType: 'password', email: admin.email, password });

    const outcome = await perform(owner, 'memberRemove', { id: admin.memberId });

    expect(outcome).toEqual({ member: { id: admin.memberId, state: 'ACTIVE', role: { key: 'admin' } }, refusal: null });
    for (const [table, column] of [['member', 'id'], ['api_key', 'created_by_id'], ['token_family', 'member_id']]) {
      expect(await house.sql(`select 1 from accounts.${table ?? ''} where ${column ?? ''} = $1`, [admin.memberId])).toEqual([]);
    }
    expect((await toldOf(house, admin.memberId)).events.slice(1)).toEqual(['session.revoked', 'member.removed']);
    expect((await toldOf(house, admin.memberId)).audits.slice(1)).toEqual(['member.remove']);
  });

  it('refuses oneself and who stands higher, and leaves nothing behind', async () => {
    const organization = await house.organization();
    const [owner, admin] = [await organization.as('owner'), await organization.as('admin')];
    const before = await fingerprint(house, organization.id);

    expect(await perform(owner, 'memberRemove', { id: owner.memberId })).toEqual(refused('MEMBER_SELF', 'id'));
    expect(await perform(admin, 'memberRemove', { id: owner.memberId })).toEqual(refused('FORBIDDEN', 'id'));
    expect(await fingerprint(house, organization.id)).toEqual(before);
  });
});
