import { beforeAll, describe, expect, it } from '@jest/globals';
import { openHouse, soon, type Organization, type Person, type TestHouse } from '@deskgraph/testing';

let house: TestHouse;
let organization: Organization;
let owner: Person;

beforeAll(async () => {
  house = await openHouse();
});

/** What asking who one is answers: the role, or the error's code. */
async function standing(person: Person): Promise<unknown> {
  const { body } = await person.askRaw('{ viewer { role { key } permissions } }');
  const { viewer } = (body.data ?? {}) as { viewer?: { role: { key: string } | null } | null };
  return body.errors?.[0]?.extensions.code ?? viewer?.role?.key ?? null;
}

const change = (mutation: string, variables: object): Promise<unknown> => owner.ask(mutation, variables);

describe('what the gateway remembers of a viewer', () => {
  beforeAll(async () => {
    organization = await house.organization('Revoked');
    owner = await organization.as('owner');
  });

  it('ends within seconds of the key being revoked', async () => {
    const key = house.stranger({ authorization: `Bearer ${await organization.apiKey()}` });
    expect(await standing(key)).toBe('owner');
    const { apiKeys } = await owner.ask<{ apiKeys: { nodes: { id: string }[] } }>('{ apiKeys(first: 1) { nodes { id } } }');

    await change('mutation ($input: ApiKeyRevokeInput!) { apiKeyRevoke(input: $input) { refusal { code } } }', { input: { id: apiKeys.nodes[0]!.id } });

    expect(await soon(() => standing(key), 'UNAUTHENTICATED')).toBe('UNAUTHENTICATED');
  });

  it('ends within seconds of signing out', async () => {
    const viewer = await organization.as('viewer');
    expect(await standing(viewer)).toBe('viewer');

    await house.call('/auth/sign-out', {}, { cookie: viewer.cookie });

    expect(await soon(() => standing(viewer), 'UNAUTHENTICATED')).toBe('UNAUTHENTICATED');
  });

  it('follows a change of role within seconds, and leaves others alone', async () => {
    const [agent, analyst] = [await organization.as('agent'), await organization.as('analyst')];
    expect([await standing(agent), await standing(analyst)]).toEqual(['agent', 'analyst']);
    const { roles } = await owner.ask<{ roles: { id: string; key: string }[] }>('{ roles { id key } }');
    const roleId = roles.find(({ key }) => key === 'manager')!.id;

    await change('mutation ($input: MemberChangeRoleInput!) { memberChangeRole(input: $input) { refusal { code } } }', { input: { id: agent.memberId, roleId } });

    expect(await soon(() => standing(agent), 'manager')).toBe('manager');
    expect(await standing(analyst)).toBe('analyst');
  });

  it('ends within seconds of the member being deactivated', async () => {
    const manager = await organization.as('manager');
    expect(await standing(manager)).toBe('manager');

    await change('mutation ($input: MemberDeactivateInput!) { memberDeactivate(input: $input) { refusal { code } } }', { input: { id: manager.memberId } });

    expect(await soon(() => standing(manager), 'UNAUTHENTICATED')).toBe('UNAUTHENTICATED');
  });
});

describe('the header x-organization-id', () => {
  it('names one of the viewer\'s own organizations, and never falls back to another', async () => {
    const [mine, other] = await Promise.all([house.organization('Mine'), house.organization('Other')]);
    const person = await mine.as('owner');
    const unknown = crypto.randomUUID();

    const own = await person.askRaw('{ organization { id } }', {}, { 'x-organization-id': mine.id });
    const foreign = await person.askRaw('{ organization { id } }', {}, { 'x-organization-id': other.id });
    const missing = await person.askRaw('{ organization { id } }', {}, { 'x-organization-id': unknown });
    const malformed = await person.askRaw('{ organization { id } }', {}, { 'x-organization-id': 'mine' });

    expect(own.body.data).toEqual({ organization: { id: mine.id } });
    expect([foreign.status, foreign.body.errors?.[0]?.extensions.code]).toEqual([403, 'NOT_A_MEMBER']);
    expect([missing.status, missing.body.errors?.[0]?.extensions.code]).toEqual([403, 'NOT_A_MEMBER']);
    expect([malformed.status, malformed.body.errors?.[0]?.extensions.code]).toEqual([400, 'BAD_USER_INPUT']);
  });
});
