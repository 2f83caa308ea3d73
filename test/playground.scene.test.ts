import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { chromiumPath, faultsOf, looks, openBrowser, openHouse, visit, type Organization, type TestHouse, type Visitor } from '@deskgraph/testing';
import type { Browser, Page } from 'playwright-core';

const inChromium = chromiumPath === null ? describe.skip : describe;
const roles = 'query WhoHoldsWhat { roles { name memberCount description } members { nodes { name joinedAt } } }';

let house: TestHouse;
let browser: Browser;
let organization: Organization;
const visitors: Visitor[] = [];
beforeAll(async () => {
  if (chromiumPath === null) return;
  [house, browser] = await Promise.all([openHouse(), openBrowser()]);
  organization = await house.organization('Playing');
});
afterEach(() => {
  expect(visitors.flatMap(({ wrongs }) => wrongs.splice(0))).toEqual([]);
});
afterAll(() => (chromiumPath === null ? undefined : browser.close()));

async function come(role: 'analyst' | 'agent' | 'manager', path = '/playground'): Promise<Visitor> {
  const visitor = await visit(browser, { url: house.url, cookie: (await organization.as(role)).cookie });
  visitor.context.setDefaultTimeout(30_000);
  visitors.push(visitor);
  await visitor.open(path);
  await visitor.page.locator('.result-window .monaco-editor').waitFor({ state: 'attached' });
  return visitor;
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
const editor = (page: Page) => page.locator('.graphiql-query-editor');
const sees = (page: Page, words: string | RegExp) => page.getByText(words).first().waitFor();

/** Writes over what is in the editor, and waits until it is kept. */
async function write(page: Page, text: string): Promise<void> {
  await editor(page).locator('.monaco-editor').first().click({ position: { x: 120, y: 150 } }); // lines may be scrolled out of sight
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
  await page.waitForTimeout(900);
  await page.keyboard.press('Escape'); // what the editor suggests lies over its buttons
}

async function save(page: Page, name: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+s');
  await page.getByRole('dialog').getByLabel('Name').fill(name);
  await button(page, 'Save query').click();
  await sees(page, `“${name}” is saved.`);
}

async function run(page: Page): Promise<void> {
  await button(page, /^Execute query/).click();
  await page.getByRole('status', { name: 'Last answer' }).getByText(/^Cost/).waitFor();
}

inChromium('a question', () => {
  it('is saved, marked when it changes, there again after a reload, and opened by a colleague once it is shared', async () => {
    const { page, context } = await come('analyst');
    await write(page, roles);
    await save(page, 'Who holds what');
    await write(page, 'query WhoHoldsWhat { roles { key } }');
    await sees(page, 'Unsaved changes');

    await page.reload();
    await editor(page).getByText('key').first().waitFor();
    await sees(page, 'Unsaved changes');
    await page.keyboard.press('ControlOrMeta+s');
    await sees(page, '“Who holds what” is saved.');
    expect(await page.getByText('Unsaved changes').count()).toBe(0);
    await button(page, 'Actions for this question').click();
    await page.getByRole('menuitem', { name: 'Share with the organization' }).click();
    await sees(page, 'Everybody in the organization sees it now.');

    const address = new URL(page.url());
    const colleague = await come('agent', address.pathname + address.search);
    await editor(colleague.page).getByText('key').first().waitFor();
    await colleague.page.getByText('Who holds what').first().waitFor();
    expect(address.searchParams.get('query')).toMatch(/^[0-9a-f-]{36}$/);
    await Promise.all([context.close(), colleague.context.close()]);
  }, 120_000);

  it('is not lost when a colleague has saved another meanwhile', async () => {
    const analyst = await organization.as('analyst');
    const create = 'mutation ($input: SavedQueryCreateInput!) { savedQueryCreate(input: $input) { savedQuery { id } } }';
    const made = await analyst.ask<{ savedQueryCreate: { savedQuery: { id: string } } }>(create, { input: { name: 'Kept together', document: '{ roles { name } }', shared: true } });
    const { id } = made.savedQueryCreate.savedQuery;
    const { page, context } = await come('manager', `/playground?query=${id}`);
    await sees(page, 'Kept together');
    await write(page, 'query Roles { roles { id } }');
    await analyst.ask('mutation ($input: SavedQueryUpdateInput!) { savedQueryUpdate(input: $input) { savedQuery { id } } }', { input: { id, version: 1, name: 'Changed together' } });

    await page.keyboard.press('ControlOrMeta+s');
    await sees(page, 'Somebody has changed this query since.');
    await button(page, 'Save mine as another').click();
    await page.getByRole('dialog').getByLabel('Name').fill('Mine');
    await button(page, 'Save query').click();

    await sees(page, '“Mine” is saved.');
    expect(new URL(page.url()).searchParams.get('query')).not.toBe(id);
    await context.close();
  }, 120_000);

  it('is deleted only when nobody takes it back', async () => {
    const { page, context } = await come('analyst');
    const kept = async () => (await (await organization.as('analyst')).ask<{ savedQueries: { nodes: { name: string }[] } }>('{ savedQueries(filter: { search: "Not for" }) { nodes { name } } }')).savedQueries.nodes.length;
    await write(page, roles);
    await save(page, 'Not for long');
    const remove = async () => {
      await button(page, 'Actions for Not for long').click();
      await page.getByRole('menuitem', { name: 'Delete' }).click();
      await sees(page, '“Not for long” is deleted.');
    };
    await button(page, 'Show Saved queries').click();
    await remove();
    await button(page, 'Undo').click();
    await button(page, 'Actions for Not for long').waitFor();
    const before = await kept();
    await remove();
    await page.goto('about:blank'); // whoever leaves does not wait

    for (const end = Date.now() + 5_000; (await kept()) > 0 && Date.now() < end; ) await page.waitForTimeout(100);
    expect([before, await kept()]).toEqual([1, 0]);
    await context.close();
  }, 120_000);

  it('says what it would cost before it runs, why it would be refused, and which field makes it so', async () => {
    const { page, context } = await come('analyst');
    const meter = button(page, /^Cost before it runs/);
    await write(page, roles);
    await meter.getByText('fine').waitFor();
    await write(page, 'query Dear($n: Int = 100) { tickets(first: $n) { nodes { messages(first: 100) { nodes { author { name } } } } } }');
    await meter.getByText('refused').waitFor();
    await meter.click();
    await sees(page, /is more than the 5,000 allowed/);

    expect(await page.getByRole('dialog').getByRole('row').nth(1).innerText()).toMatch(/tickets\.nodes\.messages\.nodes\s+up to 10,000 times\s+10,000/);
    await page.keyboard.press('Escape');
    await context.close();
  }, 120_000);
});

inChromium('an answer', () => {
  it('is a table that can be sorted, a file for spreadsheets, and a chart', async () => {
    const { page, context } = await come('analyst');
    await write(page, roles);
    await run(page);
    await page.getByText('Table', { exact: true }).click();
    const table = page.getByRole('table');
    await table.getByRole('button', { name: 'name' }).click();
    const names = () => table.locator('tbody tr td:first-child').allInnerTexts();
    const ascending = await names();
    await table.getByRole('button', { name: 'name' }).click();
    const descending = await names();
    const [download] = await Promise.all([page.waitForEvent('download'), button(page, 'CSV').click()]);
    const csv = readFileSync(await download.path(), 'utf8');
    await page.getByText('Chart', { exact: true }).click();
    await page.locator('.recharts-bar-rectangle').first().waitFor();

    expect(ascending).toEqual([...ascending].sort());
    expect(descending).toEqual([...ascending].reverse());
    expect(download.suggestedFilename()).toMatch(/^who-holds-what-\d{4}-\d\d-\d\d\.csv$/);
    expect(csv.split('\r\n')[0]).toBe('\uFEFFname,memberCount,description');
    expect(csv.split('\r\n')).toHaveLength(ascending.length + 2);
    expect(await page.getByRole('figure').getAttribute('aria-label')).toMatch(/^memberCount by name, \d+ labels$/);
    await context.close();
  }, 120_000);
});

inChromium('the playground', () => {
  it('meets WCAG 2.2 AA as table, chart, cost and list of saved queries, at both widths and themes', async () => {
    const visitor = await come('analyst');
    const { page, look, context } = visitor;
    const found: string[] = [];
    const check = async (state: string) => {
      for (const each of looks) {
        await look(each);
        found.push(...(await faultsOf(page)).map(fault => `${state}, ${String(each.width)} px, ${each.scheme}: ${fault}`));
        const bar = page.getByRole('banner');
        for (const words of [organization.name, 'Analyst']) if (!(await bar.getByText(words).first().isVisible())) found.push(`${state}, ${String(each.width)} px: ${words} is not seen`);
      }
      await look({ width: 1280, scheme: 'light' });
    };
    await write(page, roles);
    await run(page);
    await page.getByText('Table', { exact: true }).click();
    await check('table');
    await page.getByText('Chart', { exact: true }).click();
    await page.locator('.recharts-bar-rectangle').first().waitFor();
    await check('chart');
    await save(page, `Seen ${crypto.randomUUID()}`);
    await button(page, 'Show Saved queries').click();
    await sees(page, 'Yours');
    await button(page, /^Cost before it runs/).click();
    await sees(page, 'The dearest fields');
    await check('saved and cost');

    expect(found).toEqual([]);
    await context.close();
  }, 120_000);
});
