import { beforeAll, describe, expect, it } from '@jest/globals';
import { fingerprint, openHouse, openSocket, toldOf, type Organization, type Person, type TestHouse } from '@deskgraph/testing';
import { does, opened, until, type Kept } from '../../test/desk.js';

let house: TestHouse;
let organization: Organization;
let manager: Person;
let agent: Person;
beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization('Views');
  [manager, agent] = [await organization.as('manager'), await organization.as('agent')];
});

const kept = async (person: Person, input: object = {}): Promise<Kept> => (await does(person, 'viewCreate', { name: 'Late drums', filter: { statuses: ['OPEN'], priorities: ['URGENT', 'HIGH'], tags: ['drum'] }, ...input })).view!;
const seen = async (person: Person): Promise<string[]> => (await person.ask<{ views: { id: string }[] }>('{ views { id } }')).views.map(({ id }) => id);

describe('a view', () => {
  it('is kept with what it asks for, changed in part, and deleted', async () => {
    const since = '2026-10-01T08:00:00.000Z';
    const made = await kept(agent, { filter: { statuses: ['OPEN'], priorities: ['URGENT'], search: 'drum', createdFrom: since } });

    const { view: renamed } = await does(agent, 'viewUpdate', { id: made.id, name: 'Drums' });
    const { view: narrowed } = await does(agent, 'viewUpdate', { id: made.id, filter: { isMine: true }, orderBy: { field: 'PRIORITY', direction: 'DESC' } });
    await does(agent, 'viewDelete', { id: made.id });

    const nothing = { statuses: null, priorities: null, isMine: null, tags: null, search: null, createdFrom: null };
    expect(made).toMatchObject({ isShared: false, owner: { id: agent.memberId }, filter: { ...nothing, statuses: ['OPEN'], priorities: ['URGENT'], search: 'drum', createdFrom: since }, orderBy: { field: 'ACTIVE_AT', direction: 'DESC' }, viewerCan: ['update', 'delete'] });
    expect(renamed).toEqual({ ...made, name: 'Drums' });
    expect(narrowed).toMatchObject({ name: 'Drums', filter: { ...nothing, isMine: true }, orderBy: { field: 'PRIORITY', direction: 'DESC' } });
    expect(await seen(agent)).not.toContain(made.id);
    expect(await toldOf(house, made.id)).toEqual({ events: ['view.created', 'view.changed', 'view.changed', 'view.deleted'], audits: ['view.create', 'view.update', 'view.update', 'view.delete'] });
  });

  it('of one\'s own does not exist for others, and a shared one is changed by leads only', async () => {
    const [own, shared] = [await kept(agent), await kept(manager, { isShared: true })];
    const before = await fingerprint(house, organization.id);

    const refusals = [
      await does(manager, 'viewUpdate', { id: own.id, name: 'Mine' }), await does(agent, 'viewUpdate', { id: shared.id, name: 'Mine' }), await does(agent, 'viewDelete', { id: shared.id }), await does(agent, 'viewUpdate', { id: own.id, isShared: true }), await does(agent, 'viewCreate', { name: 'All', isShared: true }),
    ].map(({ refusal }) => refusal);

    expect([await seen(agent), await seen(manager)].map(ids => [ids.includes(own.id), ids.includes(shared.id)])).toEqual([[true, true], [false, true]]);
    expect(await manager.ask('query ($id: ID!) { view(id: $id) { id } }', { id: own.id })).toEqual({ view: null });
    expect(shared.viewerCan).toEqual(['update', 'share', 'delete']);
    expect(refusals).toEqual([{ code: 'NOT_FOUND', field: 'id' }, { code: 'FORBIDDEN', field: 'id' }, { code: 'FORBIDDEN', field: 'id' }, { code: 'FORBIDDEN', field: 'isShared' }, { code: 'FORBIDDEN', field: 'isShared' }]);
    expect(await fingerprint(house, organization.id)).toEqual(before);
  });

  it('that is shared no longer is whose who took it back', async () => {
    const owner = await organization.as('owner');
    const { id } = await kept(manager, { isShared: true });

    const { view } = await does(owner, 'viewUpdate', { id, isShared: false });

    expect(view).toMatchObject({ isShared: false, owner: { id: owner.memberId } });
    expect(await seen(manager)).not.toContain(id);
  });

  it.each<[string, object, string, string]>([
    ['two lines', { name: 'a\nb' }, 'INVALID', 'name'],
    ['single tickets', { filter: { number: 1001 } }, 'INVALID', 'filter.number'],
    ['too many tags', { filter: { tags: Array.from({ length: 21 }, () => 'tag') } }, 'INVALID', 'filter.tags'],
  ])('of %s is refused', async (_, input, code, field) => {
    const before = await fingerprint(house, organization.id);

    const { refusal } = await does(agent, 'viewCreate', { name: 'Odd', ...input });

    expect(refusal).toEqual({ code, field });
    expect(await fingerprint(house, organization.id)).toEqual(before);
  });

  it('of what another organization has is answered like one of what nobody has', async () => {
    const theirs = await (await house.organization('Theirs')).as('owner');
    const { team } = await does(theirs, 'teamCreate', { name: 'Theirs' });
    const answer = async (filter: object) => {
      const { view, refusal } = await does(agent, 'viewCreate', { name: 'Theirs', filter });
      return { refusal, view: view && { ...view, id: '' } };
    };

    const foreign = [await answer({ teamId: team!.id }), await answer({ assigneeId: theirs.memberId })];

    expect(foreign).toEqual([await answer({ teamId: crypto.randomUUID() }), await answer({ assigneeId: crypto.randomUUID() })]);
  });

  it('is one of its key, one of 50, and stays when it is shared and its owner is removed', async () => {
    const staff = await house.organization('Staff');
    const [owner, leaver] = [await staff.as('owner'), await staff.as('manager')];
    const key = { name: 'Once', idempotencyKey: crypto.randomUUID() };
    const [first, again] = [await does(leaver, 'viewCreate', key), await does(leaver, 'viewCreate', key)];
    const shared = await kept(leaver, { isShared: true });
    for (let n = 1; n < 50; n++) await kept(leaver);

    const { refusal } = await does(leaver, 'viewCreate', { name: 'One more' });
    await owner.ask('mutation ($id: ID!) { memberRemove(input: { id: $id }) { refusal { code } } }', { id: leaver.memberId });
    const left = await until(() => house.sql<{ id: string; owner_id: string | null }>('select id, owner_id from ticketing.view where organization_id = $1', [staff.id]), rows => rows.length === 1);

    expect(again).toEqual(first);
    expect(refusal).toEqual({ code: 'VIEW_LIMIT', field: null });
    expect(left).toEqual([{ id: shared.id, owner_id: null }]);
  });
});

describe('the tickets that are the viewer\'s', () => {
  it('are other ones for each, in a list and live', async () => {
    const filter = { isMine: true };
    const list = async (person: Person) => (await person.ask<{ tickets: { nodes: { id: string }[] } }>('query ($filter: TicketFilter) { tickets(filter: $filter) { nodes { id } } }', { filter })).tickets.nodes.map(({ id }) => id);
    const other = await organization.as('admin');
    const sockets = [openSocket(house.url, agent), openSocket(house.url, other)] as const;
    const [own, others] = await Promise.all(sockets.map(socket => socket.watch('subscription ($filter: TicketFilter) { ticketsChanged(filter: $filter) { id kind } }', { filter })));

    const given = await opened(manager, { assigneeId: agent.memberId });
    const entered = await own?.next();
    await does(manager, 'ticketAssign', { id: given.id, assigneeId: other.memberId });
    const [left, arrived] = [await own?.next(), await others?.next()];
    await Promise.all(sockets.map(socket => socket.close()));
    const mine = await opened(agent, { assigneeId: agent.memberId });

    expect([await list(agent), await list(other)]).toEqual([[mine.id], [given.id]]);
    expect([entered, left, arrived].map(frame => frame?.data)).toEqual([{ id: given.id, kind: 'ENTERED' }, { id: given.id, kind: 'LEFT' }, { id: given.id, kind: 'ENTERED' }].map(ticketsChanged => ({ ticketsChanged })));
  });
});
