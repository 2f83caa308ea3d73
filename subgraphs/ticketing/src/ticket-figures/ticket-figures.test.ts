import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { consumed, mailbox, openGround, openHouse, type Ground, type Organization, type Person, type TestHouse } from '@deskgraph/testing';
import { newId } from '@deskgraph/kit';
import { does, opened } from '../../test/desk.js';
import { importTickets, ticketing, type PastTicket, type PastTicketDeed } from '../index.js';

let house: TestHouse;
let ground: Ground;
let organization: Organization;
let agent: Person;
let mailboxId = '';
beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization('Figures');
  agent = await organization.as('agent');
  mailboxId = (await mailbox(await organization.as('owner'))).id;
  await known(organization);
  ground = await openGround(ticketing.entities, 'ticketing');
});
afterAll(() => ground.close());

/** Waits until the room knows an organization's members. */
const known = (one: Organization): Promise<void> => consumed(house, 'ticketing.members', 'member.%', [one]);
const later = (at: string, seconds: number): Date => new Date(new Date(at).getTime() + seconds * 1000);
const past = (at: string, deeds: readonly PastTicketDeed[] = [], changes: Partial<PastTicket> = {}): PastTicket => ({
  id: newId({ msecs: new Date(at).getTime() }), subject: 'Where is it?', text: 'Late.', channel: 'MAIL', priority: 'NORMAL', tags: [], requesterName: 'Ada', requesterAddress: 'ada@customer.example', mailboxId, memberId: null, messageId: null, at: new Date(at), deeds, ...changes,
});
const replied = (at: string, seconds: number, status: 'OPEN' | 'RESOLVED' = 'RESOLVED'): PastTicketDeed => ({ verb: 'reply', at: later(at, seconds), memberId: agent.memberId, text: 'Done.', status });
const brought = (tickets: readonly PastTicket[], { id } = organization): Promise<number> => ground.within(id, {}, ctx => importTickets({ ...ctx, ports: { mailDomain: 'mail.localhost' } }, tickets));

const document = `query ($from: DateTimeISO!, $before: DateTimeISO!, $timeZone: String!) { ticketFigures(from: $from, before: $before, timeZone: $timeZone) {
  at openNow unassignedNow period { ...Totals } previous { ...Totals } days { date created resolved } statuses { status count } priorities { priority count } channels { channel count }
  teams { team { name } isNone count } otherTeams assignees { assignee { id } isNone count } otherAssignees } }
  fragment Totals on TicketTotals { created resolved reopened replied firstReplyMedian firstReplyP90 resolutionMedian resolutionP90 }`;
interface Figures {
  readonly openNow: number;
  readonly unassignedNow: number;
  readonly period: Record<string, number | null>;
  readonly previous: Record<string, number | null>;
  readonly days: { date: string; created: number; resolved: number }[];
  readonly statuses: object[];
  readonly priorities: object[];
  readonly channels: object[];
  readonly teams: { team: { name: string } | null; isNone: boolean; count: number }[];
  readonly otherTeams: number;
  readonly assignees: object[];
  readonly otherAssignees: number;
}
const figures = async (from: string, before: string, timeZone = 'UTC', person = agent): Promise<Figures> =>
  (await person.ask<{ ticketFigures: Figures }>(document, { from, before, timeZone })).ticketFigures;
const nothing = { created: 0, resolved: 0, reopened: 0, replied: 0, firstReplyMedian: null, firstReplyP90: null, resolutionMedian: null, resolutionP90: null };

describe('the days', () => {
  it('are those of the time zone, of 23 and of 25 hours too', async () => {
    // Berlin: the clock goes forward on 29 March 2026, and back on 25 October.
    const times = ['2026-03-28T22:30:00Z', '2026-03-28T23:30:00Z', '2026-03-29T21:30:00Z', '2026-03-29T22:30:00Z', '2026-10-24T21:30:00Z', '2026-10-24T22:30:00Z', '2026-10-25T22:30:00Z', '2026-10-25T23:30:00Z'];
    await brought(times.map(at => past(at, [replied(at, 60)])));

    const spring = await figures('2026-03-27T23:00:00Z', '2026-03-30T22:00:00Z', 'Europe/Berlin');
    const autumn = await figures('2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z', 'Europe/Berlin');

    expect(spring.days).toEqual([{ date: '2026-03-28', created: 1, resolved: 1 }, { date: '2026-03-29', created: 2, resolved: 2 }, { date: '2026-03-30', created: 1, resolved: 1 }]);
    expect(autumn.days).toEqual([{ date: '2026-10-25', created: 2, resolved: 2 }]);
    expect((await figures('2026-03-28T00:00:00Z', '2026-03-30T00:00:00Z')).days.map(({ created }) => created)).toEqual([2, 2]);
  });

  it('are all there, a year of them', async () => {
    expect((await figures('2024-01-01T00:00:00Z', '2025-01-01T00:00:00Z')).days).toHaveLength(366);
  });
});

it('counts what came in, was answered and resolved, and the time before beside it', async () => {
  const day = (of: number): string => `2026-06-${String(of).padStart(2, '0')}T08:00:00Z`;
  const changed = (at: string, change: object): PastTicketDeed => ({ verb: 'changePriority', at: later(at, 10), memberId: agent.memberId, ...change });
  await brought([
    past(day(1), [replied(day(1), 600)]), past(day(3), [replied(day(3), 1200, 'OPEN')]), // the time before
    past(day(8), [replied(day(8), 100)]),
    past(day(9), [replied(day(9), 200), { verb: 'receive', at: later(day(9), 300), text: 'No.', messageId: null }]),
    past(day(10), [changed(day(10), { priority: 'URGENT' }), { verb: 'assign', at: later(day(10), 20), memberId: agent.memberId, assigneeId: agent.memberId }, replied(day(10), 7200)]),
    past(day(11), [], { channel: 'API' }),
  ]);

  const { period, previous, statuses, priorities, channels, teams, assignees, otherTeams, otherAssignees } = await figures(day(8), day(15));

  expect(period).toEqual({ created: 4, resolved: 2, reopened: 1, replied: 3, firstReplyMedian: 200, firstReplyP90: 7200, resolutionMedian: 100, resolutionP90: 7200 });
  expect(previous).toEqual({ created: 2, resolved: 1, reopened: 0, replied: 2, firstReplyMedian: 600, firstReplyP90: 1200, resolutionMedian: 600, resolutionP90: 600 });
  expect(statuses).toEqual([{ status: 'OPEN', count: 2 }, { status: 'RESOLVED', count: 2 }]);
  expect(priorities).toEqual([{ priority: 'URGENT', count: 1 }, { priority: 'NORMAL', count: 3 }]);
  expect(channels).toEqual([{ channel: 'MAIL', count: 3 }, { channel: 'API', count: 1 }]);
  expect(teams).toEqual([{ team: null, isNone: true, count: 4 }]);
  expect(assignees).toEqual([{ assignee: { id: agent.memberId }, isNone: false, count: 1 }, { assignee: null, isNone: true, count: 3 }]);
  expect([otherTeams, otherAssignees]).toEqual([0, 0]);
});

it('tells 20 teams apart, and counts the rest', async () => {
  const owner = await organization.as('owner');
  const names = Array.from({ length: 22 }, (_, index) => `Team ${String(index).padStart(2, '0')}`);
  const ids = await Promise.all(names.map(async name => (await does(owner, 'teamCreate', { name })).team?.id ?? ''));
  const at = '2026-05-05T08:00:00Z';
  await brought([...ids, ids[21]].map(teamId => past(at, [{ verb: 'assign', at: later(at, 10), memberId: agent.memberId, ...(teamId && { teamId }) }])));

  const { teams, otherTeams, period } = await figures('2026-05-05T00:00:00Z', '2026-05-06T00:00:00Z');

  expect(teams).toHaveLength(20);
  expect(teams[0]).toEqual({ team: { name: 'Team 21' }, isNone: false, count: 2 });
  expect([otherTeams, period.created]).toEqual([2, 23]);
});

it('counts a merged ticket once, and what is open and nobody\'s now', async () => {
  const other = await house.organization('Merged-figures');
  const lead = await other.as('manager');
  await known(other);
  const [first, second] = [await opened(lead), await opened(lead)];
  const today = new Date().toISOString().slice(0, 10);
  const now = (): Promise<Figures> => figures(`${today}T00:00:00Z`, new Date(Date.now() + 3_600_000).toISOString(), 'UTC', lead);
  const before = await now();

  await does(lead, 'ticketAssign', { id: second.id, assigneeId: lead.memberId });
  await does(lead, 'ticketMerge', { sourceId: first.id, targetId: second.id });
  const after = await now();

  expect([before.openNow, before.unassignedNow, before.period.created]).toEqual([2, 2, 2]);
  expect([after.openNow, after.unassignedNow, after.period.created]).toEqual([1, 0, 1]);
});

it('is all noughts where there is nothing, whatever others have', async () => {
  const stranger = await (await house.organization('Empty-figures')).as('viewer');

  const found = await figures('2026-03-28T00:00:00Z', '2026-03-30T00:00:00Z', 'UTC', stranger);

  expect(found).toMatchObject({ openNow: 0, unassignedNow: 0, period: nothing, previous: nothing, statuses: [], priorities: [], channels: [], teams: [], assignees: [], otherTeams: 0, otherAssignees: 0 });
  expect(found.days).toEqual([{ date: '2026-03-28', created: 0, resolved: 0 }, { date: '2026-03-29', created: 0, resolved: 0 }]);
});

it('may be asked with a key that sees no ticket, and by nobody who may not', async () => {
  const wall = house.stranger({ authorization: `Bearer ${await organization.apiKey(['ticketFigures.read'])}` });
  const partner = house.stranger({ authorization: `Bearer ${await organization.apiKey(['ticket.read'])}` });
  const variables = { from: '2026-06-08T08:00:00Z', before: '2026-06-15T08:00:00Z', timeZone: 'UTC' };

  const counted = await wall.askRaw('query ($from: DateTimeISO!, $before: DateTimeISO!) { ticketFigures(from: $from, before: $before) { period { created } assignees { count assignee { id } } } tickets { totalCount } }', variables);
  const denied = await partner.askRaw(document, variables);

  expect(counted.body.data).toEqual({ ticketFigures: { period: { created: 4 }, assignees: [{ count: 1, assignee: null }, { count: 3, assignee: null }] }, tickets: null });
  expect(denied.body.errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
});

it.each([
  ['timeZone', { timeZone: 'Mars/Olympus' }],
  ['before', { before: '2026-06-01T00:00:00Z' }],
  ['before', { before: '2028-06-01T00:00:00Z' }],
])('refuses a wrong %s by its name', async (field, changes) => {
  const { body } = await agent.askRaw(document, { from: '2026-06-08T08:00:00Z', before: '2026-06-15T08:00:00Z', timeZone: 'UTC', ...changes });

  expect(body.errors?.map(({ extensions }) => extensions)).toEqual([expect.objectContaining({ code: 'INVALID', field })]);
});

it('costs one statement, and one for the teams\' names', async () => {
  const { body } = await agent.askRaw(document, { from: '2026-05-05T00:00:00Z', before: '2026-05-06T00:00:00Z', timeZone: 'UTC' });

  expect(body.extensions?.trace).toMatchObject({ statements: 2 });
});
