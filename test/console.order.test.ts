import { chromiumPath, faultsOf, looks, openBrowser, openHouse, visit, type Person, type TestHouse, type Visitor } from '@deskgraph/testing';
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
  owner = await (await house.organization('Orders')).as('owner');
  visitor = await visit(browser, { url: house.url, cookie: owner.cookie });
  visitor.context.setDefaultTimeout(15_000);
  const productId = await make('productCreate', 'product', { name: 'Acetone', hazard: 'UN 1090, class 3' });
  const variantId = await make('variantCreate', 'variant', { productId, sku: 'ACE-5L', title: 'Acetone, 5 l', price: 2490, currency: 'EUR' });
  await make('stockAdjust', 'stockLevel', { variantId, delta: 10, reason: 'First count' });
});
afterEach(() => {
  expect(visitor.wrongs.splice(0)).toEqual([]);
});
afterAll(() => (chromiumPath === null ? undefined : browser.close()));

const sees = (page: Page, words: string | RegExp) => page.getByText(words).first().waitFor();
const click = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const isIn = (page: Page, state: string) => page.getByRole('status', { name: 'State' }).getByText(state, { exact: true }).waitFor();

async function make(name: string, what: string, input: object): Promise<string> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const answer = await owner.ask<Record<string, Record<string, { id: string } | null>>>(`mutation ($input: ${type}!) { ${name}(input: $input) { ${what} { id } refusal { message } } }`, { input });
  const id = answer[name]?.[what]?.id;
  if (id === undefined) throw new Error(`${name} was refused: ${JSON.stringify(answer)}`);
  return id;
}

let count = 0;
function order(quantity: number): Promise<string> {
  count += 1;
  const at = new Date().toISOString();
  const lines = [{ externalId: '1', sku: 'ACE-5L', title: 'Acetone, 5 l', quantity, unitPrice: 2490 }];
  return make('orderIngest', 'order', { channel: 'shop', externalId: `WEB-${String(count)}`, placedAt: at, changedAt: at, currency: 'EUR', total: quantity * 2490, lines });
}

inChromium('an order', () => {
  it('that is shipped elsewhere changes here, and what changed flashes once', async () => {
    const id = await order(2);
    await make('orderPay', 'order', { id, amount: 4980 });
    const { page, open } = visitor;
    await open(`/orders/${id}`);
    await isIn(page, 'Paid');
    await page.waitForTimeout(500); // the socket opens

    await make('shipmentCreate', 'shipment', { orderId: id, carrier: 'DHL' });

    await isIn(page, 'Shipped');
    await page.getByRole('list', { name: 'Shipments' }).getByText('DHL').waitFor();
    expect(await page.getByRole('status', { name: 'State' }).locator('[data-flash="1"]').innerText()).toBe('Shipped');
    expect(await page.getByRole('row', { name: /Acetone/ }).locator('[data-flash]').evaluateAll(marks => marks.map(mark => `${mark.textContent} ${mark.getAttribute('data-flash') ?? ''}`))).toContain('2 1');
  });

  it('of which there is not enough says so in words, at both widths and themes, and changes nothing', async () => {
    const id = await order(500);
    const { page, open } = visitor;
    await open(`/orders/${id}`);
    await isIn(page, 'Needs a decision');
    await sees(page, 'Not enough in stock');
    await click(page, 'Reserve stock');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Reserve stock' }).click();

    await dialog.getByText('There is not enough in stock for all of it. Nothing more was held.').waitFor();
    await dialog.getByText(/^Request/).waitFor();
    await isWhole();
    await page.keyboard.press('Escape');
    await isIn(page, 'Needs a decision');
  });

  it('is paid only in full, which is said at the field, and then shipped in part and delivered', async () => {
    const id = await order(3);
    const { page, open } = visitor;
    await open(`/orders/${id}`);
    await isIn(page, 'Reserved');
    await click(page, 'Mark as paid');
    await page.getByLabel('Paid in all, EUR').fill('1,00');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Mark as paid' }).click();
    await sees(page, 'This is less than the order comes to.');
    expect(await page.getByLabel('Paid in all, EUR').getAttribute('aria-invalid')).toBe('true');
    await page.getByLabel('Paid in all, EUR').fill('74.70');
    await page.getByLabel('Reason').fill('Bank transfer');
    await dialog.getByRole('button', { name: 'Mark as paid' }).click();
    await isIn(page, 'Paid');
    await sees(page, /: Bank transfer$/);

    await click(page, 'Ship');
    await page.getByLabel('Carrier').fill('FedEx');
    await dialog.getByLabel('Acetone, 5 l').fill('4');
    await dialog.getByRole('button', { name: 'Ship' }).click();
    await sees(page, 'At most 3 are open.');
    await dialog.getByLabel('Acetone, 5 l').fill('1');
    await dialog.getByRole('button', { name: 'Ship' }).click();
    await isIn(page, 'Partly shipped');

    await click(page, 'Actions for the shipment with FedEx');
    await page.getByRole('menuitem', { name: 'Mark as delivered' }).click();
    await click(page, 'Mark as delivered');
    await page.getByRole('list', { name: 'Shipments' }).getByText('Delivered').waitFor();
  });
});

inChromium('the list of orders', () => {
  it('gathers new ones above and moves no row until it is told to', async () => {
    await order(1);
    const { page, open } = visitor;
    await open('/orders');
    const table = page.getByRole('table', { name: /^Orders/ });
    await table.waitFor();
    await page.waitForTimeout(500); // the socket opens
    const rows = await table.getByRole('row').count();

    await order(1);
    await order(1);

    await page.getByRole('button', { name: '2 new: show them' }).waitFor();
    expect(await table.getByRole('row').count()).toBe(rows);
    await click(page, '2 new: show them');
    await page.getByRole('row', { name: new RegExp(`WEB-${String(count)}`) }).waitFor();
    expect(await table.getByRole('row').count()).toBe(rows + 2);
  });

  it('keeps what it is narrowed by in the address', async () => {
    const { page, open } = visitor;
    await open('/orders');
    await page.getByLabel('State').selectOption('REQUIRES_ACTION');
    await page.waitForURL(/state=REQUIRES_ACTION/);
    await page.getByRole('row', { name: /Needs a decision/ }).waitFor();

    await page.reload();

    await page.getByRole('row', { name: /Needs a decision/ }).waitFor();
    expect(await page.getByRole('row').count()).toBe(2);
  });
});

inChromium('what is sold', () => {
  it('is counted anew with a reason, and never to less than is held', async () => {
    await order(2);
    const { page, open } = visitor;
    await open('/orders?tab=products');
    await click(page, 'Actions for ACE-5L');
    await page.getByRole('menuitem', { name: 'Adjust stock' }).click();
    const dialog = page.getByRole('dialog');
    await page.getByLabel('Change').fill('-1000');
    await page.getByLabel('Reason').fill('Counted');
    await dialog.getByRole('button', { name: 'Adjust stock' }).click();
    await dialog.getByRole('alert').or(dialog.getByText(/^Request/)).first().waitFor();

    await page.getByLabel('Change').fill('5');
    await dialog.getByRole('button', { name: 'Adjust stock' }).click();
    await sees(page, /of ACE-5L at MAIN now/);
  });
});

inChromium('pages of orders, products and calls', () => {
  it.each([
    ['/orders', 'WEB-1'],
    ['/orders?tab=products', 'ACE-5L'],
    ['/calls', 'No calls yet'],
  ])('meet WCAG 2.2 AA at %s, at both widths and themes', async (path, words) => {
    await visitor.open(path);
    await visitor.page.getByText(words).first().waitFor({ state: 'attached' });

    await isWhole();
  });

  it('meet WCAG 2.2 AA on the page of one, at both widths and themes', async () => {
    const id = await order(1);
    await visitor.open(`/orders/${id}`);
    await isIn(visitor.page, 'Reserved');

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
