import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { happen, heard, openHouse, openSocket, type Frame, type Organization, type Person, type SocketIdentity, type TestHouse, type TestSocket, type Watching } from '@deskgraph/testing';
import { ingest, saying, send, step, stock, type Goods } from '../subgraphs/commerce/test/shop.js';
import { does, opened, ticketOf, until, type Asked } from '../subgraphs/ticketing/test/desk.js';

let house: TestHouse;
let organization: Organization;
let manager: Person;
let agent: Person;
let goods: Goods;
const sockets: TestSocket[] = [];

beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization('Cases');
  [manager, agent] = [await organization.as('manager'), await organization.as('agent')];
  goods = await stock(manager, 1000);
});
afterEach(async () => {
  await Promise.all(sockets.splice(0).map(socket => socket.close()));
});

const socketOf = (identity: SocketIdentity): TestSocket => {
  const socket = openSocket(house.url, identity);
  sockets.push(socket);
  return socket;
};
const document = `subscription ($id: ID!, $after: String) {
  caseChanged(ticketId: $id, after: $after) { subject status messages { nodes { kind } } customer { orders { state shipments { state } } } }
}`;
interface Case {
  readonly status: string;
  readonly messages: { nodes: { kind: string }[] };
  readonly customer: { orders: { state: string; shipments: { state: string }[] }[] } | null;
}
const caseOf = ({ data }: Frame): Case => data?.caseChanged as Case;
/** The next frame of which something is so. */
const when = async (watching: Watching, isSo: (told: Case) => boolean): Promise<Case> => {
  for (;;) {
    const told = caseOf(await watching.next());
    if (isSo(told)) return told;
  }
};
const mailOf = (): string => `${crypto.randomUUID()}@customer.test`;
/** A ticket whose customer is known, and has it in their timeline. */
const known = async (address: string): Promise<Asked> => {
  const { id } = await opened(manager, { requesterAddress: address });
  const ticket = await until(() => ticketOf(manager, id), ({ customer }) => customer !== null);
  const timeline = () => manager.ask<{ customer: { interactions: { totalCount: number } } }>('query ($id: ID!) { customer(id: $id) { interactions { totalCount } } }', { id: ticket.customer?.id });
  await until(timeline, ({ customer: { interactions } }) => interactions.totalCount > 0);
  await heard(house, organization, manager);
  return ticket;
};
const executions = async (): Promise<number> => Number(/^deskgraph_live_executions_total (\d+)/m.exec(await (await fetch(`${house.url}/metrics`)).text())?.[1]);
const quiet = () => sleep(700);

describe('a case that is watched', () => {
  it('tells what happens to the ticket, and to its customer\'s orders and shipments from when that is known', async () => {
    const address = mailOf();
    const { id } = await opened(manager, { requesterAddress: address });
    const watching = await socketOf(agent).watch(document, { id });

    await when(watching, ({ customer }) => customer !== null);
    const { order } = await ingest(manager, saying(goods, { buyerEmail: address }));
    await when(watching, ({ customer }) => customer?.orders[0]?.state === 'RESERVED');
    await step(manager, 'orderPay', { id: order?.id, amount: 1050 });
    await when(watching, ({ customer }) => customer?.orders[0]?.state === 'PAID');
    await send(manager, { orderId: order?.id });
    await when(watching, ({ customer }) => customer?.orders[0]?.shipments[0]?.state === 'SHIPPED');
    await does(manager, 'messageNote', { ticketId: id, text: 'On its way.' });
    const noted = await when(watching, ({ messages }) => messages.nodes.some(({ kind }) => kind === 'NOTE'));
    await does(manager, 'ticketChangeStatus', { id, status: 'RESOLVED' });
    const resolved = await when(watching, ({ status }) => status === 'RESOLVED');

    expect(noted).toMatchObject({ status: 'OPEN', customer: { orders: [{ state: 'SHIPPED' }] } });
    expect(Object.keys(resolved)).toEqual(['subject', 'status', 'messages', 'customer']);
    expect(watching.frames.flatMap(({ errors }) => errors ?? [])).toEqual([]);
  });

  it('tells of calls that concern the customer, once for all who watch, and of nobody else\'s', async () => {
    const [ticket, other] = [await known(mailOf()), await known(mailOf())];
    const watching = await Promise.all([1, 2].map(() => socketOf(agent).watch(document, { id: ticket.id })));
    await quiet();
    const before = await executions();

    await happen(house, organization, 'call.ended', [crypto.randomUUID()], [crypto.randomUUID(), other.customer!.id]);
    await happen(house, organization, 'call.ended', [crypto.randomUUID()], [crypto.randomUUID(), ticket.customer!.id]);
    await Promise.all(watching.map(one => one.next()));
    await quiet();

    expect(watching.map(({ frames }) => frames.length)).toEqual([1, 1]);
    expect(await executions()).toBe(before + 1);
  });

  it('goes on after a cursor, with what happened to its customer meanwhile', async () => {
    const [ticket, other] = [await known(mailOf()), await known(mailOf())];
    const first = await socketOf(agent).watch(document, { id: ticket.id });
    await does(manager, 'messageNote', { ticketId: ticket.id, text: 'One.' });
    const after = (await first.next()).extensions?.position;
    first.stop();

    await happen(house, organization, 'order.changed', [crypto.randomUUID()], [ticket.customer!.id]);
    await heard(house, organization, manager);
    const [again, none] = [await socketOf(agent).watch(document, { id: ticket.id, after }), await socketOf(agent).watch(document, { id: other.id, after })];
    await again.next();
    await quiet();

    expect([again.frames.length, none.frames.length]).toEqual([1, 0]);
    expect(again.frames[0]?.errors).toBeUndefined();
  });

  it('says nothing of what it looks at beside what was asked for, allowed or not', async () => {
    const ticket = await known(mailOf());
    const query = 'subscription ($id: ID!) { watched: caseChanged(ticketId: $id) { followed0: id } }';
    const watching = await Promise.all([agent, { authorization: `Bearer ${await organization.apiKey(['ticket.read'])}` }].map(who => socketOf(who).watch(query, { id: ticket.id })));

    await does(manager, 'messageNote', { ticketId: ticket.id, text: 'One.' });
    const frames = await Promise.all(watching.map(one => one.next()));

    expect(frames.map(({ data, errors }) => ({ data, errors }))).toEqual([1, 2].map(() => ({ data: { watched: { followed0: ticket.id } }, errors: undefined })));
  });

  it('is not told to another organization', async () => {
    const ticket = await known(mailOf());
    const watching = await socketOf(await (await house.organization('OtherCases')).as('owner')).watch(document, { id: ticket.id });

    await does(manager, 'messageNote', { ticketId: ticket.id, text: 'One.' });
    await quiet();

    expect(watching.frames).toEqual([]);
  });
});

describe('the tickets that are watched', () => {
  const list = 'subscription ($filter: TicketFilter, $after: String) { ticketsChanged(filter: $filter, after: $after) { id kind ticket { status priority } } }';
  const told = ({ data }: Frame): unknown => data?.ticketsChanged;

  it('enter, change with what is said in them, and leave when they are resolved or merged', async () => {
    const tag = `t-${crypto.randomUUID()}`;
    const [open, urgent] = await Promise.all([{ tags: [tag], statuses: ['OPEN'] }, { tags: [tag], priorities: ['URGENT'] }].map(filter => socketOf(agent).watch(list, { filter })));

    const first = await opened(manager, { tags: [tag] });
    await until(async () => open!.frames.length, count => count > 0);
    await does(manager, 'messageNote', { ticketId: first.id, text: 'Soon.' });
    await until(async () => open!.frames.length, count => count > 1);
    await does(manager, 'ticketChangePriority', { id: first.id, priority: 'URGENT' });
    await until(async () => open!.frames.length, count => count > 2);
    await does(manager, 'ticketChangeStatus', { id: first.id, status: 'RESOLVED' });
    await until(async () => open!.frames.length, count => count > 3);
    await does(manager, 'ticketMerge', { sourceId: first.id, targetId: (await opened(manager)).id });
    await until(async () => urgent!.frames.length, count => count > 2);
    await quiet();

    const { id } = first;
    expect(open!.frames.map(told)).toEqual([
      { id, kind: 'ENTERED', ticket: { status: 'OPEN', priority: 'NORMAL' } },
      { id, kind: 'CHANGED', ticket: { status: 'OPEN', priority: 'NORMAL' } },
      { id, kind: 'CHANGED', ticket: { status: 'OPEN', priority: 'URGENT' } },
      { id, kind: 'LEFT', ticket: null },
    ]);
    expect(urgent!.frames.map(told)).toMatchObject([{ id, kind: 'ENTERED' }, { id, kind: 'CHANGED', ticket: { status: 'RESOLVED' } }, { id, kind: 'LEFT', ticket: null }]);
  });

  it('are told to who comes back, though what was said concerned others than tickets', async () => {
    const tag = `t-${crypto.randomUUID()}`;
    const { headers } = await agent.askRaw('{ tickets(first: 1) { nodes { id } } }');
    const ticket = await known(mailOf());
    await does(manager, 'ticketTag', { id: ticket.id, add: [tag] });
    await heard(house, organization, manager);

    const watching = await socketOf(agent).watch(list, { filter: { tags: [tag] }, after: headers.get('x-deskgraph-position') });

    expect(told(await watching.next())).toEqual({ id: ticket.id, kind: 'ENTERED', ticket: { status: 'OPEN', priority: 'NORMAL' } });
    expect(watching.frames.flatMap(({ errors }) => errors ?? [])).toEqual([]);
  });
});
