import { beforeAll, describe, expect, it } from '@jest/globals';
import { consumed, fingerprint, openHouse, openSocket, toldOf, type Organization, type Person, type TestHouse } from '@deskgraph/testing';
import { does, opened, ticketOf, until, type Asked } from '../../test/desk.js';

let house: TestHouse;
let organization: Organization;
let manager: Person;
let agent: Person;
beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization('Tickets');
  [manager, agent] = [await organization.as('manager'), await organization.as('agent')];
});

const address = (): string => `${crypto.randomUUID()}@customer.test`;
const list = async (person: Person, filter: object, orderBy: object = { field: 'NUMBER' }): Promise<string[]> => {
  const { tickets } = await person.ask<{ tickets: { nodes: { subject: string }[] } }>('query ($filter: TicketFilter, $orderBy: TicketOrder) { tickets(filter: $filter, orderBy: $orderBy, first: 50) { nodes { subject } } }', { filter, orderBy });
  return tickets.nodes.map(({ subject }) => subject);
};

describe('a ticket', () => {
  it('is changed in all its parts, each told, noted, and written into its history', async () => {
    const { id, version } = await opened(agent);

    await does(agent, 'ticketChangePriority', { id, priority: 'URGENT', version });
    await does(agent, 'ticketRename', { id, subject: 'Leaking drums' });
    await does(agent, 'ticketTag', { id, add: ['Leak', 'drum'], remove: ['other'] });
    await does(agent, 'ticketAssign', { id, assigneeId: manager.memberId });
    await does(agent, 'ticketChangeStatus', { id, status: 'RESOLVED' });
    await does(agent, 'ticketChangeStatus', { id, status: 'OPEN' });

    const now = await ticketOf(agent, id);
    expect(now).toMatchObject({ subject: 'Leaking drums', priority: 'URGENT', tags: ['drum', 'leak'], status: 'OPEN', assignee: { id: manager.memberId }, version: version + 6 });
    expect(now.history.nodes.map(({ kind, from, to }) => [kind, from, to])).toEqual([
      ['CREATED', null, 'Where is it?'], ['PRIORITY', 'NORMAL', 'URGENT'], ['SUBJECT', 'Where is it?', 'Leaking drums'], ['TAGS', '', 'drum leak'], ['ASSIGNEE', null, manager.memberId], ['STATUS', 'OPEN', 'RESOLVED'], ['STATUS', 'RESOLVED', 'OPEN'],
    ]);
    expect(now.history.nodes.every(({ actor }) => actor?.id === agent.memberId)).toBe(true);
    expect(await toldOf(house, id)).toEqual({
      events: ['ticket.created', 'ticket.changed', 'ticket.changed', 'ticket.changed', 'ticket.changed', 'ticket.resolved', 'ticket.reopened'],
      audits: ['ticket.create', 'ticket.changePriority', 'ticket.rename', 'ticket.tag', 'ticket.assign', 'ticket.changeStatus', 'ticket.changeStatus'],
    });
  });

  it('is not changed by who looked at an older version, and not twice by one key', async () => {
    const { id, version } = await opened(agent);
    const input = { id, priority: 'HIGH', idempotencyKey: crypto.randomUUID() };
    const [first, again] = [await does(agent, 'ticketChangePriority', input), await does(agent, 'ticketChangePriority', input)];

    const late = await does(manager, 'ticketRename', { id, subject: 'Mine', version });

    expect(again).toEqual(first);
    expect(late.refusal).toEqual({ code: 'CONFLICT', field: 'version' });
    expect(await ticketOf(agent, id)).toMatchObject({ subject: 'Where is it?', version: version + 1 });
  });

  it('changes nothing where nothing is other than it was', async () => {
    const { id, version } = await opened(agent);

    await does(agent, 'ticketChangePriority', { id, priority: 'NORMAL' });
    await does(agent, 'ticketTag', { id, remove: ['none'] });
    await does(agent, 'ticketAssign', { id, assigneeId: null, teamId: null });

    expect(await ticketOf(agent, id)).toMatchObject({ version, history: { nodes: [{ kind: 'CREATED' }] } });
    expect((await toldOf(house, id)).events).toEqual(['ticket.created']);
  });

  it.each<[string, string, object, string, string]>([
    ['an unknown one', 'ticketChangeStatus', { id: crypto.randomUUID(), status: 'OPEN' }, 'NOT_FOUND', 'id'],
    ['what is no id', 'ticketChangePriority', { id: 'first', priority: 'LOW' }, 'NOT_FOUND', 'id'],
    ['two lines', 'ticketRename', { subject: 'a\nb' }, 'INVALID', 'subject'],
    ['an odd tag', 'ticketTag', { add: ['a b'] }, 'INVALID', 'add.0'],
    ['too many tags', 'ticketTag', { add: Array.from({ length: 20 }, (_, n) => `tag-${String(n)}`) }, 'INVALID', 'add'],
    ['an unknown member', 'ticketAssign', { assigneeId: crypto.randomUUID() }, 'NOT_FOUND', 'assigneeId'],
    ['an unknown team', 'ticketAssign', { teamId: 'sales' }, 'NOT_FOUND', 'teamId'],
  ])('refuses %s and stays as it is: %s', async (_, mutation, input, code, field) => {
    const { id } = await opened(agent, { tags: ['first'] });
    for (const topics of ['ticket.%', 'message.%']) await consumed(house, 'ticketing.texts', topics, [organization]);
    const before = await fingerprint(house, organization.id);

    const { ticket, refusal } = await does(agent, mutation, { id, ...input });

    expect({ ticket, refusal }).toEqual({ ticket: null, refusal: { code, field } });
    expect(await fingerprint(house, organization.id)).toEqual(before);
  });

  it('of another organization is like an unknown one, and so are its people', async () => {
    const stranger = await (await house.organization('Strangers')).as('owner');
    const { id } = await opened(agent);
    const theirs = await opened(stranger);

    expect(await stranger.ask('query ($id: ID!) { ticket(id: $id) { id } }', { id })).toEqual({ ticket: null });
    expect((await does(stranger, 'ticketRename', { id, subject: 'Mine' })).refusal).toEqual({ code: 'NOT_FOUND', field: 'id' });
    expect((await does(stranger, 'ticketAssign', { id: theirs.id, assigneeId: agent.memberId })).refusal).toEqual({ code: 'NOT_FOUND', field: 'assigneeId' });
    expect((await does(stranger, 'ticketMerge', { sourceId: theirs.id, targetId: id })).refusal).toEqual({ code: 'NOT_FOUND', field: 'targetId' });
  });

  it('is read by viewers, who may do nothing to it', async () => {
    const viewer = await organization.as('viewer');
    const { id } = await opened(agent, { requesterAddress: address(), requesterName: 'Ada' });

    const { body } = await viewer.askRaw('query ($id: ID!) { ticket(id: $id) { requesterName requesterAddress viewerCan } }', { id });
    const refused = await viewer.askRaw('mutation ($id: ID!) { ticketRename(input: { id: $id, subject: "Mine" }) { ticket { id } } }', { id });

    expect(body.data).toEqual({ ticket: { requesterName: 'Ada', requesterAddress: null, viewerCan: [] } });
    expect(body.errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([[['ticket', 'requesterAddress'], 'FORBIDDEN']]);
    expect(refused.body.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', permission: 'ticket.rename' });
  });

  it('loses the assignee who is removed, and takes none who is deactivated', async () => {
    const team = await house.organization('Staff');
    const [owner, leaver, quiet] = [await team.as('owner'), await team.as('agent'), await team.as('analyst')];
    const { id } = await opened(owner, { assigneeId: leaver.memberId });

    await owner.ask('mutation ($gone: ID!, $off: ID!) { memberRemove(input: { id: $gone }) { refusal { code } } memberDeactivate(input: { id: $off }) { refusal { code } } }', { gone: leaver.memberId, off: quiet.memberId });
    const now = await until(() => ticketOf(owner, id), ({ assignee }) => assignee === null);
    const refused = await until(() => does(owner, 'ticketAssign', { id, assigneeId: quiet.memberId }), ({ refusal }) => refusal !== null);

    expect(now).toMatchObject({ assignee: null, history: { nodes: [{ kind: 'CREATED' }, { kind: 'ASSIGNEE', from: leaver.memberId, to: null, actor: null }] } });
    expect(refused.refusal).toEqual({ code: 'INVALID', field: 'assigneeId' });
  });
});

describe('a merge', () => {
  const pair = async (): Promise<[Asked, Asked]> => [await opened(agent, { text: 'First.' }), await opened(agent, { text: 'Second.' })];
  const texts = async (id: string): Promise<string[]> => (await ticketOf(manager, id)).messages.nodes.map(({ text }) => text);

  it('goes on in the other, with all that was said in the order of time, and can be taken back', async () => {
    const [target, source] = await pair();
    await does(agent, 'messageNote', { ticketId: target.id, text: 'Third.' });

    const merged = await does(manager, 'ticketMerge', { sourceId: source.id, targetId: target.id });
    const ended = await ticketOf(manager, source.id);
    const blocked = await does(manager, 'messageNote', { ticketId: source.id, text: 'Here?' });
    const [together, apart] = [await texts(target.id), await texts(source.id)];
    await does(agent, 'messageNote', { ticketId: target.id, text: 'Fourth.' });
    const { ticket: back } = await does(manager, 'ticketUnmerge', { id: source.id });

    expect(merged.ticket?.id).toBe(target.id);
    expect(ended).toMatchObject({ status: 'CLOSED', mergedInto: { id: target.id }, viewerCan: ['unmerge'] });
    expect(blocked.refusal).toEqual({ code: 'TICKET_MERGED', field: 'ticketId' });
    expect([together, apart]).toEqual([['First.', 'Second.', 'Third.'], []]);
    expect(back).toMatchObject({ status: 'OPEN', mergedInto: null });
    expect([await texts(target.id), await texts(source.id)]).toEqual([['First.', 'Third.', 'Fourth.'], ['Second.']]);
    expect((await toldOf(house, source.id)).events).toEqual(['ticket.created', 'ticket.merged', 'ticket.unmerged']);
  });

  it('of a merged one goes to where it all goes on', async () => {
    const [[root, middle], [leaf]] = [await pair(), await pair()];
    await does(manager, 'ticketMerge', { sourceId: leaf.id, targetId: middle.id });

    await does(manager, 'ticketMerge', { sourceId: middle.id, targetId: root.id });

    expect((await ticketOf(manager, leaf.id)).mergedInto).toEqual({ id: root.id });
    expect(await texts(root.id)).toHaveLength(3);
  });

  it('into itself, of a merged one, or by an agent is refused; of two opposite ones one wins', async () => {
    const [one, other] = await pair();

    const itself = await does(manager, 'ticketMerge', { sourceId: one.id, targetId: one.id });
    const both = await Promise.all([does(manager, 'ticketMerge', { sourceId: one.id, targetId: other.id }), does(manager, 'ticketMerge', { sourceId: other.id, targetId: one.id })]);
    const plain = await does(manager, 'ticketUnmerge', { id: (await opened(agent)).id });
    const { body } = await agent.askRaw('mutation ($a: ID!, $b: ID!) { ticketMerge(input: { sourceId: $a, targetId: $b }) { ticket { id } } }', { a: one.id, b: other.id });

    expect(itself.refusal).toEqual({ code: 'INVALID', field: 'targetId' });
    expect(both.map(({ refusal }) => refusal?.code ?? 'merged').sort()).toEqual(['TICKET_MERGED', 'merged']);
    expect(plain.refusal).toEqual({ code: 'TICKET_NOT_MERGED', field: 'id' });
    expect(body.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

describe('tickets', () => {
  it('are found by what they are, and ordered, merged ones aside', async () => {
    const lists = await house.organization('Lists');
    const owner = await lists.as('owner');
    const made = [
      await opened(owner, { subject: 'A drum', priority: 'LOW', tags: ['drum', 'leak'], assigneeId: owner.memberId }), await opened(owner, { subject: 'B 100% acid', priority: 'URGENT', tags: ['leak'] }), await opened(owner, { subject: 'C', requesterName: 'Drummer' }),
    ];
    await does(owner, 'ticketMerge', { sourceId: (await opened(owner, { subject: 'D' })).id, targetId: made[0]?.id });
    await does(owner, 'ticketChangeStatus', { id: made[2]?.id, status: 'PENDING' });

    const answers = await Promise.all([
      {}, { statuses: ['PENDING'] }, { priorities: ['LOW', 'URGENT'] }, { tags: ['LEAK', 'drum'] }, { search: 'drum' }, { search: '100%' }, { search: '_' }, { isAssigned: false }, { assigneeId: owner.memberId }, { assigneeId: 'nobody' }, { ids: [made[1]?.id, 'x'] }, { number: made[2]?.number },
    ].map(filter => list(owner, filter)));
    const found = await Promise.all(['DRÜM', 'acid b', 'rum', '# ', `#${String(made[1]?.number)}`, 'drum leaks'].map(search => list(owner, { search })));
    await does(owner, 'ticketRename', { id: made[0]?.id, subject: 'A barrel' });
    const renamed = await Promise.all(['drum', 'barr'].map(search => list(owner, { search })));
    const urgent = await list(owner, {}, { field: 'PRIORITY', direction: 'DESC' });

    expect(answers.map(subjects => subjects.map(subject => subject[0]).join(''))).toEqual(['ABC', 'C', 'AB', 'A', 'AC', 'B', '', 'BC', 'A', '', 'B', 'C']);
    expect(found.map(subjects => subjects.map(subject => subject[0]).join(''))).toEqual(['AC', 'B', '', '', 'B', '']);
    expect(renamed.map(subjects => subjects.map(subject => subject[0]).join(''))).toEqual(['C', 'A']);
    expect(urgent.map(subject => subject[0])).toEqual(['B', 'C', 'A']);
  });

  it('are found by when they were resolved', async () => {
    const owner = await (await house.organization('Resolved')).as('owner');
    const [{ id }] = [await opened(owner, { subject: 'Over' }), await opened(owner, { subject: 'Open' })];
    await does(owner, 'ticketChangeStatus', { id, status: 'RESOLVED' });
    const [past, future] = [new Date(Date.now() - 60_000), new Date(Date.now() + 60_000)];

    const answers = await Promise.all([{ resolvedFrom: past }, { resolvedFrom: future }, { resolvedBefore: future }, { resolvedFrom: past, resolvedBefore: past }].map(filter => list(owner, filter)));

    expect(answers).toEqual([['Over'], [], ['Over'], []]);
  });

  it('cost as many statements for 50 as for 5, with assignee, team, customer and the last message', async () => {
    const many = await house.organization('Many');
    const owner = await many.as('owner');
    for (let n = 0; n < 50; n++) await opened(owner, { subject: `Ticket ${String(n)}`, requesterAddress: address(), assigneeId: owner.memberId });
    await until(() => owner.ask<{ tickets: { nodes: { customer: object | null }[] } }>('{ tickets(first: 50) { nodes { customer { id } } } }'), ({ tickets }) => tickets.nodes.every(({ customer }) => customer !== null));
    const inbox = (first: number) => owner.askRaw('query ($first: Int!) { tickets(first: $first) { nodes { number subject assignee { id name } team { id } customer { id name orderCount openOrderCount } lastMessage { text kind } } } }', { first });

    const [few, all] = [await inbox(5), await inbox(50)];

    expect(all.body.errors).toBeUndefined();
    expect((all.body.data as { tickets: { nodes: unknown[] } }).tickets.nodes).toHaveLength(50);
    expect(few.body.extensions?.trace).toEqual({ fetches: 4, statements: 5 });
    expect(all.body.extensions?.trace).toEqual({ fetches: 4, statements: 5 });
  });
});

it('a subscription tells of a ticket whatever is done to it or said in it', async () => {
  const { id } = await opened(agent);
  await until(() => ticketOf(agent, id), ({ customer }) => customer !== null); // which is told, too
  const socket = openSocket(house.url, agent);
  const watching = await socket.watch('subscription ($id: ID!) { ticketChanged(id: $id) { status lastMessage { text } } }', { id });

  await does(manager, 'messageNote', { ticketId: id, text: 'Look.' });
  const noted = await watching.next();
  await does(manager, 'ticketChangeStatus', { id, status: 'RESOLVED' });
  const resolved = await watching.next();
  await socket.close();

  expect([noted.data, resolved.data]).toEqual([{ ticketChanged: { status: 'OPEN', lastMessage: { text: 'Look.' } } }, { ticketChanged: { status: 'RESOLVED', lastMessage: { text: 'Look.' } } }]);
});
