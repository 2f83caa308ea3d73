import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { chromiumPath, faultsOf, looks, openBrowser, openHouse, visit, type Look, type Organization, type Person, type TestHouse, type Visitor } from '@deskgraph/testing';
import type { Browser, Page } from 'playwright-core';
import PostalMime from 'postal-mime';
import { deskOf, does, opened, sinkOf, ticketOf, ticketsOf, until, type Asked, type Desk } from '../subgraphs/ticketing/test/desk.js';

const inChromium = chromiumPath === null ? describe.skip : describe;
jest.setTimeout(120_000); // of a whole desk, with mail under way
const desktop: Look = { width: 1280, scheme: 'light' };
let house: TestHouse;
let browser: Browser;
let organization: Organization;
let agent: Person;
let manager: Person;
let desk: Desk;
const visitors: Visitor[] = [];

beforeAll(async () => {
  if (chromiumPath === null) return;
  [house, browser] = await Promise.all([openHouse(), openBrowser()]);
  organization = await house.organization('Console');
  [agent, manager] = [await organization.as('agent'), await organization.as('manager')];
  desk = await deskOf(house, await organization.as('owner'));
});
afterEach(async () => {
  const wrongs = visitors.flatMap(visitor => visitor.wrongs.splice(0));
  for (const { context } of visitors.splice(0)) await context.close();
  await fetch(`${house.mailboxUrl}/api/failures`, { method: 'DELETE' });
  expect(wrongs).toEqual([]);
});
afterAll(() => (chromiumPath === null ? undefined : browser.close()));

const address = (): string => `${crypto.randomUUID()}@customer.test`;
const asked = (input: object = {}): Promise<Asked> => opened(manager, { requesterAddress: address(), requesterName: 'Ada Brook', mailboxId: desk.mailboxId, ...input });

/** Opens a ticket as somebody does. */
async function at(person: Person, id: string, look: Look = desktop): Promise<Visitor> {
  const visitor = await visit(browser, { url: house.url, look, cookie: person.cookie });
  visitor.context.setDefaultTimeout(30_000);
  visitors.push(visitor);
  await visitor.open(`/inbox/all/${id}`);
  await visitor.page.getByRole('log', { name: 'Messages' }).waitFor();
  return visitor;
}
const writes = async (page: Page, words: string, label = 'Reply') => {
  await page.getByRole('textbox', { name: label }).click();
  await page.keyboard.type(words);
};
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const sees = (page: Page, words: string | RegExp) => page.getByText(words).first().waitFor();
const log = (page: Page) => page.getByRole('log');

inChromium('a ticket', () => {
  it('is answered with a file, which is queued, sent, and there to the byte', async () => {
    const to = address();
    const { id } = await asked({ requesterAddress: to });
    const { page } = await at(agent, id);
    const bytes = Buffer.from(`Sheet ${crypto.randomUUID()}\n`);

    await writes(page, 'Here is the sheet, attached.');
    await page.locator('input[type=file]').setInputFiles({ name: 'sheet.txt', mimeType: 'text/plain', buffer: bytes });
    await page.getByRole('button', { name: 'Remove sheet.txt' }).waitFor();
    await press(page, 'Send'); // once the file is there
    await log(page).getByText('Sent', { exact: true }).waitFor();
    const mail = await PostalMime.parse((await sinkOf(house, to))[0]!);

    expect(mail.text?.trim()).toBe('Here is the sheet, attached.');
    expect(mail.html?.trim()).toBe('<p>Here is the sheet, attached.</p>');
    expect(mail.attachments.map(({ filename, content }) => [filename, Buffer.from(content as ArrayBuffer).equals(bytes)])).toEqual([['sheet.txt', true]]);
    expect((await page.getByRole('textbox', { name: 'Reply' }).innerText()).trim()).toBe('');
    await page.getByRole('button', { name: /^Status: Pending/ }).waitFor();
    const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /^Save sheet\.txt/ }).click()]);
    expect(saved.suggestedFilename()).toBe('sheet.txt');
  });

  it('is noted in, by keys alone', async () => {
    const { id } = await asked();
    const { page } = await at(agent, id);

    await page.keyboard.press('n');
    await page.keyboard.type('He shouts, as'); // among them the keys that assign and set the status
    await page.locator('[contenteditable=true]:focus').waitFor();
    await page.keyboard.type(' usual.');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('article', { name: /^Internal note/ }).waitFor();
    const { messages, assignee, status } = await until(() => ticketOf(agent, id), ({ messages: { nodes } }) => nodes.length === 2);

    expect(messages.nodes[1]).toMatchObject({ kind: 'NOTE', text: 'He shouts, as usual.' });
    expect([assignee, status]).toEqual([null, 'OPEN']);
  });

  it('shows two people to each other, and what each does', async () => {
    const { id } = await asked();
    const [one, other] = [await at(agent, id), await at(manager, id)];
    await sees(one.page, 'is here');
    await sees(other.page, 'is here');

    await writes(other.page, 'I am on it');
    await sees(one.page, 'is replying');
    await one.page.getByRole('button', { name: /^Priority/ }).click();
    await one.page.getByRole('menuitem', { name: 'Urgent' }).click();
    await other.page.getByRole('button', { name: /^Priority: Urgent/ }).waitFor();
    await other.page.getByRole('button', { name: /^Priority: Urgent/ }).locator('[data-flash="1"]').waitFor();
    await does(agent, 'messageReply', { ticketId: id, text: 'I was faster.' });
    await log(other.page).getByText('I was faster.').waitFor();
    await press(other.page, 'Send');
    await sees(other.page, 'Somebody wrote since you began:');
    await press(other.page, 'Send anyway');

    await until(() => ticketOf(agent, id), ({ messages: { nodes } }) => nodes.length === 3);
    await other.context.close();
    await one.page.getByText('is replying').waitFor({ state: 'detached' });
  });

  it('keeps a draft over a reload and without a network, and a failed sending keeps its words', async () => {
    const { id } = await asked();
    const { page, context } = await at(agent, id);
    await context.setOffline(true);
    await writes(page, 'Written in a tunnel');
    await press(page, 'Send');
    await sees(page, 'Deskgraph cannot be reached');
    await context.setOffline(false);
    await page.reload();

    await page.getByRole('textbox', { name: 'Reply' }).getByText('Written in a tunnel').waitFor();
    await page.route('**/graphql', route => (route.request().postData()?.includes('sendings_reply') ? route.fulfill({ status: 503, json: { errors: [{ message: 'This is not available right now. Try again.', extensions: { code: 'UNAVAILABLE', requestId: 'r-1' } }] } }) : route.continue()));
    await press(page, 'Send');
    await sees(page, 'r-1');
    await page.unroute('**/graphql');
    await press(page, 'Send and resolve');
    await sees(page, 'and the ticket resolved');

    const { messages: { nodes }, status } = await ticketOf(agent, id);
    expect([nodes.filter(({ kind }) => kind === 'REPLY').map(({ text }) => text), status]).toEqual([['Written in a tunnel'], 'RESOLVED']);
  });

  it('is not answered by the keys of what stands before it', async () => {
    const { id } = await asked();
    const { page } = await at(agent, id);

    await writes(page, 'Half a sen');
    await press(page, 'New ticket');
    await page.getByRole('dialog').getByRole('textbox', { name: 'What they ask' }).fill('They call.');
    await page.keyboard.press('Control+Enter');
    await page.keyboard.press('Escape'); // what is written is not thrown away
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await page.getByRole('searchbox', { name: 'Search tickets' }).click();
    await page.keyboard.press('Control+Enter');
    await page.waitForTimeout(500);

    expect((await ticketOf(agent, id)).messages.nodes).toHaveLength(1);
  });

  it('that no mail server takes says why', async () => {
    const { id } = await asked();
    await fetch(`${house.mailboxUrl}/api/failures`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ at: 'RCPT', code: 550, message: 'no such user' }) });
    const { page } = await at(agent, id);

    await writes(page, 'See the attachment');
    await press(page, 'Send');
    await sees(page, 'no file goes along');
    await press(page, 'Send anyway');

    await log(page).getByText('Not sent', { exact: true }).waitFor();
    await sees(page, /^It was not sent: /);
  });

  it('is merged into another after a look at what moves, and taken back', async () => {
    const [source, target] = [await asked({ subject: 'The double' }), await asked({ subject: 'The one that stays' })];
    const { page } = await at(manager, source.id);

    await press(page, 'More for this ticket');
    await page.getByRole('menuitem', { name: 'Merge…' }).click();
    await page.getByLabel('The ticket that goes on').fill(String(target.number));
    await page.getByRole('button', { name: /The one that stays/ }).click();
    await sees(page, '1 message');
    expect(await faultsOf(page)).toEqual([]);
    await press(page, 'Merge');
    await page.getByRole('heading', { name: /The one that stays/ }).waitFor();
    await page.goto(`${house.url}/tickets/${source.id}`);
    await press(page, 'Undo the merge');
    await page.getByRole('button', { name: /^Status: Open/ }).waitFor();

    expect((await ticketOf(manager, source.id)).mergedInto).toBeNull();
  });

  it('tells who was faster, and does as one chooses', async () => {
    const { id } = await asked();
    const { page } = await at(agent, id);
    let isFirst = true;
    await page.route('**/graphql', async route => {
      if (isFirst && route.request().postData()?.includes('verbs_status')) {
        isFirst = false;
        await does(manager, 'ticketChangeStatus', { id, status: 'RESOLVED' });
      }
      await route.continue();
    });
    await page.getByRole('button', { name: /^Status/ }).click();
    await page.getByRole('menuitem', { name: 'Closed' }).click();
    await sees(page, /set Resolved meanwhile. You chose Closed/);
    await press(page, 'Keep mine');
    await page.getByRole('button', { name: /^Status: Closed/ }).waitFor();

    await until(() => ticketOf(agent, id), ({ status }) => status === 'CLOSED');
  });

  it('shows a mail in a frame where nothing runs and nothing comes from elsewhere, and folds what it quotes', async () => {
    const here = await deskOf(house, await organization.as('owner'));
    const html = '<p style="color:#b00">Where is <b>it</b>?</p><img src="https://tracker.example/p.png"><script>parent.document.title="run"</script><p>On Monday, Bo wrote:</p><blockquote>Soon</blockquote>';
    await here.write({ headers: ['Content-Type: text/html; charset=utf-8'], text: html });
    const [ticket] = await until(() => ticketsOf(manager, { mailboxId: here.mailboxId }), found => found.length === 1);
    const { page } = await at(agent, ticket!.id);

    const frame = page.locator('iframe').first().contentFrame();
    await frame.getByText('Where is').waitFor();
    await sees(page, 'One remote image is not shown');
    await expect(frame.locator('p').first().evaluate(one => getComputedStyle(one).color)).resolves.toBe('rgb(187, 0, 0)');
    await expect(frame.getByText('Soon').count()).resolves.toBe(0);
    await press(page, 'Show what it quotes');
    await page.locator('iframe').nth(1).contentFrame().getByText('Soon').waitFor();

    expect(await page.title()).not.toBe('run');
    expect(await faultsOf(page)).toEqual([]);
  });

  it('opens at what is new to its reader, and at its end once they know it', async () => {
    const { id } = await asked();
    const note = (n: number) => does(manager, 'messageNote', { ticketId: id, text: `Note ${String(n)}.\n${'More of it.\n'.repeat(12)}` });
    const heightOf = async (page: Page, n: number) => ((await page.getByRole('article', { name: /^Internal note/ }).nth(n - 1).boundingBox())?.y ?? NaN) - (await log(page).boundingBox())!.y;
    const inView = async (page: Page, n: number) => expect(await until(() => heightOf(page, n), y => y >= 0 && y < 450)).toBeLessThan(450);
    for (const n of [1, 2, 3]) await note(n);
    await agent.ask('mutation ($id: ID!) { ticketRead(input: { id: $id }) { refusal { code } } }', { id });
    for (const n of [4, 5, 6]) await note(n);

    const { page, open } = await at(agent, id);
    await inView(page, 4);
    const begun = [await heightOf(page, 4), await log(page).getByRole('separator').count()];
    await note(7);
    await press(page, 'New message');
    await inView(page, 7);
    await page.keyboard.press('n');
    await page.locator('[contenteditable=true]:focus').waitFor();
    await page.keyboard.type('I know now.');
    await page.keyboard.press('Control+Enter');
    await inView(page, 8);
    await until(() => agent.ask<{ ticket: { readAt: string; activeAt: string } }>('query ($id: ID!) { ticket(id: $id) { readAt activeAt } }', { id }), ({ ticket: { readAt, activeAt } }) => readAt >= activeAt);
    await open(`/inbox/all/${id}`);
    await inView(page, 8);

    expect(begun).toEqual([expect.closeTo(44, -1), 1]);
    expect(await log(page).getByRole('separator').count()).toBe(0);
  });

  it('bears every width and theme, and has a way back on a telephone', async () => {
    const { id } = await asked();
    await does(manager, 'messageNote', { ticketId: id, text: 'A note.' });
    const visitor = await at(agent, id);
    for (const look of looks) {
      await visitor.look(look);
      await visitor.page.waitForTimeout(300);
      expect(await faultsOf(visitor.page)).toEqual([]);
    }
    await press(visitor.page, 'Customer and orders');
    await visitor.page.getByRole('dialog').getByRole('heading', { name: 'Customer', exact: true }).waitFor();
    expect(await faultsOf(visitor.page)).toEqual([]);
    await visitor.page.keyboard.press('Escape');
    await visitor.page.getByRole('link', { name: 'Back to the list' }).click();
    await visitor.page.waitForURL('**/inbox/all');
  });

  it('costs no more than it may', async () => {
    const { id } = await asked();
    const visitor = await visit(browser, { url: house.url, cookie: manager.cookie });
    visitors.push(visitor);
    const question = visitor.page.waitForRequest(request => request.postData()?.includes('"TicketScene"') === true);
    await visitor.open(`/inbox/all/${id}`);

    const { body } = await house.call('/graphql', (await question).postData() ?? '', { cookie: manager.cookie });

    expect(body).not.toHaveProperty('errors');
    expect((body as unknown as { extensions: { cost: { requested: number } } }).extensions.cost.requested).toBeLessThanOrEqual(5000);
  });
});
