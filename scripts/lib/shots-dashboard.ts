import type { Page } from 'playwright-core';
import type { Shot } from './shot-list.js';

const sees = (text: string | RegExp) => (page: Page) => page.getByText(text).first().waitFor();
const isThere = (page: Page) => page.getByRole('heading', { name: 'Calls per day' }).waitFor({ timeout: 20_000 });
const figures = (answer: object | null) => (page: Page) =>
  page.route('**/graphql', route => {
    if (!route.request().postData()?.includes('"Dashboard')) return route.continue();
    return answer === null ? undefined : route.fulfill({ status: 503, json: answer });
  });
const unavailable = { errors: [{ message: 'This is not available right now. Try again.', extensions: { code: 'UNAVAILABLE', requestId: '0198b6f0-7c1e-7d3a-9a41-5c2f0e8d7b12' } }] };

/** The dashboard and the wall, full, empty, waiting and failed. */
export const dashboardShots: readonly Shot[] = [
  { name: 'dashboard', path: '/dashboard', isFull: true, act: isThere },
  { name: 'dashboard-charts', path: '/dashboard', isFull: true, act: async page => { await isThere(page); await page.getByRole('heading', { name: 'Tickets per day' }).scrollIntoViewIfNeeded(); await page.mouse.wheel(0, 420); } },
  { name: 'dashboard-orders', path: '/dashboard?span=90', isFull: true, act: async page => { await isThere(page); await page.getByRole('heading', { name: 'Orders', exact: true }).nth(0).evaluate(node => node.scrollIntoView()); } },
  { name: 'dashboard-table', path: '/dashboard?span=7', isFull: true, act: async page => { await isThere(page); await page.getByText('Table').first().click(); await page.getByRole('table').scrollIntoViewIfNeeded(); } },
  { name: 'dashboard-definition', path: '/dashboard?span=7', isFull: true, act: async page => { await isThere(page); await page.getByLabel('What Came in counts').focus(); await page.waitForTimeout(700); } },
  { name: 'dashboard-wall', path: '/dashboard?wall=1&span=7', isFull: true, act: sees('Missed') },
  { name: 'dashboard-empty', path: '/dashboard', as: 'newcomer', act: isThere },
  { name: 'dashboard-loading', path: '/dashboard', before: figures(null), act: page => page.waitForTimeout(800) },
  { name: 'dashboard-failed', path: '/dashboard', before: figures(unavailable), act: sees('did not load') },
];
