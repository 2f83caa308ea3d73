import { randomBytes } from 'node:crypto';
import { chromiumPath, openBrowser, openHouse, published, visit, type Person, type TestHouse, type Visitor } from '@deskgraph/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import PostalMime from 'postal-mime';
import type { Browser, Page } from 'playwright-core';
import { ingest, saying, send, step, stock } from '../subgraphs/commerce/test/shop.js';
import { deskOf, does, opened, sinkOf, ticketOf, until } from '../subgraphs/ticketing/test/desk.js';

const inChromium = chromiumPath === null ? describe.skip : describe;
let house: TestHouse;
let browser: Browser;
const visitors: Visitor[] = [];

beforeAll(async () => {
  if (chromiumPath === null) return;
  [house, browser] = await Promise.all([openHouse(), openBrowser()]);
});
afterEach(async () => {
  await fetch(`${house.mailboxUrl}/api/failures`, { method: 'DELETE' });
  expect(visitors.flatMap(({ wrongs }) => wrongs.splice(0))).toEqual([]); // nobody asked elsewhere, and no policy was broken
});
afterAll(() => (chromiumPath === null ? undefined : browser.close()));

/** Comes to a page in a browser profile of their own; leaving it, or loading it again, would count. */
async function come(person: Person, path: string): Promise<Visitor & { readonly loads: () => number }> {
  const visitor = await visit(browser, { url: house.url, cookie: person.cookie });
  visitor.context.setDefaultTimeout(20_000);
  let loads = 0;
  visitor.page.on('domcontentloaded', () => { loads += 1; });
  visitors.push(visitor);
  await visitor.open(path);
  return Object.assign(visitor, { loads: () => loads });
}

const card = (page: Page, title: string) => page.getByRole('complementary', { name: 'Around the ticket' }).getByRole('region', { name: title, exact: true });
const openNow = (page: Page) => page.locator('[data-figure="Open now"] [data-flash]');
const result = (page: Page, text: string) => page.locator('.result-window').getByText(text).first().waitFor();

/** Opens a saved question in the playground and runs it. */
async function asks(analyst: Person, document: string): Promise<Page> {
  const { savedQueryCreate } = await analyst.ask<{ savedQueryCreate: { savedQuery: { id: string } } }>(
    'mutation ($input: SavedQueryCreateInput!) { savedQueryCreate(input: $input) { savedQuery { id } } }', { input: { name: crypto.randomUUID(), document } });
  const { page } = await come(analyst, `/playground?query=${savedQueryCreate.savedQuery.id}`);
  await page.locator('.graphiql-query-editor').getByText('ticket').first().waitFor();
  await page.locator('.result-window .monaco-editor').waitFor();
  await page.waitForTimeout(900); // the editor reads the operation a little later
  await page.getByRole('button', { name: /^Execute query/ }).click();
  return page;
}

inChromium('a case', () => {
  it('goes from a mail to an answer in the browsers of all whom it concerns', async () => {
    const organization = await house.organization('Case');
    const [owner, ann, ben, analyst] = await Promise.all([organization.as('owner'), organization.as('agent'), organization.as('manager'), organization.as('analyst')]);
    const desk = await deskOf(house, owner);
    const [from, word] = [`${crypto.randomUUID()}@customer.test`, `leak${crypto.randomUUID().slice(0, 8)}`];
    await published(owner, { title: `When drums ${word}`, body: `Keep a drum that shows ${word} upright and call us.`, visibility: 'INTERNAL' });
    const solved = await opened(ann, { subject: `Solved ${word}`, text: `A drum of ours shows ${word} at its lid.` });
    await does(ann, 'ticketChangeStatus', { id: solved.id, status: 'RESOLVED' });
    const goods = await stock(ben, 10);
    const { order } = await ingest(ben, saying(goods, { buyerEmail: from, quantity: 2 }));
    await step(ben, 'orderPay', { id: order?.id, amount: 2100 });
    await send(ben, { orderId: order?.id });
    const [inbox, wall] = [await come(ann, '/inbox/open'), await come(owner, '/dashboard?span=7')];
    await inbox.page.getByText('No open tickets').first().waitFor();
    await openNow(wall.page).waitFor();
    const before = Number(await openNow(wall.page).innerText());

    const messageId = await desk.write({ from: `Ada Byron <${from}>`, subject: `Drum ${word}`, text: `My drum shows ${word}. What now?` });
    const row = inbox.page.getByRole('row').filter({ hasText: `Drum ${word}` });
    await row.waitFor();
    await expect(wall.page.waitForFunction(count => document.querySelector('[data-figure="Open now"] [data-flash]')?.textContent === String(count), before + 1)).resolves.toBeTruthy();
    await row.click();
    const { page } = inbox;
    await page.getByRole('log').getByText(`My drum shows ${word}. What now?`).waitFor();
    await card(page, 'Orders').getByText(goods.sku).first().waitFor();
    await card(page, 'Orders').getByText(/Shipped/).first().waitFor();
    await card(page, 'Customer').getByRole('link').first().waitFor();
    await card(page, 'Resolved, and like it').getByText(`Solved ${word}`).waitFor();
    await card(page, 'Articles that may answer it').getByText(`When drums ${word}`).waitFor();
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';

    const colleague = await come(ben, `/tickets/${id}`);
    await Promise.all([page, colleague.page].map(each => each.getByText('is here').first().waitFor()));

    const sheet = Buffer.from(randomBytes(2000).toString('hex'));
    await fetch(`${house.mailboxUrl}/api/failures`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ code: 451 }) });
    await page.getByRole('textbox', { name: 'Reply' }).click();
    await page.keyboard.type('Keep it upright. The sheet is attached.');
    await colleague.page.getByText('is replying').first().waitFor();
    await page.locator('input[type=file]').setInputFiles({ name: 'sheet.txt', mimeType: 'text/plain', buffer: sheet });
    await page.getByRole('button', { name: 'Remove sheet.txt' }).waitFor();
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByRole('log').getByText('Queued', { exact: true }).waitFor();
    const tried = () => owner.ask<{ jobs: { nodes: { attempts: number }[] } }>('{ jobs(filter: { name: "ticketing.send" }, first: 1) { nodes { attempts } } }');
    await until(tried, ({ jobs }) => (jobs.nodes[0]?.attempts ?? 0) > 0);
    const whileBusy = [(await ticketOf(ann, id)).messages.nodes.at(-1)?.delivery, await page.getByRole('log').getByText('Sent', { exact: true }).count()];
    await Promise.all([page, colleague.page].map(each => each.getByRole('log').getByText('Sent', { exact: true }).waitFor()));
    await wall.page.waitForFunction(count => document.querySelector('[data-figure="Open now"] [data-flash]')?.textContent === String(count), before);
    const mail = await PostalMime.parse((await sinkOf(house, from))[0]!);
    const partner = house.stranger({ authorization: `Bearer ${await organization.apiKey(['ticket.read'])}` });
    const seen = await partner.ask('query ($id: ID!) { ticket(id: $id) { status messages { nodes { kind delivery attachments { name size } } } } }', { id });

    expect(whileBusy).toEqual(['QUEUED', 0]); // nobody is told that it was sent before a mail server took it
    expect(mail).toMatchObject({ inReplyTo: messageId, references: messageId, subject: `Re: Drum ${word}` });
    expect(Buffer.from(mail.attachments[0]?.content as ArrayBuffer).equals(sheet)).toBe(true);
    expect(seen).toEqual({ ticket: { status: 'PENDING', messages: { nodes: [{ kind: 'INBOUND', delivery: null, attachments: [] }, { kind: 'REPLY', delivery: 'SENT', attachments: [{ name: 'sheet.txt', size: 4000 }] }] } } });
    expect([inbox.loads(), wall.loads()]).toEqual([1, 1]);

    const asked = await asks(analyst, `query Case { ticket(id: "${id}") { status messages { nodes { kind delivery } } } }`);
    await result(asked, '"SENT"');
    const watching = await asks(analyst, `subscription Case { ticketChanged(id: "${id}") { status } }`);
    await watching.getByRole('button', { name: /^Stop query/ }).waitFor();
    await watching.waitForTimeout(500);
    await does(ann, 'ticketChangeStatus', { id, status: 'RESOLVED' });
    await result(watching, '"RESOLVED"');
  }, 240_000);
});
