import { readFileSync } from 'node:fs';
import { setupToken } from '@deskgraph/accounts';
import { deriveKey } from '@deskgraph/kit';
import { chromiumPath, faultsOf, looks, openBrowser, openHouse, password, raiseHouse, visit, type Look, type Organization, type TestHouse, type Visitor } from '@deskgraph/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';

const inChromium = chromiumPath === null ? describe.skip : describe;
/** Every page that is there for somebody unknown, with what it says when it is whole. */
const openPages: readonly (readonly [path: string, words: string])[] = [
  ['/sign-up', 'Create your organization'],
  ['/sign-in', 'Good to have you back.'],
  ['/verify', 'Get a new link'],
  ['/verify?token=unknown', 'Confirm your address'],
  ['/reset', 'Reset your password'],
  ['/reset?token=unknown', 'Choose a new password'],
  ['/invitation', 'No invitation here'],
  ['/invitation?token=unknown', 'This invitation has ended'],
  ['/setup', 'This house is set up'],
  ['/nowhere', 'There is no such page'],
  ['/playground', 'The playground knows whom it answers'],
];
const pagesOfMembers: readonly (readonly [path: string, words: string])[] = [
  ['/settings/you', 'What your role may do'],
  ['/settings/members', 'people work in this organization.'],
  ['/settings/api-keys', 'never do more than the person who made it'],
  ['/settings/sessions', 'This browser'],
  ['/sign-in', 'You are signed in'],
  ['/playground', 'Examples'],
];

const desktop: Look = { width: 1280, scheme: 'light' };

let house: TestHouse;
let browser: Browser;
let organization: Organization;
const visitors: Visitor[] = [];

beforeAll(async () => {
  if (chromiumPath === null) return;
  [house, browser] = await Promise.all([openHouse(), openBrowser()]);
  organization = await house.organization('Pages');
});
afterEach(() => {
  expect(visitors.flatMap(({ wrongs }) => wrongs.splice(0))).toEqual([]); // nobody asked elsewhere, and no policy was broken
});
afterAll(() => (chromiumPath === null ? undefined : browser.close()));

/** Comes to the house as nobody, or with a session. */
async function come(look?: Look, cookie?: string, url = house.url): Promise<Visitor> {
  const visitor = await visit(browser, { url, look, cookie });
  visitors.push(visitor);
  return visitor;
}

/** The path of the link in the newest of `count` mails to an address. */
async function linkIn(email: string, count = 1): Promise<string> {
  const link = /http:\/\/localhost\S+token=\S+/.exec((await house.mails(email, count)).at(-1)?.text ?? '')?.[0];
  if (link === undefined) throw new Error(`No link was mailed to ${email}.`);
  const { pathname, search } = new URL(link);
  return pathname + search;
}

async function fill(page: Page, values: Record<string, string>): Promise<void> {
  for (const [label, value] of Object.entries(values)) await page.getByLabel(label, { exact: true }).fill(value);
}

const click = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const follow = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).click();
const atDesk = (page: Page, organization: string) => page.getByRole('button', { name: `You, at ${organization}`, exact: true }).waitFor();
const sees = (page: Page, words: string | RegExp) => page.getByText(words).first().waitFor();

inChromium('a newcomer', () => {
  const email = `newcomer-${crypto.randomUUID()}@example.com`;
  const invited = `invited-${crypto.randomUUID()}@example.com`;
  let nora: Visitor;
  beforeAll(async () => {
    nora = await come();
  });

  it('signs up, proves the address by the mailed link, signs in and is at home', async () => {
    const { page } = nora;
    await nora.open('/');
    await follow(page, 'Create an organization');
    await fill(page, { Organization: 'Harbour Supply', 'Your name': 'Nora Newcomer', 'Work email': email, Password: password });
    await click(page, 'Create organization');
    await sees(page, 'Check your mail');

    await nora.open(await linkIn(email));
    await click(page, 'Confirm address');
    await follow(page, 'Sign in');
    await fill(page, { Email: email, Password: password });
    await click(page, 'Sign in');

    await atDesk(page, 'Harbour Supply');
    await page.waitForURL('**/inbox/open');
  });

  it('invites a colleague, who joins from a browser of their own, on a telephone in the dark', async () => {
    const { page } = nora;
    await nora.open('/settings/members');
    await sees(page, 'One person works in this organization.');
    await click(page, 'Invite');
    await fill(page, { Email: invited });
    await click(page, 'Send invitation');
    await sees(page, `The invitation for ${invited} is on its way.`);

    const ivo = await come({ width: 390, scheme: 'dark' });
    await ivo.open(await linkIn(invited));
    await sees(ivo.page, 'Nora Newcomer invited');
    expect(await faultsOf(ivo.page)).toEqual([]);
    await fill(ivo.page, { 'Your name': 'Ivo Invited', Password: password });
    await click(ivo.page, 'Join Harbour Supply');

    await atDesk(ivo.page, 'Harbour Supply');
    await ivo.open('/settings/members');
    await sees(ivo.page, '2 people work in this organization.');
    expect(await faultsOf(ivo.page)).toEqual([]);
    await ivo.context.close();
  });

  it('has other sessions ended by a new password, in every browser', async () => {
    const elsewhere = await come();
    await elsewhere.open('/sign-in');
    await fill(elsewhere.page, { Email: email, Password: password });
    await click(elsewhere.page, 'Sign in');
    await atDesk(elsewhere.page, 'Harbour Supply');

    const forgetful = await come();
    await forgetful.open('/reset');
    await fill(forgetful.page, { Email: email });
    await click(forgetful.page, 'Send link');
    await sees(forgetful.page, 'a link is on its way');
    await forgetful.open(await linkIn(email, 2));
    await fill(forgetful.page, { 'New password': 'another horse, another battery' });
    await click(forgetful.page, 'Set password');
    await sees(forgetful.page, 'Your password is changed.');

    for (const { page } of [nora, elsewhere]) {
      await page.reload();
      await sees(page, 'we take you to where you were heading');
    }
    await fill(forgetful.page, { Email: email, Password: 'another horse, another battery' });
    await click(forgetful.page, 'Sign in');
    await atDesk(forgetful.page, 'Harbour Supply');
    for (const { context } of [nora, elsewhere, forgetful]) await context.close();
  });
});

inChromium('the playground', () => {
  /** The editor loads after the page around it, and runs nothing before. */
  const run = async (page: Page) => {
    await page.locator('.result-window .monaco-editor').waitFor();
    await page.locator('.graphiql-query-editor .view-line').filter({ hasText: 'viewer' }).first().waitFor();
    await page.getByRole('button', { name: /^Execute query/ }).click();
  };
  const result = (page: Page, text: string | RegExp) => page.locator('.result-window').getByText(text).first().waitFor();

  it('asks with the session and says as whom, where, in which role and at what cost', async () => {
    const { cookie } = await organization.as('analyst');
    const { page, open, context } = await come(undefined, cookie);
    await open('/playground');
    await run(page);

    await result(page, '"Analyst"');
    const bar = page.getByRole('banner');
    await Promise.all([organization.name, 'Analyst', 'Pages analyst'].map(words => bar.getByText(words).first().waitFor()));
    expect(await page.getByRole('status', { name: 'Last answer' }).innerText()).toMatch(/Cost \d+ of [\d,]+\s+\d+ ms\s+Request [0-9a-f-]{36}/);
    await context.close();
  });

  it('asks with a pasted key, and never with the session beside it', async () => {
    const { page, open, context } = await come(undefined, (await organization.as('viewer')).cookie);
    const credentials: (string | undefined)[] = [];
    await open('/playground');
    await page.getByRole('banner').getByRole('button', { name: 'Pages viewer' }).click();
    await page.getByRole('menuitem', { name: 'Use an API key' }).click();
    await fill(page, { 'API key': await organization.apiKey(['organization.read', 'role.read']) });
    page.on('request', request => { if (request.url().endsWith('/graphql')) credentials.push(...['cookie', 'authorization'].map(name => request.headers()[name]?.slice(0, 11))); });
    await click(page, 'Use key');
    await run(page);

    await result(page, '"Owner"');
    await page.getByRole('banner').getByText('API key').waitFor();
    expect([...new Set(credentials)]).toEqual([undefined, 'Bearer dgk_']);
    await context.close();
  });
});

inChromium('with the keyboard alone', () => {
  it('somebody signs in, opens a dialog, and comes back to where they were', async () => {
    const owner = await organization.as('owner');
    const { page, open, context } = await come();
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('name') ?? document.activeElement?.textContent.trim() ?? '');
    const tabTo = async (target: string) => {
      const passed: string[] = [];
      for (let step = 0; step < 20; step++) {
        await page.keyboard.press('Tab');
        passed.push(await focused());
        if (passed.at(-1) === target) return passed;
      }
      throw new Error(`Tab never reached ${target}, only ${passed.join(', ')}.`);
    };
    await open('/sign-in');
    await sees(page, 'Good to have you back.');

    const [first] = await tabTo('email');
    await page.keyboard.type(owner.email);
    await tabTo('password');
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await atDesk(page, organization.name);
    for (const key of ['g', 's']) await page.keyboard.press(key);
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    await tabTo('Members');
    await page.keyboard.press('Enter');
    await sees(page, 'in this organization.');
    await tabTo('Invite');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByLabel('Email').waitFor();
    const inside = await focused();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    expect([first, inside, await focused()]).toEqual(['Skip to content', 'email', 'Invite']);
    await context.close();
  });
});

inChromium('every page', () => {
  let stranger: Visitor;
  let member: Visitor;
  beforeAll(async () => {
    [stranger, member] = await Promise.all([come(), come(undefined, (await organization.as('owner')).cookie)]);
  });

  const isWhole = async ({ page, look }: Visitor): Promise<void> => {
    const found: string[] = [];
    for (const each of looks) {
      await look(each);
      found.push(...(await faultsOf(page)).map(fault => `${String(each.width)} px, ${each.scheme}: ${fault}`));
    }
    expect(found).toEqual([]);
    expect(await page.title()).toMatch(/^.+ · Deskgraph$/);
    expect(await page.getByRole('complementary', { name: 'Demo' }).getByRole('link', { name: 'sandbox mailbox' }).getAttribute('href')).toBe('/mailbox');
  };

  it.each(openPages)('%s meets WCAG 2.2 AA at both widths and themes, and wears the label of the sandbox', async (path, words) => {
    await stranger.look(desktop);
    await stranger.open(path);
    await sees(stranger.page, words);

    await isWhole(stranger);
  });

  it.each(pagesOfMembers)('%s of somebody signed in does too', async (path, words) => {
    await member.look(desktop);
    await member.open(path);
    await sees(member.page, words);

    await isWhole(member);
  });

  it('has status 200 at every route of the console, and 404 elsewhere', async () => {
    const routes = [...readFileSync('web/src/routes.tsx', 'utf8').matchAll(/path: '(\/[^']*)'/g)].map(([, path = '']) => path.replace(/:\w+/, 'x'));
    const statuses = await Promise.all([...routes, '/playground', '/nowhere'].map(async path => (await house.call(path, undefined, { accept: 'text/html' })).status));

    expect(statuses).toEqual([...routes.map(() => 200), 200, 404]);
    expect(routes).toHaveLength(19);
  });
});

inChromium('an empty house', () => {
  it('leads its first visitor to set-up, and then home', async () => {
    const { standing, close } = await raiseHouse();
    try {
      const { page, open, look, context } = await come(undefined, undefined, standing.url);
      await open('/');
      await sees(page, 'Nobody lives here yet.');
      await open(`/setup?token=${setupToken(deriveKey(standing.secret, 'setup'))}`);
      await sees(page, 'Set-up token');
      for (const each of looks) {
        await look(each);
        expect(await faultsOf(page)).toEqual([]);
      }
      await fill(page, { Organization: 'First of All', 'Your name': 'Ada First', 'Work email': 'ada@example.com', Password: password });
      await click(page, 'Set up');

      await atDesk(page, 'First of All');
      await context.close();
    } finally {
      await close();
    }
  }, 120_000);
});
