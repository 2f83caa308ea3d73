import { beforeAll, describe, expect, it } from '@jest/globals';
import { openHouse, toldOf, type Organization, type Person, type TestHouse } from '@deskgraph/testing';
import { opened, until } from '../../ticketing/test/desk.js';
import { connect, handled, place } from './switchboard.js';

let house: TestHouse;
let organization: Organization;
let agent: Person;
let manager: Person;
beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization('Linked');
  [agent, manager] = [await organization.as('agent'), await organization.as('manager')];
});

const called = async (): Promise<string> => {
  await place(house, await connect(await organization.as('owner')));
  await handled(house, organization.id);
  return (await agent.ask<{ calls: { nodes: { id: string }[] } }>('{ calls(first: 1) { nodes { id } } }')).calls.nodes[0]?.id ?? '';
};
const link = async (person: Person, input: object) =>
  (await person.ask<{ callLink: { call: { ticket: { id: string; number: number } | null } | null; refusal: { code: string; field: string } | null } }>('mutation ($input: CallLinkInput!) { callLink(input: $input) { call { ticket { id number } } refusal { code field } } }', { input })).callLink;
const callsOf = async (ticketId: string) => (await agent.ask<{ ticket: { calls: { id: string }[] } }>('query ($id: ID!) { ticket(id: $id) { calls { id } } }', { id: ticketId })).ticket.calls.map(({ id }) => id);

describe('a call about a ticket', () => {
  it('stands with it and with its customer, and goes where the ticket goes', async () => {
    const [id, ticket, other] = [await called(), await opened(agent), await opened(agent)];

    const linked = await link(agent, { id, ticketId: ticket.id });
    const here = await callsOf(ticket.id);
    await manager.ask('mutation ($s: ID!, $t: ID!) { ticketMerge(input: { sourceId: $s, targetId: $t }) { refusal { code } } }', { s: ticket.id, t: other.id });
    const there = await until(() => callsOf(other.id), ids => ids.length === 1);
    const { call } = await agent.ask<{ call: { customer: { calls: { id: string }[] } } }>('query ($id: ID!) { call(id: $id) { customer { calls { id } } } }', { id });
    const parted = await link(agent, { id, ticketId: null });

    expect(linked.call?.ticket).toEqual({ id: ticket.id, number: ticket.number });
    expect([here, there]).toEqual([[id], [id]]);
    expect(call.customer.calls).toContainEqual({ id });
    expect(parted.call?.ticket).toBeNull();
    expect((await toldOf(house, id)).audits).toEqual(['call.link', 'call.link']);
  });

  it('goes on where its ticket goes on, also when that is merged before it is linked, and back when the merge is undone', async () => {
    const [early, late, own] = [await called(), await called(), await called()];
    const [source, middle, last] = [await opened(agent), await opened(agent), await opened(agent)];
    const merge = (s: string, t: string) => manager.ask('mutation ($s: ID!, $t: ID!) { ticketMerge(input: { sourceId: $s, targetId: $t }) { refusal { code } } }', { s, t });
    await link(agent, { id: early, ticketId: source.id });
    await link(agent, { id: own, ticketId: middle.id });

    await merge(source.id, middle.id);
    await merge(middle.id, last.id);
    await until(() => callsOf(last.id), ids => ids.length === 2);
    const linked = await link(agent, { id: late, ticketId: source.id });
    await manager.ask('mutation ($id: ID!) { ticketUnmerge(input: { id: $id }) { refusal { code } } }', { id: source.id });
    const back = await until(() => callsOf(source.id), ids => ids.length === 2);

    expect(linked.call?.ticket?.id).toBe(last.id);
    expect(back.sort()).toEqual([early, late].sort());
    expect(await callsOf(last.id)).toEqual([own]);
  });

  it('goes back too when its ticket was brought along by another, and that merge is undone', async () => {
    const [early, own] = [await called(), await called()];
    const [source, middle, last] = [await opened(agent), await opened(agent), await opened(agent)];
    const merge = (s: string, t: string) => manager.ask('mutation ($s: ID!, $t: ID!) { ticketMerge(input: { sourceId: $s, targetId: $t }) { refusal { code } } }', { s, t });
    const unmerge = (id: string) => manager.ask('mutation ($id: ID!) { ticketUnmerge(input: { id: $id }) { refusal { code } } }', { id });
    await link(agent, { id: early, ticketId: source.id });
    await link(agent, { id: own, ticketId: middle.id });
    await merge(source.id, middle.id);
    await merge(middle.id, last.id);
    await until(() => callsOf(last.id), ids => ids.length === 2);

    await unmerge(middle.id);
    const both = await until(() => callsOf(middle.id), ids => ids.length === 2);
    await unmerge(source.id);
    const first = await until(() => callsOf(source.id), ids => ids.length === 1);

    expect(both.sort()).toEqual([early, own].sort());
    expect([first, await callsOf(middle.id), await callsOf(last.id)]).toEqual([[early], [own], []]);
  });

  it('becomes whoever\'s its number becomes', async () => {
    const id = await called();
    const customerOf = async () => (await agent.ask<{ call: { customer: { id: string; identities: { id: string }[] } | null } }>('query ($id: ID!) { call(id: $id) { customer { id identities { id } } } }', { id })).call.customer;
    const before = await until(customerOf, customer => customer !== null);
    await agent.ask('mutation ($id: ID!) { identityRemove(input: { id: $id }) { refusal { code } } }', { id: before?.identities[0]?.id });

    const { customerFindOrCreate } = await agent.ask<{ customerFindOrCreate: { customer: { id: string } } }>(
      'mutation { customerFindOrCreate(input: { identities: [{ kind: PHONE, value: "+493012345678" }] }) { customer { id } } }',
    );

    expect((await until(customerOf, customer => customer?.id !== before?.id))?.id).toBe(customerFindOrCreate.customer.id);
    expect(customerFindOrCreate.customer.id).not.toBe(before?.id);
  });

  it('is no stranger\'s to link, and shows nothing of a ticket that is another organization\'s', async () => {
    const stranger = await (await house.organization('Strangers')).as('agent');
    const [id, theirs] = [await called(), await opened(stranger)];

    const [foreign, none, odd] = [await link(stranger, { id, ticketId: theirs.id }), await link(agent, { id: crypto.randomUUID(), ticketId: theirs.id }), await link(agent, { id, ticketId: 'x' })];
    const across = await link(agent, { id, ticketId: theirs.id });

    expect([foreign, none, odd].map(({ refusal }) => refusal)).toEqual([{ code: 'NOT_FOUND', field: 'id' }, { code: 'NOT_FOUND', field: 'id' }, { code: 'NOT_FOUND', field: 'ticketId' }]);
    expect(across.call).toEqual({ ticket: null });
    expect((await link(agent, { id, ticketId: crypto.randomUUID() })).call).toEqual({ ticket: null });
  });
});
