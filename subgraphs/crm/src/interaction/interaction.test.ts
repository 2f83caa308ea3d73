import { beforeAll, describe, expect, it } from '@jest/globals';
import { openHouse, toldOf, type Organization, type Person, type TestHouse } from '@deskgraph/testing';
import pg from 'pg';
import { connect, handled, place, type Switchboard } from '../../../voice/test/switchboard.js';
import { acquainted, address, countOf, does, phone, until } from '../../test/people.js';

let house: TestHouse;
let organization: Organization;
let agent: Person;
let switchboard: Switchboard;
beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization('Interactions');
  agent = await organization.as('agent');
  switchboard = await connect(await organization.as('owner'));
});

interface Line {
  readonly channel: string;
  readonly direction: string | null;
  readonly summary: string | null;
  readonly by: { readonly id: string } | null;
  readonly call: { readonly id: string; readonly number: number; readonly state: string; readonly customer: { readonly id: string } | null } | null;
}
interface Timeline {
  readonly nodes: readonly Line[];
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}
const timeline = async (id: string, variables: object = {}): Promise<Timeline> =>
  (await agent.ask<{ customer: { interactions: Timeline } }>(
    `query ($id: ID!, $first: Int, $after: String) { customer(id: $id) { interactions(first: $first, after: $after) {
       totalCount nodes { channel direction summary by { id } call { id number state customer { id } } } pageInfo { hasNextPage endCursor } } } }`,
    { id, ...variables },
  )).customer.interactions;
const rings = (call: object) => place(house, switchboard, call);
const callWith = async (number: string): Promise<{ id: string; customer: { id: string } | null } | undefined> => {
  const { calls } = await agent.ask<{ calls: { nodes: { id: string; from: string; to: string; customer: { id: string } | null }[] } }>('{ calls(first: 100) { nodes { id from to customer { id } } } }');
  return calls.nodes.find(({ from, to }) => [from, to].includes(number));
};
const customerOf = async (number: string): Promise<string> => (await until(() => callWith(number), call => call?.customer != null))?.customer?.id ?? '';

describe('a timeline', () => {
  it('is written by agents, the newest first, page by page, each note once for its key', async () => {
    const { id } = await acquainted(agent, address());
    const at = (day: number) => `2026-03-0${String(day)}T10:00:00.000Z`;
    const note = (day: number) => does<Line>(agent, 'interactionNote', { customerId: id, summary: `Day ${String(day)}`, at: at(day), idempotencyKey: `${id} ${String(day)}` });
    const notes = [];
    for (const day of [2, 5, 1, 4, 3, 3]) notes.push(await note(day));

    const first = await timeline(id, { first: 3 });
    const rest = await timeline(id, { first: 3, after: first.pageInfo.endCursor });

    expect(notes[5]).toEqual(notes[4]);
    expect(first.nodes[0]).toEqual({ channel: 'NOTE', direction: null, summary: 'Day 5', by: { id: agent.memberId }, call: null });
    expect([...first.nodes, ...rest.nodes].map(({ summary }) => summary)).toEqual(['Day 5', 'Day 4', 'Day 3', 'Day 2', 'Day 1']);
    expect([first.totalCount, first.pageInfo.hasNextPage, rest.pageInfo.hasNextPage]).toEqual([5, true, false]);
  });

  it('has the orders of whoever is known, and of a stranger who becomes a customer by ordering', async () => {
    const manager = await organization.as('manager');
    const [stranger, known] = [address(), await acquainted(agent, address())];
    const order = (buyerEmail: string) => ({ channel: 'shop', externalId: buyerEmail, changedAt: '2026-11-20T10:00:00Z', placedAt: '2026-11-20T09:00:00Z', currency: 'EUR', lines: [{ externalId: '1', sku: 'NONE', title: 'Something', quantity: 1, unitPrice: 100 }], total: 100, buyerEmail });
    const ingest = (buyerEmail: string) => manager.ask('mutation ($input: OrderIngestInput!) { orderIngest(input: $input) { refusal { code } } }', { input: order(buyerEmail) });
    for (const buyer of [stranger, known.identities[0]?.value ?? '']) await ingest(buyer);
    const { id } = await acquainted(agent, stranger);

    const lines = await Promise.all([id, known.id].map(one => until(() => timeline(one), ({ totalCount }) => totalCount > 0)));

    expect(lines.map(({ nodes }) => nodes.map(({ channel, direction }) => [channel, direction]))).toEqual([[['ORDER', 'INBOUND']], [['ORDER', 'INBOUND']]]);
  });

  it('takes no note of what is still to come, of nothing, or from who may only read', async () => {
    const { id } = await acquainted(agent, address());
    const [later, viewer] = [new Date(Date.now() + 3600_000).toISOString(), await organization.as('viewer')];

    const refusals = [await does(agent, 'interactionNote', { customerId: id, summary: 'Soon', at: later }), await does(agent, 'interactionNote', { customerId: id, summary: '' })];
    const { body } = await viewer.askRaw('mutation ($id: ID!) { interactionNote(input: { customerId: $id, summary: "Mine" }) { interaction { id } } }', { id });

    expect(refusals.map(({ refusal }) => refusal)).toEqual([{ code: 'INVALID', field: 'at' }, { code: 'INVALID', field: 'summary' }]);
    expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', permission: 'interaction.note' });
    expect((await timeline(id)).totalCount).toBe(0);
  });
});

describe('a call', () => {
  it('from a stranger makes a customer, once, and stands in their timeline', async () => {
    const [from, before] = [phone(), await countOf(house, organization.id)];
    await Promise.all([rings({ from }), rings({ from, states: ['ringing', 'missed'] })]);
    await handled(house, organization.id);

    const id = await customerOf(from);
    const { nodes } = await until(() => timeline(id), ({ totalCount }) => totalCount === 2);

    expect(await countOf(house, organization.id)).toBe(before + 1);
    expect(nodes.map(({ channel, direction, call }) => ({ channel, direction, customer: call?.customer?.id }))).toEqual(Array(2).fill({ channel: 'CALL', direction: 'INBOUND', customer: id }));
    expect(nodes.map(({ call }) => call?.state).sort()).toEqual(['ENDED', 'MISSED']);
    expect((await toldOf(house, id)).events).toEqual(['customer.created', 'party.identified']);
  });

  it('to somebody known is theirs at once', async () => {
    const to = phone();
    const { id } = await acquainted(agent, to);

    await rings({ direction: 'outbound', from: '+493012345678', to });
    await handled(house, organization.id);
    const call = await callWith(to);
    const { nodes } = await until(() => timeline(id), ({ totalCount }) => totalCount === 1);

    expect(call?.customer?.id).toBe(id);
    expect(nodes).toMatchObject([{ channel: 'CALL', direction: 'OUTBOUND', call: { id: call?.id } }]);
  });

  it('goes along when its customer is merged, and so does the next one', async () => {
    const [from, target] = [phone(), await acquainted(agent, address())];
    await rings({ from });
    await handled(house, organization.id);
    const source = await customerOf(from);
    await until(() => timeline(source), ({ totalCount }) => totalCount === 1);

    await does(await organization.as('manager'), 'customerMerge', { sourceId: source, targetId: target.id });
    const moved = await until(() => callWith(from), call => call?.customer?.id === target.id);
    await rings({ from });
    await handled(house, organization.id);
    const { nodes } = await until(() => timeline(target.id), ({ totalCount }) => totalCount === 2);

    expect(nodes.map(({ call }) => call?.customer?.id)).toEqual([target.id, target.id]);
    expect(nodes.map(({ call }) => call?.id)).toContain(moved?.id);
  });

  it('met while this room stands still waits for its customer, and has them once it goes on', async () => {
    const [from, before] = [phone(), await countOf(house, organization.id)];
    const lock = new pg.Client({ connectionString: house.ownerUrl });
    await lock.connect();
    await lock.query('select pg_advisory_lock(hashtextextended($1, 0))', [`crm identities ${organization.id}`]);

    await rings({ from });
    await handled(house, organization.id);
    const waiting = await callWith(from);
    const meanwhile = await countOf(house, organization.id);
    await lock.end();
    const id = await customerOf(from);
    const { totalCount } = await until(() => timeline(id), line => line.totalCount > 0);

    expect(waiting?.customer).toBeNull();
    expect([meanwhile, await countOf(house, organization.id)]).toEqual([before, before + 1]);
    expect(totalCount).toBe(1);
    expect((await toldOf(house, waiting?.id ?? '')).events.filter(topic => topic === 'call.identified')).toHaveLength(1);
  });

  it('whose number is withheld, or is no whole number, is nobody\'s', async () => {
    const [known, before] = [await callCount(), await countOf(house, organization.id)];
    await rings({ from: 'anonymous' });
    await rings({ from: '112' });
    await handled(house, organization.id);
    await rings({ from: phone() });
    await handled(house, organization.id);
    await until(() => countOf(house, organization.id), count => count > before);

    expect(await callCount()).toBe(known + 3);
    expect(await countOf(house, organization.id)).toBe(before + 1);
  });
});

async function callCount(): Promise<number> {
  return (await agent.ask<{ calls: { totalCount: number } }>('{ calls { totalCount } }')).calls.totalCount;
}
