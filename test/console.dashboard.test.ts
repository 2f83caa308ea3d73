import { chromiumPath, faultsOf, looks, openBrowser, openHouse, visit, type Organization, type Person, type TestHouse, type Visitor } from '@deskgraph/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page, WebSocketRoute } from 'playwright-core';
import { opened } from '../subgraphs/ticketing/test/desk.js';

jest.setTimeout(90_000);
/** Three rooms are asked, and charts drawn. */
const patienceMs = 20_000;
const inChromium = chromiumPath === null ? describe.skip : describe;
let house: TestHouse;
let browser: Browser;
let organization: Organization;
let agent: Person;
const visitors: Visitor[] = [];

beforeAll(async () => {
  if (chromiumPath === null) return;
  [house, browser] = await Promise.all([openHouse(), openBrowser()]);
  organization = await house.organization('Dashboard');
  agent = await organization.as('agent');
  for (const channel of ['first', 'second', 'third']) await opened(agent, { subject: channel });
});
afterEach(() => {
  expect(visitors.flatMap(({ wrongs }) => wrongs.splice(0))).toEqual([]); // nobody asked elsewhere, and no policy was broken
});
afterAll(() => (chromiumPath === null ? undefined : browser.close()));

/** Comes to a page of the desk; the line of its socket can be cut. */
async function come(path: string, person = agent): Promise<Visitor & { cut(): void; mend(): void }> {
  const visitor = await visit(browser, { url: house.url, cookie: person.cookie });
  const lines: WebSocketRoute[] = [];
  let isCut = false;
  await visitor.page.routeWebSocket('**/graphql', line => {
    if (isCut) return void line.close({ code: 3001 });
    line.connectToServer();
    lines.push(line);
  });
  visitor.context.setDefaultTimeout(patienceMs);
  visitors.push(visitor);
  await visitor.open(path);
  return {
    ...visitor,
    cut() {
      isCut = true;
      for (const line of lines.splice(0)) void line.close({ code: 3001 });
    },
    mend: () => void (isCut = false),
  };
}
const figure = (page: Page, title: string) => page.locator(`[data-figure="${title}"]`);
const valueOf = async (page: Page, title: string): Promise<number> => Number(await figure(page, title).locator('[data-flash]').innerText());

inChromium('the dashboard', () => {
  it('counts a ticket within two seconds, without being loaded again, and marks the number once', async () => {
    const { page } = await come('/dashboard?span=7');
    await figure(page, 'Open now').waitFor();
    const before = await valueOf(page, 'Open now');

    const since = Date.now();
    await opened(agent);
    await figure(page, 'Open now').locator('[data-flash="1"]').waitFor();

    expect(Date.now() - since).toBeLessThan(2000);
    expect(await valueOf(page, 'Open now')).toBe(before + 1);
    expect(await valueOf(page, 'Came in')).toBe(before + 1);
  });

  it('leads to the rows behind a number: as many as it says', async () => {
    const { page } = await come('/dashboard?span=28');
    await figure(page, 'Came in').waitFor();
    const count = await valueOf(page, 'Came in');
    await figure(page, 'Came in').getByRole('link').focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/inbox/all?**');

    const { createdFrom, createdBefore } = Object.fromEntries(new URL(page.url()).searchParams);
    const { tickets } = await agent.ask<{ tickets: { totalCount: number } }>('query ($filter: TicketFilter) { tickets(filter: $filter) { totalCount } }', { filter: { createdFrom, createdBefore } });

    expect(tickets.totalCount).toBe(count);
  });

  it('says in a table what a chart shows, and gives it as CSV', async () => {
    const { page } = await come('/dashboard?span=7');
    const chart = page.getByRole('region', { name: 'By status', exact: true });
    await chart.waitFor();
    const drawn = await chart.getByRole('listitem').allInnerTexts();
    await chart.getByText('Table').click();
    const written = await chart.locator('tbody tr').allInnerTexts();
    const [download] = await Promise.all([page.waitForEvent('download'), chart.getByRole('button', { name: 'Download By status as CSV' }).click()]);

    const flat = (rows: string[]): string[] => rows.map(row => row.split(/\s+/).join(' '));
    expect(flat(written)).toEqual(flat(drawn));
    expect(download.suggestedFilename()).toBe('By status.csv');
  });

  it('keeps its time and zone in the address', async () => {
    const { page } = await come('/dashboard?span=7&zone=Asia/Kolkata');
    await page.getByText('90 days', { exact: true }).click();
    await page.waitForURL('**/dashboard?span=90&zone=Asia%2FKolkata');

    expect(await page.getByLabel('Time zone').inputValue()).toMatch(/^Asia\/(Kolkata|Calcutta)$/);
  });

  it('becomes a wall by a key, which says since when it has no connection', async () => {
    const { page, cut, mend } = await come('/dashboard?span=today');
    await figure(page, 'Open now').waitFor();
    await page.keyboard.press('w');
    await page.locator('[data-wall]').waitFor();
    await figure(page, 'Open now').waitFor();
    expect(await page.getByRole('navigation', { name: 'Places' }).count()).toBe(0);
    expect(await faultsOf(page)).toEqual([]);

    cut();
    const words = page.getByText(/^No connection since \d\d:\d\d:\d\d\. These numbers are not of now\./);
    await words.waitFor();
    expect(await faultsOf(page)).toEqual([]);
    mend();
    await words.waitFor({ state: 'detached' });
    await page.keyboard.press('w');

    await page.getByRole('heading', { name: 'Dashboard' }).waitFor();
  });

  it('is whole where there is nothing yet', async () => {
    const { page } = await come('/dashboard', await (await house.organization('New-dashboard')).as('owner'));
    await page.getByText('No tickets in this time').waitFor();

    expect(await valueOf(page, 'Open now')).toBe(0);
    expect(await faultsOf(page)).toEqual([]);
  });

  it('can be read by everybody, at both widths and in both themes', async () => {
    const { page, look } = await come('/dashboard?span=7');
    await figure(page, 'Calls').waitFor();
    const faults: object[] = [];
    for (const one of looks) {
      await look(one);
      await page.waitForTimeout(400);
      faults.push(...(await faultsOf(page)).map(fault => ({ ...one, fault })));
    }

    expect(faults).toEqual([]);
  });
});
