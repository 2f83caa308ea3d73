import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { mailbox, type Organization, type RaisedHouse, type TestHouse } from '@deskgraph/testing';
import nodemailer from 'nodemailer';
import { quantile, type Figure } from './table.js';

const [mails, atOnce, calls] = [300, 50, 20];

/** What the rooms do when much comes at once: mails in, strangers, orders. */
export async function measureRooms({ house }: Pick<RaisedHouse, 'house'>, test: TestHouse, organization: Organization): Promise<Figure[]> {
  return [...(await measureMails(house, test, organization)), ...(await measureStrangers(organization)), ...(await measureOrders(organization))];
}

/** Mails over SMTP, four connections at a time, until each is a ticket of a customer; beside reading the same mails and nothing else. */
async function measureMails({ ports: { mailReader } }: RaisedHouse['house'], test: TestHouse, organization: Organization): Promise<Figure[]> {
  const { inboundAddress } = await mailbox(await organization.as('owner'));
  const raws = Array.from({ length: mails }, (_, n) => Buffer.from(
    [`From: Somebody <${randomUUID()}@customer.example>`, 'To: support@company.example', `Subject: Order ${String(n)}`, `Message-ID: <${randomUUID()}@customer.example>`, '', ...Array.from({ length: 30 }, (_, line) => `Line ${String(line)} of what is asked about the order, and some more words.`), ''].join('\r\n'),
  ));
  const alone = performance.now();
  await Promise.all(raws.map(raw => mailReader.read(raw)));
  const reading = (performance.now() - alone) / 1000;

  const client = nodemailer.createTransport({ host: '127.0.0.1', port: test.smtpPort, ignoreTLS: true, pool: true, maxConnections: 4, maxMessages: Infinity });
  const acks: number[] = [];
  const started = performance.now();
  await Promise.all(raws.map(async raw => {
    const before = performance.now();
    await client.sendMail({ envelope: { from: 'somebody@customer.example', to: inboundAddress }, raw });
    acks.push(performance.now() - before);
  }));
  const taken = (performance.now() - started) / 1000;
  client.close();
  const tickets = async (): Promise<number> => (await test.sql<{ count: number }>('select count(*)::int as count from ticketing.ticket where organization_id = $1 and customer_id is not null', [organization.id]))[0]?.count ?? 0;
  for (const end = Date.now() + 120_000; (await tickets()) < mails && Date.now() < end; await sleep(50));
  const through = (performance.now() - started) / 1000;
  return [
    { what: `mails in, ${String(mails)} at once: taken over`, value: `${(mails / taken).toFixed(0)} a second`, peer: `p95 ${quantile(acks, 0.95).toFixed(0)} ms in the queue of four`, ratio: '', goal: '' },
    { what: 'mails in: until each is a ticket of its customer', value: `${(mails / through).toFixed(0)} a second`, peer: `reading alone: ${(mails / reading).toFixed(0)} a second`, ratio: `${(reading / through).toFixed(2)}x`, goal: `${String(await tickets())} of ${String(mails)} tickets` },
  ];
}

/** 50 calls at once for one new address, again and again: one customer each time. */
async function measureStrangers(organization: Organization): Promise<Figure[]> {
  const owner = await organization.as('owner');
  const find = async (value: string): Promise<string> => (await owner.ask<{ customerFindOrCreate: { customer: { id: string } } }>(
    'mutation ($input: CustomerFindOrCreateInput!) { customerFindOrCreate(input: $input) { customer { id } } }', { input: { identities: [{ kind: 'MAIL', value }] } },
  )).customerFindOrCreate.customer.id;
  return together('find or create, 50 at once for one address', 'customer', find);
}

/** 50 deliveries at once of one new order, again and again: one order each time. */
async function measureOrders(organization: Organization): Promise<Figure[]> {
  const owner = await organization.as('owner');
  const ingest = async (externalId: string): Promise<string> => (await owner.ask<{ orderIngest: { order: { id: string } } }>(
    'mutation ($input: OrderIngestInput!) { orderIngest(input: $input) { order { id } } }',
    { input: { channel: 'shop', externalId, placedAt: '2026-11-20T09:00:00Z', changedAt: '2026-11-20T10:00:00Z', currency: 'EUR', lines: [{ externalId: '1', sku: 'NONE', title: 'Drum', quantity: 1, unitPrice: 1000 }], total: 1000 } },
  )).orderIngest.order.id;
  return together('order ingestion, 50 deliveries at once of one order', 'order', ingest);
}

async function together(what: string, noun: string, work: (key: string) => Promise<string>): Promise<Figure[]> {
  const [parallel, alone]: [number[], number[]] = [[], []];
  let most = 0;
  for (let n = 0; n < calls; n++) {
    const before = performance.now();
    await work(`${randomUUID()}@customer.example`);
    alone.push(performance.now() - before);
    const key = `${randomUUID()}@customer.example`;
    const started = performance.now();
    const ids = await Promise.all(Array.from({ length: atOnce }, () => work(key)));
    parallel.push(performance.now() - started);
    most = Math.max(most, new Set(ids).size);
  }
  const [all, one] = [quantile(parallel, 0.5), quantile(alone, 0.5)];
  return [{ what: `${what} (p50, all of them)`, value: `${all.toFixed(0)} ms, ${String(most)} ${noun}`, peer: `one alone: ${one.toFixed(0)} ms`, ratio: `${(all / one / atOnce).toFixed(2)}x each`, goal: `1 ${noun}` }];
}
