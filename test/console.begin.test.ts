import { chromiumPath, openBrowser, openHouse, password, postMail, visit, type TestHouse } from '@deskgraph/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';

const inChromium = chromiumPath === null ? describe.skip : describe;
let house: TestHouse;
let browser: Browser;

beforeAll(async () => {
  if (chromiumPath === null) return;
  [house, browser] = await Promise.all([openHouse(), openBrowser()]);
  await house.organization('First'); // a house that nobody set up signs nobody up
});
afterAll(() => (chromiumPath === null ? undefined : browser.close()));

async function fill(page: Page, values: Record<string, string>): Promise<void> {
  for (const [label, value] of Object.entries(values)) await page.getByLabel(label, { exact: true }).fill(value);
}
const click = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click();
const follow = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).first().click();
const sees = (page: Page, words: string) => page.getByText(words).first().waitFor();

inChromium('whoever begins', () => {
  it('signs up, connects a mailbox, and sees the first mail become the first ticket', async () => {
    const email = `begin-${crypto.randomUUID()}@example.com`;
    const { page, open, wrongs, context } = await visit(browser, { url: house.url });
    context.setDefaultTimeout(20_000);
    await open('/sign-up');
    await fill(page, { Organization: 'Harbour Supply', 'Your name': 'Nora Newcomer', 'Work email': email, Password: password });
    await click(page, 'Create organization');
    await sees(page, 'Check your mail');
    const [mail] = await house.mails(email, 1);
    const { pathname, search } = new URL(/http:\/\/localhost\S+token=\S+/.exec(mail?.text ?? '')?.[0] ?? '');
    await open(pathname + search);
    await click(page, 'Confirm address');
    await follow(page, 'Sign in');
    await fill(page, { Email: email, Password: password });
    await click(page, 'Sign in');

    await page.waitForURL('**/inbox/open');
    await sees(page, 'First steps');
    await follow(page, 'Connect');
    await click(page, 'Connect mailbox');
    await fill(page, { Name: 'Support', Address: `support-${crypto.randomUUID()}@harbour.example` });
    await click(page, 'Connect');
    await sees(page, 'How mail gets to Support');
    const forward = (await page.getByLabel('Forward to', { exact: true }).innerText()).trim();
    await follow(page, 'Inbox');
    await sees(page, 'No open tickets');
    await postMail(house.smtpPort, forward, 'From: Ada Byron <ada@customer.test>\nSubject: The first drum\nMessage-ID: <first@customer.test>\n\nIt leaks. What now?');
    await page.getByRole('row').filter({ hasText: 'The first drum' }).click();

    await page.getByRole('log').getByText('It leaks. What now?').waitFor();
    await page.getByRole('complementary', { name: 'Around the ticket' }).getByRole('link', { name: 'Ada Byron' }).waitFor();
    await page.getByRole('textbox', { name: 'Reply' }).waitFor();
    expect(await page.getByRole('button', { name: 'Show what it quotes' }).count()).toBe(0);
    expect(wrongs).toEqual([]);
  }, 90_000);
});
