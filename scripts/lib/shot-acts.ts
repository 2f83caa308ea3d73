import type { Page } from 'playwright-core';

/** What is done with a page. */
export type Act = (page: Page) => Promise<unknown>;

/** One state of one page: who looks, what stands in the way, and what they do before the picture is taken. */
export interface Shot {
  readonly name: string;
  readonly path: string;
  readonly as?: 'owner' | 'agent' | 'newcomer';
  /** Whether all of the page is drawn, instead of the window. */
  readonly isWhole?: boolean;
  /** Whether the demo's rows are there; else there are only its people. */
  readonly isFull?: boolean;
  readonly before?: Act;
  readonly act?: Act;
}

/** Does one thing after the other. */
export const each = (...acts: Act[]): Act => async page => {
  for (const act of acts) await act(page);
};
/** Presses the first button of this name. */
export const press = (name: string | RegExp): Act => page => page.getByRole('button', { name }).first().click();
/** Waits until it is said. */
export const sees = (text: string | RegExp): Act => page => page.getByText(text).first().waitFor();
/** Fills a field. */
export const fill = (label: string, value: string): Act => page => page.getByRole('textbox', { name: label }).or(page.getByLabel(label, { exact: true })).first().fill(value);
/** Presses a button of a form. */
export const submit = (name: string): Act => page => page.locator('form').getByRole('button', { name }).click();
/** Opens a menu and chooses from it. */
export const choose = (menu: string, item: string): Act => each(press(menu), page => page.getByRole('menuitem', { name: item }).click());
/** Answers instead of the house. */
export const answers = (pattern: string, status: number, json: object): Act => page =>
  page.route(pattern, route => route.fulfill({ status, json, headers: { 'x-request-id': '0198b6f0-7c1e-7d3a-9a41-5c2f0e8d7b12' } }));
/** Never answers. */
export const silence = (pattern: string): Act => page => page.route(pattern, () => undefined);
/** Lets the question for the desk itself through, and does something else with those of its sections. */
export const sections = (answer: object | null): Act => page =>
  page.route('**/graphql', route => {
    if (route.request().postData()?.includes('"Desk"')) return route.continue();
    return answer === null ? undefined : route.fulfill({ status: 503, json: answer });
  });
/** What the house says while a room is down. */
export const unavailable = { errors: [{ message: 'This is not available right now. Try again.', extensions: { code: 'UNAVAILABLE', requestId: '0198b6f0-7c1e-7d3a-9a41-5c2f0e8d7b12' } }] };
