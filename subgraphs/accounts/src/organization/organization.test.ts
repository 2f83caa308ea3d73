import { describe, expect, it } from '@jest/globals';
import { fingerprint, openHouse, toldOf, type Person } from '@deskgraph/testing';

interface Outcome {
  readonly organization: { name: string; viewerCan: string[] } | null;
  readonly refusal: { code: string; field: string | null } | null;
}

const house = await openHouse();

const update = async (person: Person, name: string): Promise<Outcome> => {
  const selection = 'organization { name viewerCan } refusal { code field }';
  const document = `mutation ($input: OrganizationUpdateInput!) { organizationUpdate(input: $input) { ${selection} } }`;
  return (await person.ask<{ organizationUpdate: Outcome }>(document, { input: { name } })).organizationUpdate;
};

describe('an organization', () => {
  it('is founded with its six roles, and says so', async () => {
    const { id } = await house.organization();

    const builtIn = 'select key from accounts.role where organization_id = $1 and built_in order by id';
    const roles = await house.sql<{ key: string }>(builtIn, [id]);

    expect(roles.map(({ key }) => key)).toEqual(['owner', 'admin', 'manager', 'agent', 'analyst', 'viewer']);
    expect((await toldOf(house, id)).events).toEqual(['organization.founded']);
    expect((await toldOf(house, id)).audits).toEqual(['organization.found']);
  });

  it('shows everybody in it what they may do with it', async () => {
    const organization = await house.organization();
    const ask = async (role: 'admin' | 'agent') =>
      (await (await organization.as(role)).ask<{ organization: object }>('{ organization { id name state viewerCan } }')).organization;

    expect(await ask('admin')).toEqual({
      id: organization.id, name: organization.name, state: 'ACTIVE', viewerCan: ['update', 'memberInvite', 'roleCreate', 'apiKeyCreate'],
    });
    expect(await ask('agent')).toEqual({ id: organization.id, name: organization.name, state: 'ACTIVE', viewerCan: [] });
  });

  it.each(['\u001b[31mAcme', 'Acme\u0007', '\u202eemcA', 'Ac\u200bme', 'Ac\u2028me', '\u200d', 'Ac\u00adme'])('is not called %j', async name => {
    const owner = await (await house.organization()).as('owner');

    const signUp = await house.call('/auth/sign-up', { organization: name, name: 'Ada', email: 'ada@example.com', password: 'long enough now' });

    expect(await update(owner, name)).toEqual({ organization: null, refusal: { code: 'INVALID', field: 'name' } });
    expect(signUp.body.error).toMatchObject({ code: 'INVALID', field: 'organization' });
  });

  it.each(['👩\u200d🚀 Acme', 'نمی\u200cخواهم'])('may be called %s', async name => {
    const owner = await (await house.organization()).as('owner');

    expect((await update(owner, name)).organization?.name).toBe(name);
  });

  it('is renamed by who may, and says so', async () => {
    const organization = await house.organization();

    const outcome = await update(await organization.as('admin'), 'Brown & Sons');

    expect(outcome.organization?.name).toBe('Brown & Sons');
    expect((await toldOf(house, organization.id)).events).toEqual(['organization.founded', 'organization.updated']);
    const [audit] = await house.sql<{ before: object; after: object }>(
      `select before, after from platform.audit where subject_id = $1 and action = 'organization.update'`, [organization.id],
    );
    expect(audit).toEqual({ before: { name: organization.name }, after: { name: 'Brown & Sons' } });
  });

  it('refuses bad names, and agents any; and stays as it was', async () => {
    const organization = await house.organization();
    const [admin, agent] = [await organization.as('admin'), await organization.as('agent')];
    const before = await fingerprint(house, organization.id);

    for (const name of ['', ' ', 'two\nlines', 'x'.repeat(101)]) {
      expect(await update(admin, name)).toEqual({ organization: null, refusal: { code: 'INVALID', field: 'name' } });
    }
    const { body } = await agent.askRaw('mutation { organizationUpdate(input: { name: "Mine" }) { refusal { code } } }');

    expect(body.data).toEqual({ organizationUpdate: null });
    expect(body.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(await fingerprint(house, organization.id)).toEqual(before);
  });
});
