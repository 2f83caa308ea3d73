import type { Organization, Person, TestHouse } from '@deskgraph/testing';

/** An organization that has a case to look at, and an inbox. */
export interface Staged {
  readonly ticketId: string;
  readonly owner: Person;
  /** API keys that may read all of it, no two alike. */
  readonly keys: readonly string[];
}

const scopes = [
  'organization.read', 'member.read', 'role.read', 'ticket.read', 'message.readNotes', 'team.read', 'customer.read', 'company.read', 'interaction.read',
  'order.read', 'product.read', 'stock.read', 'article.read', 'call.read',
];
const subject = 'The drums of acetone leak at the valve';
const rows = 100;

/** Makes a ticket with 50 messages, a customer with 10 orders, calls, articles and resolved tickets about the same, and 100 tickets of 40 customers. */
export async function stageCase(test: TestHouse, organization: Organization, keys: number): Promise<Staged> {
  const [owner, manager, agent] = [await organization.as('owner'), await organization.as('manager'), await organization.as('agent')];
  const desk = [owner, manager, agent];
  const asker = (n: number): object => ({ requesterName: `Customer ${String(n)}`, requesterAddress: `customer-${String(n)}@${organization.id}.example` });

  const ticketId = await make(owner, 'ticketCreate', { subject, text: 'Three of the drums arrived wet. What are we to do with them?', assigneeId: agent.memberId, tags: ['leak'], ...asker(0) }, 'ticket');
  for (let n = 1; n < 50; n++) await make(pick(desk, n), 'messageNote', { ticketId, text: `Note ${String(n)}: the carrier was asked, the batch is being looked at, and the customer knows. `.repeat(3) }, 'message');
  await inTens(rows - 1, async n => {
    const id = await make(pick(desk, n), 'ticketCreate', { subject: n <= 10 ? `Acetone drums leak again, delivery ${String(n)}` : `Question ${String(n)}`, text: `Where is order ${String(n)}? The valve of the drum leaks.`, assigneeId: pick(desk, n).memberId, ...asker(n % 40) }, 'ticket');
    if (n % 3 === 0) await make(agent, 'messageNote', { ticketId: id, text: 'Asked the carrier.' }, 'message');
    if (n <= 10) await make(agent, 'ticketChangeStatus', { id, status: 'RESOLVED' }, 'ticket');
  });
  await sell(owner, organization.id);
  for (const title of ['When drums of acetone leak', 'The valve of a drum', 'What carriers owe for leaking drums']) {
    const id = await make(owner, 'articleCreate', { title, body: 'Put on gloves. Stand the drum upright, close the valve, and write down the batch.', visibility: 'PUBLIC' }, 'article');
    await make(owner, 'articlePublish', { id, version: 1 }, 'article');
  }
  await ring(test, owner);
  await settle(owner);

  const secrets: string[] = [];
  for (let n = 0; n < keys; n++) secrets.push(await organization.apiKey(scopes));
  return { ticketId, owner, keys: secrets };
}

function pick<T>(of: readonly T[], n: number): T {
  return of[n % of.length] as T;
}

/** Runs a mutation; answers the id of what it made, and throws where it is refused. */
async function make(person: Person, mutation: string, input: object, noun: string): Promise<string> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const answer = await person.ask<Record<string, Record<string, { id: string } | null>>>(`mutation ($input: ${type}!) { ${mutation}(input: $input) { ${noun} { id } refusal { code message } } }`, { input });
  const id = answer[mutation]?.[noun]?.id;
  if (id === undefined) throw new Error(`${mutation} was refused: ${JSON.stringify(answer)}`);
  return id;
}

async function inTens(count: number, work: (n: number) => Promise<void>): Promise<void> {
  for (let from = 1; from <= count; from += 10) await Promise.all(Array.from({ length: Math.min(10, count - from + 1) }, (_, n) => work(from + n)));
}

/** Ten orders of the first customer, each of two lines and sent, and one of every second other. */
async function sell(owner: Person, organizationId: string): Promise<void> {
  const productId = await make(owner, 'productCreate', { name: 'Acetone' }, 'product');
  for (const sku of ['ACE-20', 'ACE-200']) {
    const variantId = await make(owner, 'variantCreate', { productId, sku, title: `Acetone, ${sku.slice(4)} l drum`, price: 1050, currency: 'EUR' }, 'variant');
    await make(owner, 'stockAdjust', { variantId, delta: 1000, reason: 'Delivery' }, 'stockLevel');
  }
  const line = (sku: string) => ({ externalId: sku, sku, title: `Acetone, ${sku.slice(4)} l drum`, quantity: 2, unitPrice: 1050 });
  const order = (n: number, customer: number): Promise<string> => make(owner, 'orderIngest', {
    channel: 'shop', externalId: `order-${String(n)}`, placedAt: `2026-10-${String(10 + (n % 20))}T09:00:00Z`, changedAt: '2026-11-20T10:00:00Z', currency: 'EUR', lines: [line('ACE-20'), line('ACE-200')], total: 4200,
    buyerEmail: `customer-${String(customer)}@${organizationId}.example`,
  }, 'order');
  for (let n = 0; n < 10; n++) {
    const id = await order(n, 0);
    await make(owner, 'orderPay', { id, amount: 4200, reason: 'Paid' }, 'order');
    const { order: { lines } } = await owner.ask<{ order: { lines: { id: string }[] } }>('query ($id: ID!) { order(id: $id) { lines { id } } }', { id });
    await make(owner, 'shipmentCreate', { orderId: id, carrier: 'DHL', lines: [{ orderLineId: lines[0]?.id, quantity: 1 }] }, 'shipment');
  }
  for (let n = 1; n < 40; n += 2) await order(100 + n, n);
}

/** Has a switchboard ring three times. */
async function ring({ mailboxUrl }: TestHouse, owner: Person): Promise<void> {
  const { connectionCreate } = await owner.ask<{ connectionCreate: { connection: { hookUrl: string }; secret: string } }>('mutation { connectionCreate(input: { provider: "pbx", name: "Desk" }) { connection { hookUrl } secret } }');
  const { connection: { hookUrl }, secret } = connectionCreate;
  for (let n = 0; n < 3; n++) {
    const response = await fetch(new URL('/api/calls', mailboxUrl), { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ hookUrl, secret, from: `+4930123456${String(10 + n)}`, to: '+33123456789' }) });
    if (!response.ok) throw new Error(`The switchboard failed: ${await response.text()}`);
  }
}

/** Waits until every ticket, order and call has its customer, and the articles are found. */
async function settle(owner: Person): Promise<void> {
  const open = async (): Promise<string> => {
    const answer = await owner.ask<Record<'tickets' | 'orders' | 'calls', { nodes: { customer: object | null }[] }> & { knowledgeSearch: { nodes: object[] } }>(
      '{ tickets(first: 100) { nodes { customer { id } } } orders(first: 100) { nodes { customer { id } } } calls(first: 5) { nodes { customer { id } } } knowledgeSearch(text: "leak drums valve", first: 10) { nodes { score } } }',
    );
    const waiting = [answer.tickets, answer.orders, answer.calls].flatMap(({ nodes }) => nodes).filter(({ customer }) => customer === null).length;
    const [calls, articles] = [answer.calls.nodes.length, answer.knowledgeSearch.nodes.length];
    return waiting === 0 && calls === 3 && articles >= 3 ? '' : `${String(waiting)} without a customer, ${String(calls)} calls, ${String(articles)} articles`;
  };
  let state = await open();
  for (const end = Date.now() + 120_000; state !== ''; state = await open()) {
    if (Date.now() > end) throw new Error(`The case is not whole: ${state}.`);
    await new Promise(done => setTimeout(done, 200));
  }
}
