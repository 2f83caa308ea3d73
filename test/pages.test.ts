import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chromiumPath, openBrowser, openHouse, password, type TestHouse } from '@deskgraph/testing';
import type { Browser, BrowserContext, Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const inChromium = chromiumPath === null ? describe.skip : describe;

let house: TestHouse;
let browser: Browser;
const outside: string[] = [];
const broken: string[] = [];

beforeAll(async () => {
  house = await openHouse();
  if (chromiumPath !== null) browser = await openBrowser();
});
afterAll(async () => { if (chromiumPath !== null) await browser.close(); });

/** A browser of its own, at one of the two widths and themes; everything it asks for is watched. */
async function visitor(width = 1280, colorScheme: 'light' | 'dark' = 'light'): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP: false });
  context.on('request', request => { if (!request.url().startsWith(house.url) && !/^(data|blob):/.test(request.url())) outside.push(request.url()); });
  const page = await context.newPage();
  page.on('console', message => { if (/content.security.policy/i.test(message.text())) broken.push(message.text()); });
  page.on('pageerror', error => broken.push(error.message));
  return { page, context };
}

/** What axe-core finds against WCAG 2.2 AA. The rules run in the page's own world, past its CSP, which stays on. */
async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ').slice(0, 300)}`);
  });
}

/** The link in the newest of `count` mails to an address. */
async function linkIn(email: string, count = 1): Promise<string> {
  const mail = (await house.mails(email, count)).at(-1);
  return mail?.text.match(/http:\/\/localhost\S+/)?.[0] ?? '';
}

inChromium('a newcomer', () => {
  const email = `newcomer-${crypto.randomUUID()}@example.com`;
  const invited = `invited-${crypto.randomUUID()}@example.com`;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    ({ page, context } = await visitor());
  });

  it('signs up, proves the address by the mailed link, signs in and is at home', async () => {
    await page.goto(`${house.url}/sign-up`);
    await page.getByLabel('Organization').fill('Harbour Supply');
    await page.getByLabel('Your name').fill('Nora Newcomer');
    await page.getByLabel('Work email').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Create organization' }).click();
    await page.waitForURL('**/verify');

    await page.goto(await linkIn(email));
    await page.getByRole('link', { name: /sign in/i }).or(page.getByRole('button', { name: /sign in/i })).first().click();
    await page.getByLabel('Email').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();

    await page.getByText('Harbour Supply').first().waitFor();
    expect(new URL(page.url()).pathname).toBe('/');
  });

  it('invites a colleague, who joins from a browser of their own', async () => {
    await page.getByRole('button', { name: /invite/i }).first().click();
    await page.getByLabel(/email/i).last().fill(invited);
    await page.getByRole('dialog').getByRole('button', { name: /invite|send/i }).last().click();
    await page.getByText(invited).first().waitFor();

    const guest = await visitor(390, 'dark');
    await guest.page.goto(await linkIn(invited));
    await guest.page.getByText('Harbour Supply').first().waitFor();
    expect(await faults(guest.page)).toEqual([]);
    await guest.page.getByLabel(/name/i).first().fill('Ivo Invited');
    await guest.page.getByLabel('Password', { exact: true }).fill(password);
    await guest.page.getByRole('button', { name: /join|accept/i }).click();
    await guest.page.getByText('Ivo Invited').first().waitFor();
    await guest.context.close();
  });

  it('finds who it is in the playground, bundled and under the same CSP', async () => {
    await page.goto(`${house.url}/playground`);
    await page.locator('.graphiql-container').waitFor();
    await page.getByText('Harbour Supply').first().waitFor();
    await page.locator('.graphiql-execute-button').click();
    await page.locator('.result-window').getByText('"data"').first().waitFor();
    expect(await faults(page)).toEqual([]);
  });

  it('resets the password, and every session has ended', async () => {
    const other = await visitor();
    await other.page.goto(`${house.url}/reset`);
    await other.page.getByLabel(/email/i).fill(email);
    await other.page.getByRole('button').filter({ hasText: /link|reset|send/i }).first().click();
    await other.page.goto(await linkIn(email, 2));
    await other.page.getByLabel(/password/i).first().fill('another horse, another battery');
    await other.page.locator('form').getByRole('button').last().click();
    await other.page.getByText(/sign in/i).first().waitFor();

    await page.goto(house.url);
    await page.waitForURL('**/sign-in**');
    await other.context.close();
  });

  it('asks nobody but the house, and nothing breaks its policy', async () => {
    await context.close();
    expect(outside).toEqual([]);
    expect(broken).toEqual([]);
  });
});

inChromium.each([['1280 px, light', 1280, 'light'], ['1280 px, dark', 1280, 'dark'], ['390 px, light', 390, 'light'], ['390 px, dark', 390, 'dark']] as const)('every page at %s', (_, width, colorScheme) => {
  it.each(['/sign-up', '/sign-in', '/verify', '/reset', '/invitation?token=unknown', '/setup', '/nowhere'])('%s meets WCAG 2.2 AA and scrolls in one direction only', async path => {
    const { page, context } = await visitor(width, colorScheme);
    await page.goto(house.url + path, { waitUntil: 'networkidle' });

    expect(await faults(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect(await page.title()).toMatch(/Deskgraph/);
    await context.close();
  });

  it('signed in, meets them too', async () => {
    const { page, context } = await visitor(width, colorScheme);
    const owner = await (await house.organization('Pages')).as('owner');
    const [name = '', value = ''] = owner.cookie.split('=');
    await context.addCookies([{ name, value, url: house.url }]);
    await page.goto(house.url, { waitUntil: 'networkidle' });
    await page.getByText(owner.email).first().waitFor();

    expect(await faults(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await context.close();
  });
});
