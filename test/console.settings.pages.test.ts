import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chromiumPath, faultsOf, looks, openBrowser, openHouse, visit, type Visitor } from '@deskgraph/testing';
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
  ['audit', 'done to'],
];
/** What opens over them: by a button, or the first row of a list. */
const dialogs: readonly (readonly [path: string, button: string | null, words: string])[] = [
  ['roles', 'Create role', 'Make API keys.'],
  ['connections', 'Connect', 'Signing secret'],
  ['deliveries', null, 'ringing'],
  ['jobs', null, 'Request'],
  ['parked-events', null, 'Place in the log'],
  ['audit', 'Export', 'Write the file'],
];

let browser: Browser;
let desk: Visitor;
let page: Page;

beforeAll(async () => {
  if (chromiumPath === null) return;
  const [house, opened] = await Promise.all([openHouse(), openBrowser()]);
  browser = opened;
  desk = await visit(browser, { url: house.url, cookie: (await (await house.furnished('Settings')).as('owner')).cookie });
  ({ page } = desk);
}, 120_000);
afterAll(() => (chromiumPath === null ? undefined : browser.close()));

const dialog = () => page.getByRole('dialog');

async function faultsInEachLook(): Promise<string[]> {
  await page.waitForTimeout(300); // what fades in is not looked at half-way
  const found: string[] = [];
  for (const look of looks) {
    await desk.look(look);
    found.push(...(await faultsOf(page)).map(fault => `${String(look.width)} px, ${look.scheme}: ${fault}`));
  }
  return found;
}

inChromium('settings', () => {
  it.each(pages)('/settings/%s meet WCAG 2.2 AA at both widths and themes', async (path, words) => {
    await desk.look({ width: 1280, scheme: 'light' });
    await desk.open(`/settings/${path}`);
    await page.getByText(words).first().waitFor();
    const found = await faultsInEachLook();

    expect([found, desk.wrongs]).toEqual([[], []]);
    expect(await page.title()).toMatch(/^(?!Settings)[A-Z][A-Za-z ]+ · Deskgraph$/);
  });

  it.each(dialogs)('/settings/%s meet it with what opens over them, too', async (path, button, words) => {
    await desk.look({ width: 1280, scheme: 'light' });
    await desk.open(`/settings/${path}`);
    if (button === null) await page.locator('main li button').first().click();
    else await page.getByRole('button', { name: button, exact: true }).click();
    await dialog().getByText(words).first().waitFor();
    const found = await faultsInEachLook();
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });

    expect(found).toEqual([]);
  });
});
