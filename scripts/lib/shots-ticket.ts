import { answers, each, press, sees, unavailable, type Act, type Shot } from './shot-acts.js';

const opens: Act = each(page => page.getByRole('row').filter({ hasText: 'Invoice R-' }).first().click(), page => page.getByRole('log').waitFor(), page => page.waitForTimeout(900));
const types = (words: string): Act => each(page => page.locator('[contenteditable=true]:focus').waitFor(), page => page.keyboard.type(words));
const presses = (key: string): Act => page => page.keyboard.press(key);
const unless = (status: number | null): Act => page =>
  page.route('**/graphql', route => {
    if (!route.request().postData()?.includes('"TicketScene"')) return route.continue();
    return status === null ? undefined : route.fulfill({ status, json: unavailable });
  });

/** Every state of a ticket. */
const shots: readonly Shot[] = [
  { name: 'inbox-full', path: '/inbox/open', act: page => page.getByRole('row').nth(5).waitFor() },
  { name: 'ticket', path: '/inbox/open', act: opens },
  { name: 'ticket-writing', path: '/inbox/open', act: each(opens, presses('r'), types('Thank you for writing. The certificate is attached.')) },
  { name: 'ticket-note', path: '/inbox/open', act: each(opens, presses('n'), types('Ask the warehouse first.'), presses('Control+Enter'), sees('Ask the warehouse first.'), page => page.waitForTimeout(600)) },
  { name: 'ticket-status', path: '/inbox/open', act: each(opens, press(/^Status/)) },
  { name: 'ticket-tags', path: '/inbox/open', act: each(opens, presses('t'), page => page.waitForTimeout(300)) },
  { name: 'ticket-context', path: '/inbox/open', act: each(opens, presses('['), presses(']'), page => page.waitForTimeout(500)) },
  { name: 'ticket-merge', path: '/inbox/open', as: 'owner', act: each(opens, press('More for this ticket'), page => page.getByRole('menuitem', { name: /^Merge/ }).click(), page => page.waitForTimeout(500)) },
  { name: 'ticket-loading', path: '/inbox/open', before: unless(null), act: each(page => page.getByRole('row').nth(2).click(), page => page.waitForTimeout(700)) },
  { name: 'ticket-failed', path: '/inbox/open', before: unless(503), act: each(page => page.getByRole('row').nth(2).click(), sees('did not load')) },
  { name: 'ticket-missing', path: '/tickets/0198b6f0-7c1e-7d3a-9a41-5c2f0e8d7b12', before: answers('**/nothing', 200, {}), act: sees('no such ticket') },
];

/** The same, seen by an agent on a desk that is full. */
export const ticketShots: readonly Shot[] = shots.map(shot => ({ as: 'agent', isFull: true, ...shot }));
