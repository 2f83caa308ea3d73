import { chromiumPath, faultsOf, looks, openBrowser, openHouse, visit, type Organization, type Person, type TestHouse, type Visitor } from '@deskgraph/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { ingest, orderOf, saying, step } from '../subgraphs/commerce/test/shop.js';

const inChromium = chromiumPath === null ? describe.skip : describe;

let house: TestHouse;
let browser: Browser;
const visitors: Visitor[] = [];

beforeAll(async () => {
  if (chromiumPath !== null) [house, browser] = await Promise.all([openHouse(), openBrowser()]);
});
afterEach(() => {
  expect(visitors.flatMap(({ wrongs }) => wrongs.splice(0))).toEqual([]);
});
afterAll(() => (chromiumPath === null ? undefined : browser.close()));

/** An organization with tickets of these subjects, its agent, and a page of theirs. */
async function desk(subjects: readonly string[], path = '/inbox/open', width = 1280): Promise<Visitor & { organization: Organization; agent: Person }> {
  const organization = await house.organization('Inbox');
  const agent = await organization.as('agent');
  for (const subject of subjects) await write(agent, subject);
  const visitor = await visit(browser, { url: house.url, cookie: agent.cookie, look: { width, scheme: 'light' } });
  visitors.push(visitor);
  visitor.context.setDefaultTimeout(15_000); // a desk asks more before it stands than other pages do
  await visitor.open(path);
  if (subjects.length > 0) await row(visitor.page, subjects[0] ?? '').waitFor();
  return { ...visitor, organization, agent };
}

async function write(person: Person, subject: string, input: object = {}): Promise<string> {
  const mutation = 'mutation ($input: TicketCreateInput!) { ticketCreate(input: $input) { ticket { id } refusal { message } } }';
  const { ticketCreate } = await person.ask<{ ticketCreate: { ticket: { id: string } } }>(mutation, { input: { subject, text: `About ${subject}.`, requesterName: 'Ada Ånder', ...input } });
  return ticketCreate.ticket.id;
}

const row = (page: Page, subject: string) => page.getByRole('row').filter({ hasText: subject });
const order = async (page: Page): Promise<string[]> => {
  const rows = await page.getByRole('row').evaluateAll(found => found.map(one => ({ at: Number(one.getAttribute('aria-rowindex')), subject: one.querySelector('a')?.textContent ?? '' })));
  return rows.sort((a, b) => a.at - b.at).map(({ subject }) => subject);
};
const click = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();
const away = (page: Page) => page.mouse.move(900, 500);
const focusedSubject = (page: Page) => page.evaluate(() => document.activeElement?.querySelector('a')?.textContent ?? null);
const statusOf = async (person: Person, id: string): Promise<string> => (await person.ask<{ ticket: { status: string } }>('query ($id: ID!) { ticket(id: $id) { status } }', { id })).ticket.status;

async function until<T>(ask: () => Promise<T>, wanted: T): Promise<T> {
  for (const end = Date.now() + 8000; ; await new Promise(done => setTimeout(done, 50))) {
    const answer = await ask();
    if (JSON.stringify(answer) === JSON.stringify(wanted) || Date.now() > end) return answer;
  }
}

inChromium('the inbox', () => {
  it('shows within two seconds what the API makes, changes a row in place, and fades one that leaves while somebody is at the list', async () => {
    const { page, organization, agent, context } = await desk(['First']);
    const other = await organization.as('owner');
    await away(page);
    await page.waitForTimeout(500); // the subscription opens beside the page
    const id = await write(other, 'Second');
    await row(page, 'Second').waitFor({ timeout: 2000 });
    await row(page, 'Second').getByRole('img', { name: 'Unread' }).waitFor();

    await other.ask('mutation ($id: ID!) { ticketChangePriority(input: { id: $id, priority: URGENT }) { refusal { code } } }', { id });
    await row(page, 'Second').getByText('Urgent').waitFor();
    await row(page, 'First').hover();
    await other.ask('mutation ($id: ID!) { ticketChangeStatus(input: { id: $id, status: RESOLVED }) { refusal { code } } }', { id });
    await row(page, 'Second').getByText('No longer in this list').waitFor();
    await away(page);
    await row(page, 'Second').waitFor({ state: 'detached' });

    expect(await order(page)).toEqual(['First']);
    expect(await statusOf(agent, id)).toBe('RESOLVED');
    await context.close();
  });

  it('keeps its order under the pointer: what is new gathers, and comes when it is asked for', async () => {
    const { page, organization, context } = await desk(['One', 'Two', 'Three']);
    const other = await organization.as('owner');
    await row(page, 'Two').hover();

    await write(other, 'Four');
    await write(other, 'Five');
    await page.getByRole('button', { name: '2 new' }).waitFor();
    const kept = await order(page);
    await click(page, '2 new');

    expect(kept).toEqual(['Three', 'Two', 'One']);
    expect(await until(() => order(page), ['Five', 'Four', 'Three', 'Two', 'One'])).toEqual(['Five', 'Four', 'Three', 'Two', 'One']);
    await context.close();
  });

  it('is worked by keys alone: walked, opened, resolved and taken back', async () => {
    const { page, agent, context } = await desk(['One', 'Two', 'Three']);
    const id = (await agent.ask<{ tickets: { nodes: { id: string }[] } }>('{ tickets(filter: { search: "two" }) { nodes { id } } }')).tickets.nodes[0]?.id ?? '';

    await page.keyboard.press('j');
    const first = await focusedSubject(page);
    await page.keyboard.press('j');
    const second = await focusedSubject(page);
    await page.keyboard.press('e');
    await page.getByText('Ticket resolved.').waitFor();
    const resolved = await until(() => statusOf(agent, id), 'RESOLVED');
    const next = await focusedSubject(page);
    await page.keyboard.press('Shift+Z');
    await page.getByText('Taken back.').waitFor();
    const back = await until(() => statusOf(agent, id), 'OPEN');
    await page.keyboard.press('i');
    await page.getByText(/given to/).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/inbox\/open\/[0-9a-f-]{36}$/);
    await page.keyboard.press('/');

    expect([first, second, next]).toEqual(['Three', 'Two', 'One']);
    expect([resolved, back]).toEqual(['RESOLVED', 'OPEN']);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Search tickets');
    await context.close();
  });

  it('does what is asked to the ticket one looks at, and to the chosen rows before it', async () => {
    const { page, agent, context } = await desk(['One', 'Two', 'Three']);
    const ids = (await agent.ask<{ tickets: { nodes: { id: string; subject: string }[] } }>('{ tickets { nodes { id subject } } }')).tickets.nodes;
    const statuses = () => Promise.all(['One', 'Two', 'Three'].map(subject => statusOf(agent, ids.find(one => one.subject === subject)?.id ?? '')));
    const pick = async (subject: string): Promise<void> => {
      await row(page, subject).hover();
      await row(page, subject).getByRole('checkbox').click();
    };

    await row(page, 'Three').click();
    await page.getByRole('log').waitFor();
    await pick('One');
    await pick('One');
    await page.getByRole('log').click();
    await page.keyboard.press('e');
    const looked = await until(statuses, ['OPEN', 'OPEN', 'RESOLVED']);
    await pick('One');
    await page.getByText('1 selected').waitFor();
    await row(page, 'Two').getByText('About').click();
    await page.getByRole('article', { name: /^Ticket/ }).getByRole('heading', { name: /Two/ }).waitFor();
    await page.keyboard.press('e');
    const chosen = await until(statuses, ['RESOLVED', 'OPEN', 'RESOLVED']);

    expect([looked, chosen]).toEqual([['OPEN', 'OPEN', 'RESOLVED'], ['RESOLVED', 'OPEN', 'RESOLVED']]);
    await context.close();
  });

  it('shows how many orders of who wrote are open', async () => {
    const { page, organization, context } = await desk([]);
    const owner = await organization.as('owner');
    const buyerEmail = `${crypto.randomUUID()}@example.com`;
    const ids: (string | undefined)[] = [];
    for (const _ of [1, 2, 3]) ids.push((await ingest(owner, saying({ sku: 'NONE' }, { buyerEmail }))).order?.id);
    await step(owner, 'orderCancel', { id: ids[0] });
    await until(async () => (await Promise.all(ids.map(async id => orderOf(owner, id ?? '')))).every(({ customer }) => customer !== null), true);

    await write(owner, 'Where is it?', { requesterAddress: buyerEmail });

    await row(page, 'Where is it?').getByRole('img', { name: '2 open orders' }).waitFor();
    await context.close();
  });

  it('reads on to its end beside an open ticket, and says where it cannot; also for who may not see orders', async () => {
    const { page, agent, organization, context } = await desk([]);
    const catalogue = JSON.parse(readFileSync(new URL('../schema/permissions.json', import.meta.url), 'utf8')) as Record<string, { roles: string[] }>;
    const rest = Object.keys(catalogue).filter(atom => catalogue[atom]?.roles.includes('agent') && atom !== 'order.read');
    await house.sql(`update accounts.role set built_in = false, permissions = $2 where organization_id = $1 and key = 'agent'`, [organization.id, rest]);
    await until(async () => (await agent.askRaw('{ orders { totalCount } }')).body.errors?.[0]?.extensions['code'], 'FORBIDDEN');
    for (let nr = 1; nr <= 130; nr++) await write(agent, `Nr. ${String(nr)}.`);
    let isCut = true;
    await context.route('**/graphql', route => (isCut && (route.request().postData() ?? '').includes('"after":"') ? route.abort() : route.fallback()));
    await page.goto(new URL('/inbox/all', house.url).href);

    await row(page, 'Nr. 130.').click();
    await page.waitForURL(/\/inbox\/all\/[0-9a-f-]{36}$/);
    for (let step = 0; step < 49; step++) await page.keyboard.press('j');
    await page.getByText('More could not be read.').waitFor();
    isCut = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('Reading more').or(row(page, 'Nr. 80.')).first().waitFor();
    for (let step = 0; step < 300 && (await row(page, 'Nr. 1.').count()) === 0; step++) await page.keyboard.press('j');
    await row(page, 'Nr. 1.').waitFor();

    expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe('130');
    await context.close();
  });

  it('is searched and narrowed in its address, and kept as a view that can be renamed and deleted', async () => {
    const { page, context } = await desk(['Leaking drum', 'Late order']);

    await page.keyboard.press('/');
    await page.keyboard.type('d');
    await page.waitForURL('**/open?q=d'); // a hand that rests goes on in the field
    await page.keyboard.type('ru');
    await page.waitForURL('**/open?q=dru');
    const narrowed = await until(() => order(page), ['Leaking drum']);
    const { search } = new URL(page.url());
    await click(page, 'Save as view');
    await page.getByLabel('Name', { exact: true }).fill('Drums');
    await page.locator('form').getByRole('button', { name: 'Save view' }).click();
    await page.getByRole('button', { name: /^Drums/ }).waitFor();
    const saved = await until(() => order(page), ['Leaking drum']);

    await click(page, 'Options of the list');
    await page.getByRole('menuitem', { name: 'Rename' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Barrels');
    await page.locator('form').getByRole('button', { name: 'Rename' }).click();
    await page.getByRole('button', { name: /^Barrels/ }).waitFor();
    await click(page, 'Options of the list');
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await click(page, 'Delete view');
    await page.waitForURL('**/inbox/open');

    expect([search, narrowed]).toEqual(['?q=dru', ['Leaking drum']]);
    expect(saved).toEqual(['Leaking drum']);
    await context.close();
  });

  it('does one thing to many, tells whose no it was, and takes the rest back', async () => {
    const { page, agent, organization, context } = await desk(['One', 'Two', 'Three']);
    const owner = await organization.as('owner');
    const ids = (await agent.ask<{ tickets: { nodes: { id: string; subject: string }[] } }>('{ tickets { nodes { id subject } } }')).tickets.nodes;
    const idOf = (subject: string): string => ids.find(one => one.subject === subject)?.id ?? '';

    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('Shift+X');
    await page.getByText('3 selected').waitFor();
    await owner.ask('mutation ($source: ID!, $target: ID!) { ticketMerge(input: { sourceId: $source, targetId: $target }) { refusal { code } } }', { source: idOf('One'), target: idOf('Two') });
    await page.keyboard.press('s');
    await page.getByRole('button', { name: 'Change status' }).click();
    await page.getByText('2 tickets resolved.').waitFor();
    await page.getByText(/It was merged and goes on/).waitFor();
    const done = await Promise.all(['Two', 'Three'].map(subject => statusOf(agent, idOf(subject))));
    await click(page, 'Undo');
    await page.getByText('Taken back.').waitFor();

    expect(done).toEqual(['RESOLVED', 'RESOLVED']);
    expect(await until(() => Promise.all(['Two', 'Three'].map(subject => statusOf(agent, idOf(subject)))), ['OPEN', 'OPEN'])).toEqual(['OPEN', 'OPEN']);
    await context.close();
  });

  it('writes a ticket down, and opens it', async () => {
    const { page, context } = await desk([]);
    await page.getByText('No open tickets').waitFor();

    await click(page, 'New ticket');
    await page.getByLabel('Subject').fill('By telephone');
    await page.getByLabel('What they ask').fill('Where is my order?');
    await click(page, 'Create ticket');
    await page.waitForURL(/\/inbox\/open\/[0-9a-f-]{36}$/);

    await row(page, 'By telephone').waitFor();
    await context.close();
  });

  it('is one pane on a telephone: the list, then the ticket and the way back', async () => {
    const { page, context } = await desk(['One'], '/inbox/open', 390);

    await row(page, 'One').click();
    await page.getByRole('link', { name: 'Back to the list' }).waitFor();
    const isListShown = await row(page, 'One').isVisible();
    await page.getByRole('link', { name: 'Back to the list' }).click();

    await row(page, 'One').waitFor();
    expect(isListShown).toBe(false);
    await context.close();
  });

  it('is for everybody, wide and narrow, by day and by night', async () => {
    const { page, agent, look, context } = await desk(['One', 'Two']);
    await write(agent, 'Three', { priority: 'URGENT', tags: ['drum', 'leak', 'late'] });
    await row(page, 'Three').waitFor();
    const faults: string[] = [];

    for (const each of looks) {
      await look(each);
      faults.push(...(await faultsOf(page)));
      await click(page, /Choose a view/);
      await page.getByRole('menu').waitFor();
      faults.push(...(await faultsOf(page)));
      await page.keyboard.press('Escape');
      await click(page, 'Filter');
      await page.getByRole('dialog').waitFor();
      faults.push(...(await faultsOf(page)));
      await page.keyboard.press('Escape');
    }

    expect(faults).toEqual([]);
    await context.close();
  }, 90_000);
});
