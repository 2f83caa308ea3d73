import { chromiumPath, faultsOf, looks, openBrowser, openHouse, visit, type Organization, type Person, type TestHouse, type Visitor } from '@deskgraph/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';

const inChromium = chromiumPath === null ? describe.skip : describe;

let house: TestHouse;
let browser: Browser;
let organization: Organization;
let owner: Person;
let visitor: Visitor;

beforeAll(async () => {
  if (chromiumPath === null) return;
  [house, browser] = await Promise.all([openHouse(), openBrowser()]);
  organization = await house.organization('Rooms');
  owner = await organization.as('owner');
  visitor = await visit(browser, { url: house.url, cookie: owner.cookie });
  visitor.context.setDefaultTimeout(15_000);
});
afterEach(() => {
  expect(visitor.wrongs.splice(0)).toEqual([]);
});
afterAll(() => (chromiumPath === null ? undefined : browser.close()));

const sees = (page: Page, words: string | RegExp) => page.getByText(words).first().waitFor();
const click = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** Adds a customer, who is reached by an address where one is given. */
async function known(name: string, mail?: string): Promise<{ id: string; version: number }> {
  const input = mail ? { name, identities: [{ kind: 'MAIL', value: mail }] } : { name };
  const verb = mail ? 'customerFindOrCreate' : 'customerCreate';
  const type = mail ? 'CustomerFindOrCreateInput' : 'CustomerCreateInput';
  const answer = await owner.ask<Record<string, { customer: { id: string; version: number } }>>(`mutation ($input: ${type}!) { ${verb}(input: $input) { customer { id version } } }`, { input });
  return answer[verb]?.customer ?? { id: '', version: 0 };
}

const update = (input: object) => owner.ask('mutation ($input: CustomerUpdateInput!) { customerUpdate(input: $input) { refusal { message } } }', { input });

inChromium('customers', () => {
  it('are found by how a word of their name begins, and opened, by keyboard alone', async () => {
    await known('Quentin Moreau', 'quentin@moreau.example');
    const { page, open } = visitor;
    await open('/customers');
    await sees(page, 'Quentin Moreau');

    await page.keyboard.press('/');
    await page.keyboard.type('mor');
    await page.waitForURL(/text=mor/);
    await page.getByRole('link', { name: 'Quentin Moreau' }).focus();
    await page.keyboard.press('Enter');

    await page.getByRole('heading', { level: 1, name: 'Quentin Moreau' }).waitFor();
    await sees(page, 'quentin@moreau.example');
  });

  it('are added in a dialog that leads to their page', async () => {
    const { page, open } = visitor;
    await open('/customers');
    await click(page, 'Add customer');
    await page.getByLabel('Name', { exact: true }).fill('Ragna Sund');
    await page.locator('form').getByRole('button', { name: 'Add customer' }).click();

    await page.getByRole('heading', { level: 1, name: 'Ragna Sund' }).waitFor();
    await sees(page, 'Nothing happened yet');
  });

  it('change here when they are changed elsewhere', async () => {
    const { id, version } = await known('Sixten Berg');
    const { page, open } = visitor;
    await open(`/customers/${id}`);
    await sees(page, 'Nothing happened yet');
    await page.waitForTimeout(500); // the socket opens

    await update({ id, version, note: 'Prefers mornings' });

    await sees(page, 'Prefers mornings');
    expect(await page.locator('[data-flash="1"]').innerText()).toBe('Prefers mornings');
  });

  it('that somebody changed meanwhile are told as they are now, and both changes are kept', async () => {
    const { id, version } = await known('Tove Lind');
    const { page, open } = visitor;
    await open(`/customers/${id}`);
    await click(page, 'Edit');
    await page.getByLabel('Language').fill('sv');
    await update({ id, version, note: 'Theirs' });
    await click(page, 'Save');

    await sees(page, 'Somebody has changed this customer since.');
    await sees(page, 'Note is now “Theirs”.');
    await sees(page, /^Request/);
    expect(await faultsOf(page)).toEqual([]);
    await click(page, 'Save my changes over it');

    await sees(page, 'Swedish');
    const { customer } = await owner.ask<{ customer: object }>('query ($id: ID!) { customer(id: $id) { language note } }', { id });
    expect(customer).toEqual({ language: 'sv', note: 'Theirs' });
  });

  it('take a note, which stands first in the timeline', async () => {
    const { id } = await known('Ulla Norr');
    const { page, open } = visitor;
    await open(`/customers/${id}`);
    await page.getByLabel('Note', { exact: true }).fill('Met at the fair.');
    await page.keyboard.press('Control+Enter');

    await page.getByRole('list', { name: 'Timeline' }).getByText('Met at the fair.').waitFor();
    expect(await page.getByLabel('Note', { exact: true }).inputValue()).toBe('');
  });

  it('are merged after a look at what each field comes to, say where they went, and go back', async () => {
    const source = await known('V. Holm', 'v@holm.example');
    await known('Vera Holm', 'vera@holm.example');
    await update({ ...source, note: 'Only here' });
    const { page, open } = visitor;
    await open(`/customers/${source.id}`);
    await sees(page, 'v@holm.example');
    await click(page, 'Merge');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Goes on as').first().fill('Vera');
    await page.getByRole('option', { name: /Vera Holm/ }).click();
    await dialog.getByRole('row', { name: /Note.*Only here.*Only here/ }).waitFor();
    await sees(page, /^What moves: 1 address or number,/);
    expect(await faultsOf(page)).toEqual([]);
    await click(page, 'Merge into Vera Holm');

    await page.getByRole('heading', { level: 1, name: 'Vera Holm' }).waitFor();
    await sees(page, 'v@holm.example');
    await open(`/customers/${source.id}`);
    await sees(page, 'This customer goes on as');
    expect(await page.getByRole('button', { name: 'Edit' }).count()).toBe(0);
    expect(await faultsOf(page)).toEqual([]);
    await click(page, 'Undo the merge');

    await page.getByRole('button', { name: 'Edit' }).waitFor();
    await sees(page, 'v@holm.example');
  });

  it('of whom a role may not see the address are shown without it', async () => {
    const { id } = await known('Wilma Dahl', 'wilma@dahl.example');
    const { cookie } = await organization.as('viewer');
    const other = await visit(browser, { url: house.url, cookie });
    other.context.setDefaultTimeout(15_000);
    await other.open(`/customers/${id}`);
    await sees(other.page, 'Reached by');

    expect(await other.page.getByRole('button', { name: 'Merge' }).count()).toBe(0);
    await other.context.close();
  });

  it.each([
    ['/customers', 'Reached by'],
    ['/customers?text=nobodyatall', 'No customer matches'],
    ['/customers?tab=companies', 'No companies yet'],
  ])('meet WCAG 2.2 AA at %s, at both widths and themes', async (path, words) => {
    await known('Xenia Ek');
    await visitor.open(path);
    await (words === 'Reached by' ? sees(visitor.page, 'Xenia Ek') : sees(visitor.page, words));

    await isWhole();
  });

  it('meet WCAG 2.2 AA on the page of one, at both widths and themes', async () => {
    const { id } = await known('Ylva Fors', 'ylva@fors.example');
    await visitor.open(`/customers/${id}`);
    await sees(visitor.page, 'ylva@fors.example');

    await isWhole();
  });
});

async function isWhole(): Promise<void> {
  const found: string[] = [];
  for (const each of looks) {
    await visitor.look(each);
    found.push(...(await faultsOf(visitor.page)).map(fault => `${String(each.width)} px, ${each.scheme}: ${fault}`));
  }
  await visitor.look({ width: 1280, scheme: 'light' });
  expect(found).toEqual([]);
}
