import { beforeAll, expect, it } from '@jest/globals';
import { openHouse, published, type Organization, type Person, type TestHouse } from '@deskgraph/testing';
import { ingest, saying, send, step, stock } from '../subgraphs/commerce/test/shop.js';
import { does, opened, ticketOf, until, type Asked } from '../subgraphs/ticketing/test/desk.js';

let house: TestHouse;
let organization: Organization;
let manager: Person;
beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization('Case');
  manager = await organization.as('manager');
});

const address = (): string => `${crypto.randomUUID()}@customer.test`;
/** A ticket with so many notes, whose customer is known and has so many orders, sent. */
async function aCase(of: string, { notes, orders, subject = 'Where is it?' }: { notes: number; orders: number; subject?: string }): Promise<Asked> {
  const goods = await stock(manager, 1000);
  const { id } = await opened(manager, { requesterAddress: of, subject, text: `${subject} It leaks.` });
  for (let n = 0; n < notes; n++) await does(manager, 'messageNote', { ticketId: id, text: `Note ${String(n)}` });
  for (let n = 0; n < orders; n++) {
    const { order } = await ingest(manager, saying(goods, { buyerEmail: of }));
    await step(manager, 'orderPay', { id: order?.id, amount: 1050 });
    await send(manager, { orderId: order?.id });
  }
  const known = () => manager.ask<{ ticket: { customer: { orders: { id: string }[] } | null } }>('query ($id: ID!) { ticket(id: $id) { customer { orders(first: 20) { id } } } }', { id });
  await until(known, ({ ticket }) => (ticket.customer?.orders.length ?? -1) >= orders);
  return ticketOf(manager, id);
}

/** Links are signed anew each time they are asked for. */
const withoutLinks = (key: string, value: unknown): unknown => (key === 'url' ? undefined : value);

it('a case costs at most 14 statements and 6 fetches, however much there is in it', async () => {
  const word = `case${crypto.randomUUID().slice(0, 8)}`;
  for (let n = 0; n < 5; n++) await does(manager, 'ticketChangeStatus', { id: (await opened(manager, { subject: `Drum ${word}`, text: `The lid of drum ${String(n)} leaks.` })).id, status: 'RESOLVED' });
  for (let n = 0; n < 3; n++) await published(await organization.as('owner'), { title: `Drums ${word} ${String(n)}`, body: `What to do with ${word}.`, visibility: 'INTERNAL' });
  const [small, large] = [await aCase(address(), { notes: 1, orders: 1, subject: `Leak ${word}` }), await aCase(address(), { notes: 49, orders: 10, subject: `Leak ${word}` })];
  const view = `query ($id: ID!) { ticket(id: $id) { number subject status priority tags assignee { id name } viewerCan
    messages(first: 50) { nodes { kind text author { name } delivery attachments { name url } } }
    customer { name orders(first: 10) { number state total lines { sku quantity } shipments { state carrier trackingNumber } } }
    similarTickets(first: 5) { ticket { number subject } snippet } suggestedArticles(first: 3) { title snippet } } }`;
  const ask = async ({ id }: Asked) => (await manager.askRaw(view, { id })).body;
  await until(() => ask(large), ({ data }) => (data?.ticket as { similarTickets: unknown[] }).similarTickets.length === 5);

  const [few, many] = [await ask(small), await ask(large)];

  const { messages, customer, similarTickets, suggestedArticles } = many.data?.ticket as { messages: { nodes: unknown[] }; customer: { orders: { lines: unknown[]; shipments: unknown[] }[] }; similarTickets: unknown[]; suggestedArticles: unknown[] };
  expect([few.errors, many.errors]).toEqual([undefined, undefined]);
  expect([messages.nodes.length, customer.orders.length, similarTickets.length, suggestedArticles.length]).toEqual([50, 10, 5, 3]);
  expect(customer.orders.every(({ lines, shipments }) => lines.length === 1 && shipments.length === 1)).toBe(true);
  const { fetches, statements } = many.extensions?.trace as { fetches: number; statements: number };
  expect(few.extensions?.trace).toEqual(many.extensions?.trace);
  expect({ fetches, statements }).toEqual({ fetches: 6, statements: 14 });
  const byApollo = (await manager.askRaw(view.replace('number subject status', 'number subject @include(if: true) status'), { id: large.id })).body;
  expect(JSON.stringify(byApollo.data, withoutLinks)).toBe(JSON.stringify(many.data, withoutLinks));
});

it('two customers who are one have the tickets, orders and timeline of both, until that is taken back', async () => {
  const [one, other] = [await aCase(address(), { notes: 0, orders: 1 }), await aCase(address(), { notes: 0, orders: 1 })];

  await manager.ask('mutation ($s: ID!, $t: ID!) { customerMerge(input: { sourceId: $s, targetId: $t }) { refusal { code } } }', { s: one.customer?.id, t: other.customer?.id });
  const all = (id = other.customer?.id) => manager.ask<{ customer: { ticketCount: number; orderCount: number; interactions: { totalCount: number } } }>('query ($id: ID!) { customer(id: $id) { ticketCount orderCount interactions { totalCount } } }', { id });
  const merged = await until(all, ({ customer }) => customer.ticketCount === 2 && customer.orderCount === 2);
  const { customer: goesOn } = await ticketOf(manager, one.id);
  await manager.ask('mutation ($id: ID!) { customerUnmerge(input: { id: $id }) { refusal { code } } }', { id: one.customer?.id });
  const back = await until(() => all(one.customer?.id), ({ customer }) => customer.ticketCount === 1 && customer.orderCount === 1);

  expect(merged.customer).toEqual({ ticketCount: 2, orderCount: 2, interactions: { totalCount: 4 } });
  expect(goesOn).toEqual(other.customer);
  expect([back.customer, (await all()).customer]).toEqual(Array(2).fill({ ticketCount: 1, orderCount: 1, interactions: { totalCount: 2 } }));
});
