import { choose, each, press, sees, unavailable, type Act, type Shot } from './shot-acts.js';

const follow = (name: string | RegExp): Act => page => page.getByRole('link', { name }).first().click();
/** Lets the question for the desk through, and does something else with those of the page. */
const page = (answer: object | null): Act => window =>
  window.route('**/graphql', route => {
    if (route.request().postData()?.includes('"operationName":"Desk"')) return route.continue();
    return answer === null ? undefined : route.fulfill({ status: 503, json: answer });
  });
const rest: Act = window => window.waitForTimeout(600);
/** The whole of a page that scrolls by itself. */
const whole: Act = page => page.setViewportSize({ width: page.viewportSize()?.width ?? 1280, height: 1900 });
const anna = each(sees('Anna Hofer'), follow(/Anna Hofer/), sees('Reached by'), page => page.waitForTimeout(400));
const row = (words: RegExp): Act => page => page.getByRole('row', { name: words }).last().waitFor();
const firstOrder = each(page => page.getByRole('row', { name: /Partly shipped/ }).getByRole('link').first().click(), sees('History'));
const paidOrder = each(page => page.getByRole('row', { name: /Paid/ }).last().getByRole('link').first().click(), sees('History'));
const pallets = each(sees('Returning empty pallets'), follow('Returning empty pallets'), sees('How it goes'));

/** Every state of the pages of customers, orders, calls and knowledge. */
export const roomShots: readonly Shot[] = [
  { name: 'customers', path: '/customers', act: sees('Anna Hofer') },
  { name: 'customers-none', path: '/customers?text=nobody', act: sees('No customer matches') },
  { name: 'customers-loading', path: '/customers', before: page(null), act: rest },
  { name: 'customers-failed', path: '/customers', before: page(unavailable), act: sees('Try again') },
  { name: 'customers-create', path: '/customers', act: each(press('Add customer'), sees('Kind')) },
  { name: 'companies', path: '/customers?tab=companies', act: sees('Alpine Analytics') },
  { name: 'customer', path: '/customers?text=Anna', act: each(anna, whole) },
  { name: 'customer-edit', path: '/customers?text=Anna', act: each(anna, press('Edit'), sees('Save')) },
  { name: 'customer-merge', path: '/customers?text=A. Hofer', act: each(follow(/A\. Hofer/), sees('Reached by'), press('Merge'), window => window.getByRole('dialog').getByLabel('Goes on as').first().fill('Anna'), window => window.getByRole('option', { name: /Anna Hofer/ }).first().click(), sees('What moves')) },
  { name: 'orders', path: '/orders', act: row(/Partly shipped/) },
  { name: 'products', path: '/orders?tab=products', act: sees('ACE-5L') },
  { name: 'products-adjust', path: '/orders?tab=products', act: each(choose('Actions for ACE-5L', 'Adjust stock'), sees(/on hand, \d+ held/)) },
  { name: 'order', path: '/orders', act: firstOrder },
  { name: 'order-whole', path: '/orders', act: each(firstOrder, whole) },
  { name: 'order-ship', path: '/orders', act: each(paidOrder, press('Ship'), sees('Carrier')) },
  { name: 'order-short', path: '/orders?state=REQUIRES_ACTION', act: each(window => window.getByRole('row').nth(1).getByRole('link').first().click(), sees('History'), press('Reserve stock'), window => window.getByRole('dialog').locator('form').getByRole('button', { name: 'Reserve stock' }).click(), sees('not enough in stock')) },
  { name: 'calls', path: '/calls', act: row(/Ringing/) },
  { name: 'knowledge', path: '/knowledge', act: sees('Returning empty pallets') },
  { name: 'knowledge-found', path: '/knowledge?text=return palets', act: sees('Article 1') },
  { name: 'article', path: '/knowledge', act: pallets },
  { name: 'article-versions', path: '/knowledge', act: each(pallets, sees('Compare'), whole) },
  { name: 'article-edit', path: '/knowledge', act: each(pallets, follow('Edit'), sees('Text in Markdown')) },
].map(shot => ({ as: 'owner' as const, ...shot }));
