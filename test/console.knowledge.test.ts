import { chromiumPath, faultsOf, looks, openBrowser, openHouse, published, visit, type Person, type TestHouse, type Visitor } from '@deskgraph/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';

const inChromium = chromiumPath === null ? describe.skip : describe;

let house: TestHouse;
let browser: Browser;
let owner: Person;
let visitor: Visitor;

beforeAll(async () => {
  if (chromiumPath === null) return;
  [house, browser] = await Promise.all([openHouse(), openBrowser()]);
  owner = await (await house.organization('Knowledge')).as('owner');
  visitor = await visit(browser, { url: house.url, cookie: owner.cookie });
  visitor.context.setDefaultTimeout(15_000);
});
afterEach(() => {
  expect(visitor.wrongs.splice(0)).toEqual([]);
});
afterAll(() => (chromiumPath === null ? undefined : browser.close()));

const sees = (page: Page, words: string | RegExp) => page.getByText(words).first().waitFor();
const click = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const update = (input: object) => owner.ask('mutation ($input: ArticleUpdateInput!) { articleUpdate(input: $input) { refusal { message } } }', { input });

inChromium('knowledge', () => {
  it('is written, published, found with the words that match, and read', async () => {
    const { page, open } = visitor;
    await open('/knowledge');
    await sees(page, 'No articles yet');
    await page.keyboard.press('c');
    await page.getByLabel('Title').fill('Returning empty drums');
    await page.getByLabel('Text in Markdown').fill('# Deposit\n\nDrums go back within **30 days**.\n\n<script>window.ran = true</script>\n\n![a picture](https://elsewhere.example/x.png)');
    await page.getByRole('region', { name: 'Preview' }).getByRole('heading', { name: 'Deposit' }).waitFor();
    await click(page, 'Save and publish');
    await page.getByRole('heading', { level: 1, name: 'Returning empty drums' }).waitFor();
    await sees(page, 'Published');

    const deadline = Date.now() + 20_000;
    for (let hits = 0; hits === 0 && Date.now() < deadline; ) {
      await open('/knowledge?text=empty+drums');
      await page.getByRole('list', { name: /found$/ }).or(page.getByText('Nothing is known of this')).first().waitFor();
      hits = await page.getByRole('link', { name: 'Returning empty drums' }).count();
    }
    expect((await page.locator('mark').allInnerTexts()).map(word => word.toLowerCase())).toContain('drums');
    await page.getByRole('link', { name: 'Returning empty drums' }).click();
    await page.getByRole('article').getByText('30 days').waitFor();

    expect(await page.evaluate(() => 'ran' in globalThis)).toBe(false);
    expect(await page.getByRole('article').locator('img, script').count()).toBe(0);
    expect(await page.getByRole('link', { name: 'a picture' }).getAttribute('rel')).toBe('noopener noreferrer nofollow');
  });

  it('that is edited by two is told with both texts, and nothing of either is lost', async () => {
    const id = await published(owner, { title: 'Cleaning tanks', body: 'Rinse twice.', visibility: 'PUBLIC' });
    const { page, open } = visitor;
    await open(`/knowledge/${id}?edit`);
    await page.getByLabel('Text in Markdown').fill('Rinse three times.');
    await update({ id, version: 1, body: 'Rinse with hot water.' });
    await click(page, 'Save draft');

    await sees(page, 'There is a newer version, 2.');
    const both = page.getByRole('region', { name: 'Their text and yours' });
    await both.getByText('Rinse with hot water.').waitFor();
    await both.getByText('Rinse three times.').waitFor();
    await isWhole();
    await click(page, 'Save mine as a newer version');

    await page.getByRole('list', { name: 'Versions' }).getByText('Version 3', { exact: true }).waitFor();
    const { articleVersions } = await owner.ask<{ articleVersions: { nodes: { body: string }[] } }>('query ($id: ID!) { articleVersions(articleId: $id) { nodes { body } } }', { id });
    expect(articleVersions.nodes.map(({ body }) => body).sort()).toEqual(['Rinse three times.', 'Rinse twice.', 'Rinse with hot water.']);
  });

  it('that is being written is kept when the page is gone', async () => {
    const { page, open } = visitor;
    await open('/knowledge/new');
    await page.getByLabel('Title').fill('Half a thought');
    await page.getByLabel('Text in Markdown').fill('Not yet saved');
    await page.reload();

    await sees(page, 'What you wrote here before was kept.');
    expect(await page.getByLabel('Text in Markdown').inputValue()).toBe('Not yet saved');
    await click(page, 'Begin again from what is saved');
    expect(await page.getByLabel('Text in Markdown').inputValue()).toBe('');
  });

  it('shows what changed between two versions, and is archived and no longer found', async () => {
    const id = await published(owner, { title: 'Weighing pallets', body: 'Weigh them.\nNote it.', visibility: 'PUBLIC' });
    await update({ id, version: 1, body: 'Weigh them twice.\nNote it.' });
    const { page, open } = visitor;
    await open(`/knowledge/${id}`);
    const changes = page.getByRole('region', { name: 'From version 1 to version 2' });
    await changes.waitFor();

    expect(await changes.locator('[data-kind=gone], [data-kind=new]').allInnerTexts()).toEqual([expect.stringContaining('Weigh them.'), expect.stringContaining('Weigh them twice.')]);
    await isWhole();
    await click(page, 'More to do');
    await page.getByRole('menuitem', { name: 'Archive' }).click();
    await click(page, 'Archive');
    await sees(page, 'Archived: nobody finds it.');
  });

  it.each([['/knowledge', 'Cleaning tanks'], ['/knowledge/new', 'Text in Markdown'], ['/knowledge?text=cleaning+tanks', 'Cleaning tanks']])('meets WCAG 2.2 AA at %s, at both widths and themes', async (path, words) => {
    await visitor.open(path);
    await sees(visitor.page, words);

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
