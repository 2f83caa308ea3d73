import { beforeAll, describe, expect, it } from '@jest/globals';
import { consumed, fingerprint, openHouse, toldOf, type Organization, type Person, type TestHouse } from '@deskgraph/testing';
import { deskOf, does, opened, until } from '../../test/desk.js';

let house: TestHouse;
let organization: Organization;
let agent: Person;
let other: Person;
beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization('Readings');
  [agent, other] = [await organization.as('agent'), await organization.as('admin')];
});

interface Read {
  readonly isUnread: boolean;
  readonly readAt: string | null;
  readonly activeAt: string;
}

const at = async (person: Person, id: string): Promise<Read> => (await person.ask<{ ticket: Read }>('query ($id: ID!) { ticket(id: $id) { isUnread readAt activeAt } }', { id })).ticket;
const isUnread = async (person: Person, id: string): Promise<boolean> => (await at(person, id)).isUnread;
const reads = (person: Person, input: object) => person.ask<{ ticketRead: { ticket: { isUnread: boolean } | null; refusal: object | null } }>('mutation ($input: TicketReadInput!) { ticketRead(input: $input) { ticket { isUnread } refusal { code field } } }', { input });

describe('a ticket is unread', () => {
  it('to others once somebody writes it down, until they read it, and again once somebody else says something', async () => {
    const { id } = await opened(agent);
    const made = [await isUnread(agent, id), await isUnread(other, id)];

    const { ticketRead } = await reads(other, { id });
    const read = await isUnread(other, id);
    await does(other, 'messageNote', { ticketId: id, text: 'Look.' });
    const noted = [await isUnread(agent, id), await isUnread(other, id)];

    expect(made).toEqual([false, true]);
    expect([ticketRead, read]).toEqual([{ ticket: { isUnread: false }, refusal: null }, false]);
    expect(noted).toEqual([true, false]);
  });

  it('when a customer writes, not once it is over, and whenever somebody says so', async () => {
    const owner = await organization.as('owner');
    const desk = await deskOf(house, owner);
    const subject = crypto.randomUUID();
    await desk.write({ subject });
    const [found] = await until(async () => (await agent.ask<{ tickets: { nodes: { id: string }[] } }>('query ($search: String!) { tickets(filter: { search: $search }) { nodes { id } } }', { search: subject })).tickets.nodes, nodes => nodes.length > 0);
    const id = found?.id ?? '';
    const written = await isUnread(agent, id);

    await does(other, 'ticketChangeStatus', { id, status: 'RESOLVED' });
    const over = await isUnread(agent, id);
    await does(agent, 'ticketUnread', { id });
    const marked = await at(agent, id);
    await reads(agent, { id });

    expect([written, over]).toEqual([true, false]);
    expect(marked).toMatchObject({ isUnread: true, readAt: null });
    expect(await isUnread(agent, id)).toBe(false);
  });

  it('to who looked at it before the last word came, and is not read less far by an older look', async () => {
    const { id } = await opened(agent);
    const { activeAt } = await at(other, id);
    await does(agent, 'messageNote', { ticketId: id, text: 'Meanwhile.' });

    const early = await reads(other, { id, upTo: activeAt });
    await reads(other, { id });
    await reads(other, { id, upTo: activeAt });

    expect(early.ticketRead.ticket).toEqual({ isUnread: true });
    expect(await isUnread(other, id)).toBe(false);
  });

  it('to whom it was never shown for 30 days', async () => {
    const { id } = await opened(agent);
    await house.sql(`update ticketing.ticket set active_at = now() - interval '31 days' where id = $1`, [id]);

    expect(await isUnread(other, id)).toBe(false);
  });
});

describe('what somebody has read', () => {
  it('is told to nobody, and is no key\'s or stranger\'s to say', async () => {
    const { id } = await opened(agent);
    const stranger = await (await house.organization('Strangers')).as('agent');
    await reads(other, { id });
    for (const topics of ['ticket.%', 'message.%']) await consumed(house, 'ticketing.texts', topics, [organization]);
    const before = await fingerprint(house, organization.id);

    const unknown = await reads(stranger, { id });

    expect(unknown.ticketRead).toEqual({ ticket: null, refusal: { code: 'NOT_FOUND', field: 'id' } });
    expect(await toldOf(house, id)).toEqual({ events: ['ticket.created'], audits: ['ticket.create'] });
    expect(await fingerprint(house, organization.id)).toEqual(before);
  });

  it('goes with them', async () => {
    const staff = await house.organization('Staff');
    const [owner, leaver] = [await staff.as('owner'), await staff.as('agent')];
    const { id } = await opened(owner);
    await reads(leaver, { id });
    await reads(owner, { id });

    await owner.ask('mutation ($id: ID!) { memberRemove(input: { id: $id }) { refusal { code } } }', { id: leaver.memberId });
    const left = await until(() => house.sql<{ member_id: string }>('select member_id from ticketing.reading where organization_id = $1', [staff.id]), rows => rows.length === 1);

    expect(left).toEqual([{ member_id: owner.memberId }]);
  });

  it('costs one statement for however many tickets', async () => {
    const many = await (await house.organization('Many')).as('owner');
    for (let n = 0; n < 20; n++) await opened(many);
    const count = async (first: number) => (await many.askRaw('query ($first: Int!) { tickets(first: $first) { nodes { id isUnread readAt } } }', { first })).body.extensions?.trace;

    expect([await count(2), await count(20)]).toEqual([{ fetches: 1, statements: 2 }, { fetches: 1, statements: 2 }]);
  });
});
