import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { openHouse, type Organization, type Person, type TestHouse } from '@deskgraph/testing';
import { articles } from './articles.js';
import { products } from './catalogue.js';
import { callAt, noteAt } from './contacts.js';
import { companyAt, companyCount, customerAt } from './customers.js';
import { storeRows, type DemoOrder } from './orders.js';
import { planOf, type DemoPlan } from './plan.js';
import { ticketAt } from './tickets.js';

const now = new Date('2026-11-20T10:00:00Z');
const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

function hashOf(plan: DemoPlan): string {
  const hash = createHash('sha256');
  const parts = [products(plan), numbers(companyCount(plan)).map(index => companyAt(plan, index)), numbers(plan.customers).map(index => customerAt(plan, index)), numbers(plan.notes).map(index => noteAt(plan, index)), numbers(plan.calls).map(index => callAt(plan, index)), numbers(plan.tickets).map(index => ticketAt(plan, index)), articles(plan)];
  for (const part of parts) hash.update(JSON.stringify(part));
  for (const row of storeRows(plan)) hash.update(JSON.stringify(row));
  return hash.digest('hex');
}

describe('the rows of the demo', () => {
  const plan = planOf(now);

  it('are the same for the same seed and day, and others for another seed', () => {
    const small = planOf(now, 0.1);

    const [one, again, other] = [hashOf(small), hashOf(planOf(new Date('2026-11-20T23:59:59Z'), 0.1)), hashOf(planOf(now, 0.1, 'another'))];

    expect(again).toBe(one);
    expect(other).not.toBe(one);
  });

  it('are as many and as various as a distributor\'s', () => {
    const all = products(plan);
    const customers = numbers(plan.customers).map(index => customerAt(plan, index));
    const rows = [...storeRows(plan)];
    const tickets = numbers(plan.tickets).map(index => ticketAt(plan, index));
    const orders = rows.flatMap(row => ('order' in row ? [row.order] : []));
    const known = <T>(list: readonly (T | null)[]): T[] => list.filter(one => one !== null);

    expect(all).toHaveLength(60);
    expect(new Set(all.flatMap(({ variants }) => variants.map(({ sku }) => sku))).size).toBe(all.flatMap(({ variants }) => variants).length);
    expect(companyCount(plan)).toBe(100);
    expect(new Set(numbers(100).map(index => companyAt(plan, index).domain)).size).toBe(100);
    expect(new Set(customers.map(({ mail }) => mail)).size).toBe(500);
    expect(new Set(known(customers.map(({ phone }) => phone))).size).toBe(known(customers.map(({ phone }) => phone)).length);
    expect(orders).toHaveLength(3000);
    expect(new Set(orders.map(({ channel, externalId }) => `${channel} ${externalId}`)).size).toBe(3000);
    expect(new Set(tickets.map(({ text }) => text)).size).toBeGreaterThan(1950);
    expect(tickets.filter(({ subject, text, deeds }) => /[{}]|undefined|\bnull\b/.test([subject, text, ...deeds.map(deed => ('text' in deed ? deed.text : ''))].join('\n')))).toEqual([]);
    expect(tickets.filter(({ subject }) => subject.length > 200)).toEqual([]);
    expect(articles(plan)).toHaveLength(60);
    expect(new Set(articles(plan).map(({ title }) => title)).size).toBe(60);
    expect(share(orders, ({ isShort }) => isShort)).toBeGreaterThan(0.01);
    expect(share(orders, ({ isShort }) => isShort)).toBeLessThan(0.15);
    expect(share(orders, ({ deeds }) => deeds.some(({ verb }) => verb === 'cancel'))).toBeGreaterThan(0.01);
    expect(share(orders, ({ deeds }) => deeds.filter(({ verb }) => verb === 'ship').length === 2)).toBeGreaterThan(0.02);
  });

  it('lie before the day on which the demo is made, orders after each other', () => {
    const orders = [...storeRows(plan)].flatMap(row => ('order' in row ? [row.order] : []));

    expect(orders.every(({ customer, placedAt, at, deeds }) => customer.at < placedAt && placedAt < at && deeds.every(deed => deed.at > at && deed.at < plan.end))).toBe(true);
    expect(orders.every(({ placedAt }, place) => place === 0 || placedAt >= (orders[place - 1]?.placedAt ?? placedAt))).toBe(true);
    expect(numbers(plan.tickets).map(index => ticketAt(plan, index)).filter(({ customer, at, deeds }) => customer.at >= at || at >= plan.end || deeds.some((deed, place) => deed.at <= (deeds[place - 1]?.at ?? at) || deed.at >= plan.end))).toEqual([]);
    expect(numbers(plan.calls).every(index => callAt(plan, index).endedAt < plan.end)).toBe(true);
    expect(articles(plan).every(({ createdAt, publishedAt }) => createdAt < (publishedAt ?? plan.end) && (publishedAt ?? createdAt) < plan.end)).toBe(true);
  });

  it('name nobody who is: domains end in .example, telephone numbers are of ranges that belong to nobody', () => {
    const customers = numbers(plan.customers).map(index => customerAt(plan, index));

    expect(customers.filter(({ mail }) => !/^[a-z0-9.-]+@[a-z0-9-]+\.example$/.test(mail))).toEqual([]);
    expect(customers.filter(({ phone }) => phone !== null && !/^\+(4930 ?23125|4969 ?90009|4940 ?66969|4922 ?14710|4989 ?99998|3319900|3326191|3335301|3346571|3353649|441134960|441214960|441614960|442079460|447700900)\d{3,4}$/.test(phone))).toEqual([]);
  });
});

describe('a demo that is loaded', () => {
  const scale = 0.05;
  let [house, organization, agent]: [TestHouse, Organization, Person] = [null, null, null] as never;
  let steps: string[] = [];

  beforeAll(async () => {
    house = await openHouse();
    organization = await house.organization('Demo');
    agent = await organization.as('agent');
    steps = await house.inside<string[]>('/demo', { organizationId: organization.id, scale });
  }, 60_000);

  const count = async (table: string, where = ''): Promise<number> => Number((await house.sql<{ count: string }>(`select count(*) from ${table} where organization_id = $1 ${where}`, [organization.id]))[0]?.count);

  it('holds what was planned, and the same again changes nothing', async () => {
    const tables = ['commerce.product', 'commerce.variant', 'commerce."order"', 'commerce.stock_movement', 'crm.customer', 'crm.company', 'voice.call', 'knowledge.article', 'ticketing.ticket', 'ticketing.message', 'platform.audit'];
    const before = await Promise.all(tables.map(table => count(table)));

    const again = await house.inside<string[]>('/demo', { organizationId: organization.id, scale });

    expect(steps.at(-1)).toMatch(/^demo: all is there/);
    expect(again).toEqual([]);
    expect(before.slice(0, 1)).toEqual([60]);
    expect([before[2], before[4], before[6], before[7], before[8]]).toEqual([150, 25, 30, 60, 100]);
    expect(await Promise.all(tables.map(table => count(table)))).toEqual(before);
  });

  it('is worked off by every consumer, and parks nothing', async () => {
    const behind = async (): Promise<number> => Number((await house.sql<{ count: string }>(
      `select count(*) from platform.consumer c where exists (select from platform.event e where e.organization_id = $1 and (e.position is null or e.position > c.position))`, [organization.id]))[0]?.count);
    const deadline = Date.now() + 25_000;
    while ((await behind()) > 0 && Date.now() < deadline) await new Promise(done => setTimeout(done, 100));

    expect(await behind()).toBe(0);
    expect(await count('platform.parked')).toBe(0);
    expect(await count('knowledge.source', `and kind = 'ARTICLE'`)).toBe(await count('knowledge.article', `and state = 'PUBLISHED'`));
    expect(await count('knowledge.source', `and kind = 'TICKET'`)).toBe(await count('ticketing.ticket', `and status in ('RESOLVED', 'CLOSED')`));
    expect(await count('crm.interaction', `and channel = 'CALL'`)).toBe(await count('voice.call', 'and party_id is not null'));
    expect(await count('crm.interaction', `and channel = 'ORDER'`)).toBe(await count('commerce."order"'));
    expect(await count('crm.interaction', `and channel in ('MAIL', 'TICKET')`)).toBe(await count('ticketing.message', `and kind <> 'NOTE'`));
  });

  it('has the customers of its orders and calls, and no more customers than it was given', async () => {
    expect(await count('commerce."order"', 'and customer_id is null')).toBe(0);
    expect(await count('voice.call', 'and party_id is not null and customer_id is null')).toBe(0);
    expect(await count('ticketing.ticket', 'and customer_id is null')).toBe(0);
    expect(await count('crm.customer')).toBe(25);
    expect(await count('commerce."order"', 'and not exists (select from crm.customer c where c.organization_id = "order".organization_id and c.id = customer_id)')).toBe(0);
  });

  it('has in stock and in hold what the ledger and the reservations say', async () => {
    const wrong = await house.sql(
      `select l.id from commerce.stock_level l
       left join lateral (select sum(m.on_hand) as on_hand, sum(m.reserved) as reserved from commerce.stock_movement m where m.organization_id = l.organization_id and m.stock_level_id = l.id) m on true
       left join lateral (select sum(r.quantity) as held from commerce.reservation r where r.organization_id = l.organization_id and r.stock_level_id = l.id) r on true
       where l.organization_id = $1 and (l.on_hand, l.reserved, l.reserved) is distinct from (m.on_hand, m.reserved, coalesce(r.held, 0))`, [organization.id]);
    const held = await house.sql<{ wrong: string }>(
      `select count(*) as wrong from commerce.order_line l join commerce."order" o on o.organization_id = l.organization_id and o.id = l.order_id
       left join lateral (select sum(quantity) as quantity from commerce.reservation r where r.organization_id = l.organization_id and r.order_line_id = l.id) r on true
       where l.organization_id = $1 and coalesce(r.quantity, 0) <> case when o.state in ('RESERVED', 'PAID', 'APPROVED_ON_TERMS', 'FULFILLING') then l.quantity - l.shipped else 0 end`, [organization.id]);

    expect(wrong).toEqual([]);
    expect(held[0]?.wrong).toBe('0');
  });

  it('has orders whose history leads from each state to the next, and to where they are', async () => {
    const broken = await house.sql(
      `select order_id from (select order_id, "from", "to", lag("to") over steps as before, lead(id) over steps as next from commerce.order_transition where organization_id = $1 window steps as (partition by order_id order by id)) t
       join commerce."order" o on o.organization_id = $1 and o.id = order_id
       where "from" is distinct from before or (next is null and "to" <> o.state)`, [organization.id]);

    expect(broken).toEqual([]);
    expect(await count('commerce."order"', `and state = 'COMPLETED' and paid <> total`)).toBe(0);
  });

  it('has tickets that are where their history says, and sends nothing of what was answered', async () => {
    const broken = await house.sql(
      `select t.id from ticketing.ticket t
       left join lateral (select c."to" from ticketing.ticket_event c where c.organization_id = t.organization_id and c.ticket_id = t.id and c.kind = 'STATUS' order by c.at desc, c.id desc limit 1) c on true
       where t.organization_id = $1 and t.status <> coalesce(c."to", 'OPEN')`, [organization.id]);
    const { teams } = await agent.ask<{ teams: { name: string; members: object[] }[] }>('{ teams { name members { id } } }');

    expect(broken).toEqual([]);
    expect(teams.map(({ name, members }) => [name, members.length > 0])).toEqual([['Customer service', true], ['Logistics', true], ['Quality and laboratory', true]]);
    expect(await count('ticketing.message', `and delivery <> 'SENT'`)).toBe(0);
    expect(await count('platform.job', `and name = 'ticketing.send'`)).toBe(0);
  });

  it('shows a customer whole: orders with lines and shipments, and what happened with them', async () => {
    const [busiest] = await house.sql<{ id: string }>(
      `select c.id from crm.customer c join crm.interaction i on i.organization_id = c.organization_id and i.customer_id = c.id
       join commerce.shipment s on s.organization_id = c.organization_id join commerce."order" o on o.organization_id = s.organization_id and o.id = s.order_id and o.customer_id = c.id
       where c.organization_id = $1 group by c.id order by count(*) desc limit 1`, [organization.id]);
    const answer = await agent.ask<{ customer: { orders: { lines: unknown[]; shipments: unknown[] }[]; interactions: { nodes: object[] } } }>(
      `query ($id: ID!) { customer(id: $id) { name company { name } identities { value }
         orders(first: 4) { number state total lines { sku quantity variant { product { name safetySheetUrl } stock { onHand reserved } } } shipments { carrier state } }
         tickets(first: 3) { number subject status } interactions(first: 10) { nodes { channel at } } } }`, { id: busiest?.id });

    expect(answer.customer.orders.every(({ lines }) => lines.length > 0)).toBe(true);
    expect(answer.customer.orders.some(({ shipments }) => shipments.length > 0)).toBe(true);
    expect(answer.customer.interactions.nodes.length).toBeGreaterThan(0);
  });
});

function share(orders: readonly DemoOrder[], wanted: (order: DemoOrder) => boolean): number {
  return orders.filter(wanted).length / orders.length;
}
