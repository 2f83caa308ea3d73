import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chromiumPath, faultsOf, looks, openBrowser, openHouse, png, soon, visit, type TestHouse, type Visitor } from '@deskgraph/testing';
import type { Browser } from 'playwright-core';

const inChromium = chromiumPath === null ? describe.skip : describe;

inChromium('the picture of oneself', () => {
  let house: TestHouse;
  let browser: Browser;
  let agent: Visitor;
  beforeAll(async () => {
    [house, browser] = await Promise.all([openHouse(), openBrowser()]);
    const organization = await house.organization('Picture');
    agent = await visit(browser, { url: house.url, cookie: (await organization.as('agent')).cookie });
    await agent.open('/settings/you');
    await sees('What your role may do');
  });
  afterAll(() => browser.close());

  const sees = (words: string) => agent.page.getByText(words).first().waitFor();
  const button = () => agent.page.getByRole('button', { name: 'Your picture' });
  const item = (name: string) => agent.page.getByRole('menuitem', { name });
  const images = () => agent.page.locator('img').evaluateAll(all => (all as HTMLImageElement[]).filter(({ complete, naturalWidth }) => complete && naturalWidth > 0).length);
  /** Opens the menu and chooses with the keyboard alone, as far as the file dialog. */
  const choose = async (verb: string, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> => {
    await button().focus();
    await agent.page.keyboard.press('Enter');
    await item(verb).waitFor();
    const chooser = agent.page.waitForEvent('filechooser');
    await item(verb).focus();
    await agent.page.keyboard.press('Enter');
    await (await chooser).setFiles(file);
  };
  const picture = { name: 'me.png', mimeType: 'image/png', buffer: png() };

  it('is chosen, replaced and removed, and refused in words', async () => {
    const before = await images();
    await choose('Choose a picture', picture);
    await sees('Your picture is changed.');
    const chosen = await soon(images, 2);
    await choose('Choose another picture', { ...picture, buffer: Buffer.from('no picture at all') });
    await sees('What came is not such a file, whatever it is called. Choose another.');
    const refused = await soon(images, 2);
    await choose('Choose another picture', { name: 'page.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg/>') });
    await sees('Choose a PNG, JPEG, WebP or GIF picture.');
    await choose('Choose another picture', { ...picture, buffer: png(2 * 1024 * 1024) });
    await agent.page.getByText('Choose a PNG, JPEG').waitFor({ state: 'detached' });
    await agent.page.getByRole('progressbar').waitFor({ state: 'detached' });
    const replaced = await soon(images, 2);
    await button().click();
    await item('Remove picture').click();
    await sees('Your picture is removed.');

    expect([before, chosen, refused, replaced, await soon(images, 0)]).toEqual([0, 2, 2, 2, 0]);
    expect(agent.wrongs).toEqual([]);
  });

  it('tells how much is sent, can be stopped, and meets WCAG 2.2 AA at both widths and themes meanwhile', async () => {
    await agent.page.route('**/files/**', () => undefined);
    await choose('Choose a picture', picture);
    await sees('Sending your picture');
    const faults: string[] = [];
    for (const look of looks) {
      await agent.look(look);
      faults.push(...(await faultsOf(agent.page)));
    }

    await agent.page.getByRole('button', { name: 'Stop' }).click();
    await agent.page.getByText('Sending your picture').waitFor({ state: 'detached' });

    expect(faults).toEqual([]);
    expect(await button().evaluate(element => element === document.activeElement)).toBe(true);
    expect(await soon(images, 0)).toBe(0);
  });
});
