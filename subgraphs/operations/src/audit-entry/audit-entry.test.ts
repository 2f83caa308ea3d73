import { beforeAll, expect, it } from '@jest/globals';
import { openHouse, type Organization, type Person, type TestHouse } from '@deskgraph/testing';

let house: TestHouse;
let organization: Organization;
let owner: Person;
beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization('Audited');
  owner = await organization.as('owner');
});

interface Entry {
  readonly action: string;
  readonly actorKind: string;
  readonly subjectId: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly actor: { id: string; name: string } | null;
}
const entries = async (filter: object, person = owner): Promise<Entry[]> =>
  (await person.ask<{ auditEntries: { nodes: Entry[] } }>('query ($filter: AuditEntryFilter) { auditEntries(filter: $filter) { nodes { action actorKind subjectId before after actor { id name } } } }', { filter }))
    .auditEntries.nodes;

it('tells who did what to which thing, with what it was and is', async () => {
  await owner.ask('mutation { organizationUpdate(input: { name: "Audited anew" }) { refusal { code } } }');

  const [entry] = await entries({ action: 'organization.update' });

  expect(entry).toMatchObject({ actorKind: 'SESSION', subjectId: organization.id, actor: { id: owner.memberId } });
  expect(JSON.parse(entry?.before ?? '')).toEqual({ name: organization.name });
  expect(JSON.parse(entry?.after ?? '')).toEqual({ name: 'Audited anew' });
});

it('is found by noun, member, thing, request and time', async () => {
  const agent = await organization.as('agent');
  const { body } = await agent.askRaw('mutation { viewerRename(input: { name: "Somebody" }) { refusal { code } } }');
  const now = new Date();

  expect((await entries({ memberId: agent.memberId })).map(({ action }) => action)).toContain('session.start');
  expect((await entries({ action: 'member', subjectId: agent.memberId })).map(({ action }) => action)).toContain('member.rename');
  expect((await entries({ requestId: body.extensions?.requestId })).map(({ action }) => action)).toEqual(['member.rename']);
  expect(await entries({ from: new Date(now.getTime() + 60_000).toISOString() })).toEqual([]);
  expect(await entries({ memberId: 'nobody' })).toEqual([]);
});

it('is for administrators, of their own organization', async () => {
  const [agent, stranger] = [await organization.as('agent'), await (await house.organization('Strangers')).as('owner')];

  const denied = await agent.askRaw('{ auditEntries { nodes { action } } }');

  expect(denied.body.errors?.map(({ extensions }) => extensions.code)).toContain('FORBIDDEN');
  expect(await entries({ subjectId: organization.id }, stranger)).toEqual([]);
});
