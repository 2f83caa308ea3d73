import { chromiumPath, openBrowser, openHouse, visit, type Organization, type TestHouse, type Visitor } from '@deskgraph/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { opened } from '../subgraphs/ticketing/test/desk.js';

const inChromium = chromiumPath === null ? describe.skip : describe;
let house: TestHouse;
let browser: Browser;
let organization: Organization;
const visitors: Visitor[] = [];

beforeAll(async () => {
  if (chromiumPath === null) return;
  [house, browser] = await Promise.all([openHouse(), openBrowser()]);
  organization = await house.organization('Desk');
});
afterEach(async () => {
  const wrongs = visitors.flatMap(visitor => visitor.wrongs);
  for (const { context } of visitors.splice(0)) await context.close();
  expect(wrongs).toEqual([]);
});
afterAll(() => (chromiumPath === null ? undefined : browser.close()));

async function come(path: string): Promise<Visitor> {
  const visitor = await visit(browser, { url: house.url, cookie: (await organization.as('agent')).cookie });
  visitors.push(visitor);
  return Object.assign(visitor, await visitor.open(path));
}

inChromium('the desk', () => {
  it('says when the line is down, and catches up once it is back', async () => {
    const agent = await organization.as('agent');
    const { page } = await visit(browser, { url: house.url, cookie: agent.cookie }).then(visitor => (visitors.push(visitor), visitor));
    let cut = false;
    const lines: { close(): void }[] = [];
    await page.routeWebSocket('**/graphql', line => {
      if (cut) return void line.close({ code: 1011 });
      line.connectToServer();
      lines.push({ close: () => void line.close({ code: 1011 }) });
    });
    await page.goto(`${house.url}/inbox/open`);
    await page.getByText('No open tickets').first().waitFor();

    cut = true;
    for (const line of lines) line.close();
    await page.getByText('No connection since').waitFor();
    await opened(agent, { subject: 'Came in the dark' });
    cut = false;
    await page.getByText('No connection since').waitFor({ state: 'detached' });

    await page.getByRole('row').filter({ hasText: 'Came in the dark' }).waitFor();
  });

  it('offers a new version, and loads it when asked', async () => {
    const { page } = await come('/settings/you');
    await page.getByText('What your role may do').waitFor();
    await page.route('**/version.json', route => route.fulfill({ json: { entry: 'app-another.js' } }));
    await page.evaluate(() => window.dispatchEvent(new Event('online')));

    await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Load it' }).click()]);
    await page.getByText('What your role may do').waitFor();
  });

  it('is gone through by keys: the sheet says which, the palette finds what is there', async () => {
    const { id } = await opened(await organization.as('agent'), { subject: `Pump ${crypto.randomUUID().slice(0, 8)}` });
    const { page } = await come('/settings/you');
    await page.getByText('What your role may do').waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog').getByText('Find anything').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('Control+k');
    await page.keyboard.type('pump'); // faster than the palette comes
    await page.getByRole('dialog').getByText(/^Pump/).first().click();

    await page.waitForURL(`**/inbox/all/${id}`);
    await page.getByRole('log').waitFor();
  });
});
