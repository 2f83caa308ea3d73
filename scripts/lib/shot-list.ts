import type { Page } from 'playwright-core';
import { playgroundShots } from './shots-playground.js';

/** How to get into the house the pictures are taken in: sessions, a key, and links from mails. */
export type Credentials = Readonly<Record<'owner' | 'agent' | 'newcomer' | 'apiKey' | 'invitation' | 'reset', string>>;

type Act = (page: Page) => Promise<unknown>;

/** One state of one page: who looks, what stands in the way, and what they do before the picture is taken. */
export interface Shot {
  readonly name: string;
  readonly path: string;
  readonly as?: 'owner' | 'agent' | 'newcomer';
  /** Whether all of the page is drawn, instead of the window. */
  readonly isWhole?: boolean;
  readonly before?: Act;
  readonly act?: Act;
}

const each = (...acts: Act[]): Act => async page => {
  for (const act of acts) await act(page);
};
const press = (name: string | RegExp): Act => page => page.getByRole('button', { name }).first().click();
const sees = (text: string | RegExp): Act => page => page.getByText(text).first().waitFor();
const fill = (label: string, value: string): Act => page => page.getByRole('textbox', { name: label }).or(page.getByLabel(label, { exact: true })).first().fill(value);
const submit = (name: string): Act => page => page.locator('form').getByRole('button', { name }).click();
const choose = (menu: string, item: string): Act => each(press(menu), page => page.getByRole('menuitem', { name: item }).click());
const answers = (pattern: string, status: number, json: object): Act => page =>
  page.route(pattern, route => route.fulfill({ status, json, headers: { 'x-request-id': '0198b6f0-7c1e-7d3a-9a41-5c2f0e8d7b12' } }));
const silence = (pattern: string): Act => page => page.route(pattern, () => undefined);
/** Lets the question for the desk itself through, and does something else with those of its sections. */
const sections = (answer: object | null): Act => page =>
  page.route('**/graphql', route => {
    if (route.request().postData()?.includes('"Desk"')) return route.continue();
    return answer === null ? undefined : route.fulfill({ status: 503, json: answer });
  });
const unavailable = { errors: [{ message: 'This is not available right now. Try again.', extensions: { code: 'UNAVAILABLE', requestId: '0198b6f0-7c1e-7d3a-9a41-5c2f0e8d7b12' } }] };
const home = sees('mira.hoffmann@brandt.example');
const choosePicture = (buffer: Buffer): Act => page => page.locator('input[type=file]').setInputFiles({ name: 'picture.png', mimeType: 'image/png', buffer });
const run: Act = each(
  page => page.locator('.result-window .monaco-editor').waitFor(),
  sees('WhoAmI'),
  page => page.waitForTimeout(300),
  press(/^Execute query/),
  page => page.getByRole('status', { name: 'Last answer' }).getByText(/^Cost/).waitFor(),
);

/** Every state of every page. */
export function shotsOf({ apiKey, invitation, reset }: Credentials): Shot[] {
  const open: Shot[] = [
    { name: 'sign-up', path: '/sign-up' },
    { name: 'sign-up-faults', path: '/sign-up', act: each(fill('Password', 'too short'), press('Create organization')) },
    { name: 'sign-in', path: '/sign-in' },
    { name: 'sign-in-refused', path: '/sign-in', act: each(fill('Email', 'owner@demo.deskgraph.example'), fill('Password', 'not the password'), press('Sign in'), sees('do not belong')) },
    { name: 'verify', path: '/verify' },
    { name: 'verify-token', path: '/verify?token=x' },
    { name: 'verify-spent', path: '/verify?token=x', act: each(press('Confirm address'), sees('Get a new link')) },
    { name: 'reset', path: '/reset' },
    { name: 'reset-sent', path: '/reset', act: each(fill('Email', 'nobody@example.com'), press('Send link'), sees('on its way')) },
    { name: 'reset-token', path: reset, act: fill('New password', 'another horse') },
    { name: 'invitation', path: invitation, act: sees('Join Brandt') },
    { name: 'invitation-spent', path: '/invitation?token=x', act: sees('has ended') },
    { name: 'invitation-other', path: invitation, as: 'newcomer', act: sees('another address') },
    { name: 'setup', path: '/setup?token=3f9a1c07', before: answers('**/auth/setup', 200, { ok: true, needed: true }), act: sees('Set-up token') },
    { name: 'setup-done', path: '/setup', act: sees('is set up') },
    { name: 'nowhere', path: '/nowhere' },
    { name: 'unreachable', path: '/', before: answers('**/auth/session', 503, { error: { code: 'UNAVAILABLE', message: 'This is not available right now. Try again.' } }), act: sees('Try again') },
    { name: 'playground-nobody', path: '/playground', act: sees('Use an API key') },
    { name: 'playground-key', path: '/playground', act: each(press('Use an API key'), page => page.getByRole('dialog').locator('input').fill(apiKey), submit('Use key'), run) },
  ];
  const desk: Shot[] = [
    { name: 'home', path: '/', act: home },
    { name: 'home-whole', path: '/', isWhole: true, act: home },
    { name: 'home-agent', path: '/', as: 'agent', isWhole: true, act: sees('This browser') },
    { name: 'home-newcomer', path: '/', as: 'newcomer', isWhole: true, act: sees('No API keys') },
    { name: 'home-rights', path: '/', act: each(home, page => page.getByText('What your role may do').click()) },
    { name: 'home-picture', path: '/', act: each(home, async page => choosePicture(await page.screenshot({ clip: { x: 0, y: 0, width: 300, height: 300 } }))(page), sees('is changed')) },
    { name: 'home-picture-menu', path: '/', act: each(home, press('Your picture')) },
    { name: 'home-picture-sending', path: '/', before: silence('**/files/**'), act: each(home, choosePicture(Buffer.from('picture')), sees('Sending')) },
    { name: 'home-picture-refused', path: '/', act: each(home, choosePicture(Buffer.from('no picture')), sees('Choose another')) },
    { name: 'home-loading', path: '/', before: silence('**/graphql'), act: page => page.waitForTimeout(600) },
    { name: 'home-sections-loading', path: '/', before: sections(null), act: sees('What your role') },
    { name: 'home-sections-failed', path: '/', isWhole: true, before: sections(unavailable), act: sees('Try again') },
    { name: 'home-failed', path: '/', before: answers('**/graphql', 503, unavailable), act: sees('did not open') },
    { name: 'member-menu', path: '/', act: each(home, press('Actions for Jonas Lindqvist')) },
    { name: 'you-menu', path: '/', act: each(home, press(/^You$/)) },
    { name: 'theme-menu', path: '/', act: each(home, press('Light or dark')) },
    { name: 'invite', path: '/', act: each(press('Invite'), sees('Works tickets')) },
    { name: 'change-role', path: '/', act: each(choose('Actions for Jonas Lindqvist', 'Change role'), sees('Works tickets')) },
    { name: 'remove', path: '/', act: choose('Actions for Jonas Lindqvist', 'Remove') },
    { name: 'create-key', path: '/', act: each(press('Create key'), sees('of 6 chosen')) },
    { name: 'key-made', path: '/', as: 'newcomer', act: each(press('Create key'), fill('Name', 'Storefront sync'), press('Choose all'), submit('Create key'), sees('Try it')) },
    { name: 'signed-in', path: '/sign-in', act: sees('Sign in as someone else') },
    { name: 'playground', path: '/playground', act: run },
    { name: 'playground-docs', path: '/playground', act: each(press('Show Documentation Explorer'), sees('Root Types')) },
    { name: 'playground-agent', path: '/playground', as: 'agent', act: run },
    { name: 'playground-menu', path: '/playground', act: press('Helene Brandt') },
    { name: 'playground-failed', path: '/playground', before: answers('**/graphql', 503, unavailable), act: sees('did not open') },
    ...playgroundShots,
  ];
  return [...open, ...desk.map(shot => ({ as: 'owner' as const, ...shot }))];
}
