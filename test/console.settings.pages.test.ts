import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { chromiumPath, faultsOf, looks, openBrowser, openHouse, visit, type Organization, type Person, type TestHouse, type Visitor } from '@deskgraph/testing';
import type { Browser, Page } from 'playwright-core';

const inChromium = chromiumPath === null ? describe.skip : describe;
/** Every page of settings that tests of single pages do not open, with what it says when it is there. */
const pages: readonly (readonly [path: string, words: string])[] = [
  ['organization', 'Signed up'],
  ['roles', 'Built in'],
  ['teams', 'Team of'],
  ['mailboxes', 'How mail gets to'],
  ['connections', 'Address Switchboard'],
  ['deliveries', 'Handled'],
  ['jobs', 'accounts.mail'],
  ['schedules', 'operations.tidy'],
  ['parked-events', 'test.furnished'],
  ['integrations', 'The log'],
  ['audit', 'role.create'],
];

let house: TestHouse;
let browser: Browser;
let organization: Organization;
let desk: Visitor;
let page: Page;
const visitors: Visitor[] = [];

beforeAll(async () => {
  if (chromiumPath === null) return;
  [house, browser] = await Promise.all([openHouse(), openBrowser()]);
  organization = await house.furnished('Settings');
  desk = await come(await organization.as('owner'));
  ({ page } = desk);
}, 120_000);
afterEach(() => {
  expect(visitors.flatMap(({ wrongs }) => wrongs.splice(0))).toEqual([]); // nobody asked elsewhere, and no policy was broken
});
afterAll(() => (chromiumPath === null ? undefined : browser.close()));

async function come(person: Person): Promise<Visitor> {
  const visitor = await visit(browser, { url: house.url, cookie: person.cookie });
  visitors.push(visitor);
  return visitor;
}

const sees = (words: string | RegExp) => page.getByText(words).first().waitFor();

inChromium('settings', () => {
  it('lead whoever begins through the first steps, and no longer once they are done', async () => {
    const fresh = await house.organization('Beginner');
    const founder = await fresh.as('owner');
    const begun = await come(founder);
    await begun.open('/settings/you');
    await begun.page.getByText('First steps').first().waitFor();
    await begun.page.getByRole('link', { name: 'Connect', exact: true }).click();
    await begun.page.getByText('No mailboxes').waitFor();
    await founder.ask('mutation ($input: MailboxCreateInput!) { mailboxCreate(input: $input) { refusal { code } } }', { input: { name: 'Support', address: 'support@beginner.example' } });
    await begun.open('/settings/you');
    await begun.page.getByText('What your role may do').waitFor();
    await begun.page.waitForTimeout(500);

    expect(await begun.page.getByText('First steps').count()).toBe(0);
    await begun.context.close();
  });

  it('are walked through with the keyboard alone, and offer nobody what they may not see', async () => {
    const agent = await come(await organization.as('viewer'));
    await agent.open('/settings/you');
    await agent.page.getByRole('navigation', { name: 'Settings' }).waitFor();
    const offered = await agent.page.getByRole('navigation', { name: 'Settings' }).getByRole('link').allInnerTexts();
    await agent.page.getByRole('link', { name: 'Roles' }).focus();
    await agent.page.keyboard.press('Enter');
    const summary = agent.page.locator('summary').first();
    await summary.waitFor();
    await summary.focus();
    await agent.page.keyboard.press('Enter');
    await agent.page.getByText('See who the members are.').first().waitFor();

    expect(offered).not.toEqual(expect.arrayContaining(['Jobs']));
    expect(offered).toEqual(expect.arrayContaining(['You', 'Sessions', 'Roles']));
    expect(await agent.page.getByRole('button', { name: 'Create role' }).count()).toBe(0);
    await agent.context.close();
  });

  it.each(pages)('/settings/%s meet WCAG 2.2 AA at both widths and themes', async (path, words) => {
    await desk.look({ width: 1280, scheme: 'light' });
    await desk.open(`/settings/${path}`);
    await sees(words);
    await page.waitForTimeout(300);
    const found: string[] = [];
    for (const look of looks) {
      await desk.look(look);
      found.push(...(await faultsOf(page)).map(fault => `${String(look.width)} px, ${look.scheme}: ${fault}`));
    }

    expect(found).toEqual([]);
    expect(await page.title()).toBe('Settings · Deskgraph');
  });
});
