import { describe, expect, it } from '@jest/globals';
import { fingerprint, openHouse, roleIdOf, toldOf, type Person } from '@deskgraph/testing';

interface Outcome {
  readonly role: { id: string; key: string; name: string; description: string; permissions: string[]; viewerCan: string[] } | null;
  readonly refusal: { code: string; field: string | null } | null;
}
type Verb = 'roleCreate' | 'roleUpdate' | 'roleDelete';

const house = await openHouse();

const perform = async (person: Person, verb: Verb, input: object): Promise<Outcome> => {
  const type = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input`;
  const selection = 'role { id key name description permissions viewerCan } refusal { code field }';
  const document = `mutation ($input: ${type}!) { ${verb}(input: $input) { ${selection} } }`;
  return (await person.ask<Record<Verb, Outcome>>(document, { input }))[verb];
};
const make = async (person: Person, name = 'Night shift', permissions = ['member.read']) => {
  const { role } = await perform(person, 'roleCreate', { name, permissions });
  if (!role) throw new Error('No role was made.');
  return role;
};
const refused = (code: string, field: string | null): Outcome => ({ role: null, refusal: { code, field } });

describe('the roles', () => {
  it('are the six built-in ones first, each with what the product gives it and what the viewer may do to it', async () => {
    const organization = await house.organization();
    const admin = await organization.as('admin');
    await make(admin);

    const { roles } = await admin.ask<{ roles: { key: string; builtIn: boolean; memberCount: number; viewerCan: string[] }[] }>(
      '{ roles { key builtIn memberCount viewerCan } }',
    );

    expect(roles).toEqual([
      { key: 'owner', builtIn: true, memberCount: 1, viewerCan: [] },
      ...['admin', 'manager', 'agent', 'analyst', 'viewer'].map(key => ({ key, builtIn: true, memberCount: 1, viewerCan: ['grant'] })),
      { key: 'night-shift', builtIn: false, memberCount: 0, viewerCan: ['grant', 'update', 'delete'] },
    ]);
  });

  it('cost as many statements for many as for few', async () => {
    const organization = await house.organization();
    const admin = await organization.as('admin');
    const ask = async () => (await admin.askRaw('{ roles { id name permissions memberCount viewerCan } }')).body.extensions?.['trace'];

    const few = await ask();
    for (const number of [1, 2, 3, 4]) await make(admin, `Role ${String(number)}`);
    const many = await ask();

    expect(few).toEqual({ fetches: 1, statements: 2 });
    expect(many).toEqual(few);
  });
});

describe('making a role', () => {
  it('derives its key from its name, once for each idempotency key', async () => {
    const admin = await (await house.organization()).as('admin');
    const said = { name: 'Nächtliche Schicht', description: 'After ten.' };
    const input = { ...said, permissions: ['role.read', 'member.read'], idempotencyKey: 'one' };

    const [first, again] = [await perform(admin, 'roleCreate', input), await perform(admin, 'roleCreate', input)];
    const other = await perform(admin, 'roleCreate', { ...input, name: 'Day' });

    expect(first).toEqual({
      role: {
        id: first.role?.id,
        key: 'nachtliche-schicht',
        ...said,
        permissions: ['member.read', 'role.read'],
        viewerCan: ['grant', 'update', 'delete'],
      },
      refusal: null,
    });
    expect(again).toEqual(first);
    expect(other).toEqual(refused('CONFLICT', 'idempotencyKey'));
    expect(await toldOf(house, first.role?.id ?? '')).toEqual({ events: ['role.created'], audits: ['role.create'] });
  });

  it('takes names of any script', async () => {
    const admin = await (await house.organization()).as('admin');

    expect((await make(admin, '夜勤')).key).toMatch(/^role-[0-9a-f]{8}$/);
    expect((await make(admin, '2nd line')).key).toBe('role-2nd-line');
  });

  it('refuses names taken, atoms unknown or not held, and bad names; and leaves nothing behind', async () => {
    const organization = await house.organization();
    const admin = await organization.as('admin');
    const before = await fingerprint(house, organization.id);

    expect(await perform(admin, 'roleCreate', { name: 'Agent', permissions: [] })).toEqual(refused('CONFLICT', 'name'));
    expect(await perform(admin, 'roleCreate', { name: 'A', permissions: ['member.fly'] })).toEqual(refused('INVALID', 'permissions'));
    expect(await perform(admin, 'roleCreate', { name: 'A', permissions: ['toString'] })).toEqual(refused('INVALID', 'permissions'));
    const above = await perform(admin, 'roleCreate', { name: 'A', permissions: ['organization.transfer'] });
    expect(above).toEqual(refused('FORBIDDEN', 'permissions'));
    expect(await perform(admin, 'roleCreate', { name: ' A', permissions: [] })).toEqual(refused('INVALID', 'name'));
    expect(await perform(admin, 'roleCreate', { name: 'x'.repeat(61), permissions: [] })).toEqual(refused('INVALID', 'name'));
    expect(await fingerprint(house, organization.id)).toEqual(before);
  });

  it('makes one of two of the same name at once, and stops at 100', async () => {
    const organization = await house.organization();
    const admin = await organization.as('admin');

    const twins = await Promise.all([1, 2].map(() => perform(admin, 'roleCreate', { name: 'Twin', permissions: [] })));
    await house.sql(
      `insert into accounts.role select $1, gen_random_uuid(), 'many-' || n, 'Many', '', false, '{}', now() from generate_series(1, 92) n`,
      [organization.id],
    );
    const last = await Promise.all(['Last', 'One too many'].map(name => perform(admin, 'roleCreate', { name, permissions: [] })));

    expect(twins.map(({ refusal }) => refusal?.code ?? 'done').sort()).toEqual(['CONFLICT', 'done']);
    expect(last.map(({ refusal }) => refusal?.code ?? 'done').sort()).toEqual(['ROLE_LIMIT', 'done']);
  });
});

describe('changing a role', () => {
  it('changes what is given and leaves the rest', async () => {
    const admin = await (await house.organization()).as('admin');
    const { id } = await make(admin);

    const outcome = await perform(admin, 'roleUpdate', { id, permissions: ['role.read'] });

    expect(outcome.role).toMatchObject({ key: 'night-shift', name: 'Night shift', permissions: ['role.read'] });
    expect(await toldOf(house, id)).toEqual({ events: ['role.created', 'role.updated'], audits: ['role.create', 'role.update'] });
  });

  it('refuses the name of another role, and keeps its own', async () => {
    const admin = await (await house.organization()).as('admin');
    const [{ id }] = [await make(admin), await make(admin, 'Day shift')];

    for (const name of ['Owner', 'oWNER', 'DAY SHIFT']) expect(await perform(admin, 'roleUpdate', { id, name })).toEqual(refused('CONFLICT', 'name'));
    expect((await perform(admin, 'roleUpdate', { id, name: 'NIGHT shift' })).role).toMatchObject({ id, name: 'NIGHT shift' });
  });

  it('refuses built-in roles, roles that hold more than the viewer, and foreign ones; and leaves nothing behind', async () => {
    const organization = await house.organization();
    const [owner, admin] = [await organization.as('owner'), await organization.as('admin')];
    const above = await make(owner, 'Above', ['organization.transfer']);
    const builtIn = await roleIdOf(house, organization.id, 'viewer');
    const foreign = await make(await (await house.organization()).as('admin'));
    const before = await fingerprint(house, organization.id);

    for (const verb of ['roleUpdate', 'roleDelete'] as const) {
      expect(await perform(owner, verb, { id: builtIn })).toEqual(refused('ROLE_BUILT_IN', 'id'));
      expect(await perform(admin, verb, { id: above.id })).toEqual(refused('FORBIDDEN', 'id'));
      expect(await perform(owner, verb, { id: foreign.id })).toEqual(refused('NOT_FOUND', 'id'));
      expect(await perform(owner, verb, { id: crypto.randomUUID() })).toEqual(refused('NOT_FOUND', 'id'));
      expect(await perform(owner, verb, { id: 'agent' })).toEqual(refused('NOT_FOUND', 'id'));
    }
    expect(await fingerprint(house, organization.id)).toEqual(before);
  });
});

describe('deleting a role', () => {
  it('refuses while somebody holds it or is invited to it, and deletes it after', async () => {
    const organization = await house.organization();
    const [admin, agent] = [await organization.as('admin'), await organization.as('agent')];
    const { id } = await make(admin);
    const give = (roleId: string) =>
      admin.ask('mutation ($input: MemberChangeRoleInput!) { memberChangeRole(input: $input) { refusal { code } } }', {
        input: { id: agent.memberId, roleId },
      });

    await give(id);
    const held = await perform(admin, 'roleDelete', { id });
    await give(await roleIdOf(house, organization.id, 'agent'));
    await admin.ask('mutation ($input: MemberInviteInput!) { memberInvite(input: $input) { refusal { code } } }', {
      input: { email: 'a@b.example', roleId: id },
    });
    const offered = await perform(admin, 'roleDelete', { id });
    await house.sql(`update accounts.invitation set state = 'REVOKED' where role_id = $1`, [id]);
    const free = await perform(admin, 'roleDelete', { id });

    expect(held).toEqual(refused('ROLE_IN_USE', 'id'));
    expect(offered).toEqual(refused('ROLE_IN_USE', 'id'));
    expect(free.role).toMatchObject({ id, key: 'night-shift' });
    expect(await house.sql('select 1 from accounts.role where id = $1', [id])).toEqual([]);
    expect(await toldOf(house, id)).toEqual({ events: ['role.created', 'role.deleted'], audits: ['role.create', 'role.delete'] });
  });
});
