import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { chromiumPath, openBrowser, openHouse, visit, type TestHouse } from '@deskgraph/testing';

const inChromium = chromiumPath === null ? it.skip : it;
let house: TestHouse;
let browser: Awaited<ReturnType<typeof openBrowser>>;
beforeAll(async () => {
  if (chromiumPath === null) return;
  [house, browser] = await Promise.all([openHouse(), openBrowser()]);
});
afterAll(() => (chromiumPath === null ? undefined : browser.close()));

inChromium('the playground shows the frames of a subscription as they come, and stops when asked', async () => {
  const owner = await (await house.organization('Playing')).as('owner');
  const { page, open, context, wrongs } = await visit(browser, { url: house.url, cookie: owner.cookie });
  const rename = (name: string) => owner.ask('mutation ($input: ViewerRenameInput!) { viewerRename(input: $input) { refusal { code } } }', { input: { name } });
  await open('/playground');
  await page.locator('.result-window .monaco-editor').waitFor();
  await page.locator('.graphiql-query-editor .view-line').filter({ hasText: 'viewer' }).first().click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(`subscription Told { memberChanged(id: "${owner.memberId}") { name } }`);
  await page.waitForTimeout(600); // the editor reads the operation's name a little later
  const begun = page.waitForEvent('websocket').then(socket => socket.waitForEvent('framesent', { predicate: ({ payload }) => String(payload).includes('subscribe') }));
  await page.getByRole('button', { name: /^Execute query/ }).click();
  await begun;
  await page.waitForTimeout(300);

  await rename('Told once');
  await page.locator('.result-window').getByText('"Told once"').first().waitFor();
  await rename('Told twice');
  await page.locator('.result-window').getByText('"Told twice"').first().waitFor();
  await page.getByRole('button', { name: /^Stop query/ }).click();
  await page.getByRole('button', { name: /^Execute query/ }).waitFor();

  expect(wrongs).toEqual([]);
  await context.close();
}, 60_000);
