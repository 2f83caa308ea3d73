import { beforeAll, describe, expect, it } from '@jest/globals';
import { fingerprint, openHouse, toldOf, type Organization, type Person, type TestHouse } from '@deskgraph/testing';
import { does, opened, ticketOf } from '../../test/desk.js';

let house: TestHouse;
let organization: Organization;
let manager: Person;
let agent: Person;
beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization('Teams');
  [manager, agent] = [await organization.as('manager'), await organization.as('agent')];
});

const fresh = (): string => `Team ${crypto.randomUUID().slice(0, 8)}`;
const made = async (name = fresh()) => (await does(manager, 'teamCreate', { name })).team!;

describe('a team', () => {
  it('is made, renamed, filled, emptied and deleted; its tickets stay', async () => {
    const { id } = await made();
    const name = fresh();

    await does(manager, 'teamRename', { id, name });
    const { team } = await does(manager, 'teamAddMember', { id, memberId: agent.memberId });
    const again = await does(manager, 'teamAddMember', { id, memberId: agent.memberId });
    const ticket = await opened(agent, { teamId: id });
    const emptied = await does(manager, 'teamRemoveMember', { id, memberId: agent.memberId });
    await does(manager, 'teamDelete', { id });

    expect(team).toMatchObject({ name, members: [{ id: agent.memberId }], viewerCan: ['rename', 'addMember', 'removeMember', 'delete'] });
    expect([again.team?.members, emptied.team?.members]).toEqual([[{ id: agent.memberId }], []]);
    expect(ticket.team).toEqual({ id });
    expect(await ticketOf(agent, ticket.id)).toMatchObject({ team: null, history: { nodes: [{ kind: 'CREATED' }, { kind: 'TEAM', from: id, to: null, actor: { id: manager.memberId } }] } });
    expect(await toldOf(house, id)).toEqual({
      events: ['team.created', 'team.renamed', 'team.memberAdded', 'team.memberRemoved', 'team.deleted'], audits: ['team.create', 'team.rename', 'team.addMember', 'team.addMember', 'team.removeMember', 'team.delete'],
    });
  });

  it('is one of its name and key, and has members of its organization only', async () => {
    const stranger = await (await house.organization('Strangers')).as('manager');
    const { id, name } = await made();
    const key = { name: fresh(), idempotencyKey: crypto.randomUUID() };
    const [first, second] = [await does(manager, 'teamCreate', key), await does(manager, 'teamCreate', key)];
    const before = await fingerprint(house, organization.id);

    const refusals = [
      await does(manager, 'teamCreate', { name }), await does(manager, 'teamAddMember', { id, memberId: stranger.memberId }), await does(stranger, 'teamRename', { id, name: fresh() }), await does(manager, 'teamRename', { id: 'none', name: fresh() }), await does(manager, 'teamCreate', { name: ' x' }),
    ].map(({ refusal }) => refusal);
    const { body } = await agent.askRaw('mutation { teamCreate(input: { name: "Mine" }) { team { id } } }');

    expect(second.team?.id).toBe(first.team?.id);
    expect(refusals).toEqual([{ code: 'CONFLICT', field: 'name' }, { code: 'NOT_FOUND', field: 'memberId' }, { code: 'NOT_FOUND', field: 'id' }, { code: 'NOT_FOUND', field: 'id' }, { code: 'INVALID', field: 'name' }]);
    expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', permission: 'team.create' });
    expect(await fingerprint(house, organization.id)).toEqual(before);
  });
});

it('teams cost as many statements for many as for few, with their members', async () => {
  const lead = await (await house.organization('Counted')).as('owner');
  const count = async () => (await lead.askRaw('{ teams { name members { id } } }')).body.extensions?.trace;
  const fill = async (): Promise<void> => {
    const { team } = await does(lead, 'teamCreate', { name: fresh() });
    await does(lead, 'teamAddMember', { id: team?.id, memberId: lead.memberId });
  };
  await fill();
  const few = await count();
  for (let n = 0; n < 9; n++) await fill();

  expect(few).toEqual({ fetches: 1, statements: 2 });
  expect(await count()).toEqual(few);
});
