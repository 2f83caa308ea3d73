import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mailbox, openGround, openHouse, toldOf, type Ground, type Organization, type Person, type TestHouse } from '@deskgraph/testing';
import { newId } from '@deskgraph/kit';
import { does, opened, ticketOf, until } from '../../test/desk.js';
import { importTickets, ticketing, type PastTicket, type PastTicketDeed } from '../index.js';

let house: TestHouse;
let ground: Ground;
let organization: Organization;
let agent: Person;
let [mailboxId, teamId] = ['', ''];
beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization('Backlog');
  agent = await organization.as('agent');
  const owner = await organization.as('owner');
  mailboxId = (await mailbox(owner)).id;
  teamId = (await does(owner, 'teamCreate', { name: 'Second line' })).team?.id ?? '';
  ground = await openGround(ticketing.entities, 'ticketing');
});
afterAll(() => ground.close());

const hour = (of: number): Date => new Date(Date.UTC(2026, 7, 3, of));
const address = (): string => `${crypto.randomUUID()}@customer.example`;
const past = (deeds: readonly PastTicketDeed[], changes: Partial<PastTicket> = {}): PastTicket => ({
  id: newId({ msecs: hour(1).getTime() }), subject: 'Where is it?', text: 'My order is late.', channel: 'WEB', priority: 'NORMAL', tags: [], requesterName: 'Ada', requesterAddress: address(), mailboxId, memberId: null, messageId: null, at: hour(1), deeds, ...changes,
});
const customer = async (): Promise<string> => {
  const value = address();
  await agent.ask('mutation ($input: CustomerFindOrCreateInput!) { customerFindOrCreate(input: $input) { customer { id } } }', { input: { identities: [{ kind: 'MAIL', value }] } });
  return value;
};
const brought = (...tickets: PastTicket[]): Promise<number> => ground.within(organization.id, {}, ctx => importTickets({ ...ctx, ports: { mailDomain: 'mail.localhost' } }, tickets));

describe('a ticket of the past', () => {
  it('is what it would be had each verb been done to it: status, history, what is said, events and audit', async () => {
    const single = await opened(agent, { priority: 'NORMAL', requesterName: 'Ada', requesterAddress: await customer(), mailboxId });
    await until(() => does(agent, 'ticketAssign', { id: single.id, assigneeId: agent.memberId, teamId }), ({ refusal }) => refusal === null);
    await does(agent, 'ticketChangePriority', { id: single.id, priority: 'HIGH' });
    await does(agent, 'messageNote', { ticketId: single.id, text: 'Ask the carrier.' });
    await does(agent, 'messageReply', { ticketId: single.id, text: 'It is on its way.', status: 'RESOLVED' });
    const sent = await until(() => ticketOf(agent, single.id), ({ messages: { nodes } }) => nodes.at(-1)?.delivery === 'SENT');
    const by = { memberId: agent.memberId };

    const bulk = past([
      { verb: 'assign', at: hour(2), ...by, assigneeId: agent.memberId, teamId },
      { verb: 'changePriority', at: hour(3), ...by, priority: 'HIGH' },
      { verb: 'note', at: hour(4), ...by, text: 'Ask the carrier.' },
      { verb: 'reply', at: hour(5), ...by, text: 'It is on its way.', status: 'RESOLVED' },
    ], { ...by, requesterAddress: await customer() });
    const added = await brought(bulk);
    const there = await ticketOf(agent, bulk.id);

    expect(added).toBe(1);
    const looked = ({ status, priority, assignee, team, version, messages, history }: typeof there) => ({ status, priority, assignee, team, version, said: messages.nodes.map(({ kind, text, author, delivery }) => ({ kind, text, author, delivery })), done: history.nodes.map(({ kind, from, to }) => ({ kind, from, to })).toSorted((a, b) => a.kind.localeCompare(b.kind)) });
    expect(looked(there)).toEqual(looked(sent));
    expect(await toldOf(house, bulk.id)).toEqual(await toldOf(house, single.id));
    for (const place of [0, 1, 2]) expect(await toldOf(house, there.messages.nodes[place]?.id ?? '')).toEqual(await toldOf(house, sent.messages.nodes[place]?.id ?? ''));
  });

  it('is open again by what the customer wrote, and sends nothing', async () => {
    const bulk = past([
      { verb: 'reply', at: hour(2), memberId: agent.memberId, text: 'Done.', status: 'RESOLVED' },
      { verb: 'receive', at: hour(3), text: 'It is not.', messageId: '<1@customer.example>' },
    ]);

    const added = [await brought(bulk), await brought(bulk)];

    expect(added).toEqual([1, 0]);
    expect(await ticketOf(agent, bulk.id)).toMatchObject({ status: 'OPEN', history: { nodes: expect.arrayContaining([expect.objectContaining({ kind: 'STATUS', from: 'RESOLVED', to: 'OPEN' })]) } });
    expect(await house.sql('select from platform.job where organization_id = $1 and subject_id in (select id from ticketing.message where ticket_id = $2)', [organization.id, bulk.id])).toEqual([]);
  });

  it('is refused out of order, with an answer to nobody, or with what was written to it when it was closed; with all that was brought beside it', async () => {
    const good = past([]);
    const reply = { verb: 'reply', at: hour(2), memberId: agent.memberId, text: 'Yes.', status: 'OPEN' } as const;
    const wrong: [PastTicket, string][] = [
      [past([{ verb: 'note', at: hour(1), memberId: agent.memberId, text: 'At once.' }]), 'INVALID'],
      [past([reply], { requesterAddress: null }), 'TICKET_NO_ADDRESS'],
      [past([{ verb: 'changeStatus', at: hour(2), memberId: null, status: 'CLOSED' }, { verb: 'receive', at: hour(3), text: 'Hello?', messageId: null }]), 'INVALID'],
    ];

    for (const [ticket, code] of wrong) await expect(brought(good, ticket)).rejects.toMatchObject({ code });

    const ids = [good.id, ...wrong.map(([{ id }]) => id)];
    expect(await house.sql('select from ticketing.ticket where id = any($1)', [ids])).toEqual([]);
    expect(await house.sql('select from platform.event where subject_id = any($1)', [ids])).toEqual([]);
  });
});
