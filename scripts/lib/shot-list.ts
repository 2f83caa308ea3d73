import { dashboardShots } from './shots-dashboard.js';
import { playgroundShots } from './shots-playground.js';
import { roomShots } from './shots-rooms.js';
import { settingsShots } from './shots-settings.js';
import { ticketShots } from './shots-ticket.js';
import { answers, choose, each, fill, press, sections, sees, silence, submit, unavailable, type Act, type Shot } from './shot-acts.js';

export type { Act, Shot } from './shot-acts.js';

/** How to get into the house the pictures are taken in: sessions, a key, and links from mails. */
export type Credentials = Readonly<Record<'owner' | 'agent' | 'newcomer' | 'apiKey' | 'invitation' | 'reset', string>>;

const you = sees('What your role may do');
const members = sees('mira.hoffmann@brandt.example');
const choosePicture = (buffer: Buffer): Act => page => page.locator('input[type=file]').setInputFiles({ name: 'picture.png', mimeType: 'image/png', buffer });
const run: Act = each(
  page => page.locator('.result-window .monaco-editor').waitFor(),
  sees('WhoAmI'),
  page => page.waitForTimeout(300),
  press(/^Execute query/),
  page => page.getByRole('status', { name: 'Last answer' }).getByText(/^Cost/).waitFor(),
);

const key = (...keys: string[]): Act => async page => {
  for (const one of keys) await page.keyboard.press(one);
};
const inbox: Act = each(page => page.getByRole('row').first().waitFor(), page => page.waitForTimeout(300));

/** Every state of the inbox. */
const inboxShots: readonly Shot[] = [
  { name: 'inbox', path: '/inbox/open', as: 'agent', act: inbox },
  { name: 'inbox-all', path: '/inbox/all', as: 'agent', act: inbox },
  { name: 'inbox-selected', path: '/inbox/open', as: 'agent', act: each(inbox, key('j', 'x', 'j', 'j', 'Shift+X')) },
  { name: 'inbox-views', path: '/inbox/open', as: 'agent', act: each(inbox, press(/Choose a view/), page => page.waitForTimeout(800)) },
  { name: 'inbox-options', path: '/inbox/open', as: 'agent', act: each(inbox, press('Options of the list')) },
  { name: 'inbox-compact', path: '/inbox/all', as: 'agent', act: each(inbox, press('Options of the list'), page => page.getByRole('menuitemradio', { name: 'Compact' }).click(), page => page.waitForTimeout(400)) },
  { name: 'inbox-filter', path: '/inbox/all', as: 'agent', act: each(inbox, press('Filter'), page => page.waitForTimeout(300)) },
  { name: 'inbox-filtered', path: '/inbox/all?priority=URGENT,HIGH&status=OPEN', as: 'agent', act: inbox },
  { name: 'inbox-none', path: '/inbox/all?q=zzzz', as: 'agent', act: sees('No ticket fits') },
  { name: 'inbox-missing', path: '/inbox/nothing', as: 'agent', act: sees('no such view') },
  { name: 'inbox-new', path: '/inbox/open', as: 'agent', act: each(inbox, press('New ticket'), press('Create ticket')) },
  { name: 'inbox-assign', path: '/inbox/open', as: 'agent', act: each(inbox, key('j', 'x', 'a'), sees('To')) },
  { name: 'inbox-failed', path: '/inbox/open', as: 'agent', before: page => page.route('**/graphql', route => (route.request().postData()?.includes('Inbox_tickets') ? route.fulfill({ status: 503, json: unavailable }) : route.continue())), act: sees('did not load') },
  { name: 'inbox-loading', path: '/inbox/open', as: 'agent', before: page => page.route('**/graphql', route => (route.request().postData()?.includes('Inbox_tickets') ? undefined : route.continue())), act: page => page.waitForTimeout(1200) },
];

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
    { name: 'you', path: '/settings/you', act: you },
    { name: 'you-rights', path: '/settings/you', act: each(you, page => page.getByText('What your role may do').click()) },
    { name: 'you-picture', path: '/settings/you', act: each(you, async page => choosePicture(await page.screenshot({ clip: { x: 0, y: 0, width: 300, height: 300 } }))(page), sees('is changed')) },
    { name: 'you-picture-menu', path: '/settings/you', act: each(you, press('Your picture')) },
    { name: 'you-picture-sending', path: '/settings/you', before: silence('**/files/**'), act: each(you, choosePicture(Buffer.from('picture')), sees('Sending')) },
    { name: 'you-picture-refused', path: '/settings/you', act: each(you, choosePicture(Buffer.from('no picture')), sees('Choose another')) },
    { name: 'desk-loading', path: '/', before: silence('**/graphql'), act: page => page.waitForTimeout(600) },
    { name: 'desk-failed', path: '/', before: answers('**/graphql', 503, unavailable), act: sees('did not open') },
    { name: 'desk-menu', path: '/settings/you', act: each(you, press(/^You, at/)) },
    { name: 'desk-keys', path: '/settings/you', act: each(you, page => page.keyboard.press('?'), sees('Single keys')) },
    { name: 'desk-palette', path: '/settings/you', act: each(you, page => page.keyboard.press('Control+k'), page => page.waitForTimeout(300)) },
    { name: 'desk-palette-found', path: '/settings/you', act: each(you, page => page.keyboard.press('Control+k'), page => page.keyboard.type('order'), page => page.waitForTimeout(900)) },
    { name: 'members', path: '/settings/members', act: members },
    { name: 'members-loading', path: '/settings/members', before: sections(null), act: page => page.waitForTimeout(600) },
    { name: 'members-failed', path: '/settings/members', before: sections(unavailable), act: sees('Try again') },
    { name: 'members-menu', path: '/settings/members', act: each(members, press('Actions for Jonas Lindqvist')) },
    { name: 'members-invite', path: '/settings/members', act: each(press('Invite'), sees('Works tickets')) },
    { name: 'members-change-role', path: '/settings/members', act: each(choose('Actions for Jonas Lindqvist', 'Change role'), sees('Works tickets')) },
    { name: 'members-remove', path: '/settings/members', act: choose('Actions for Jonas Lindqvist', 'Remove') },
    { name: 'api-keys', path: '/settings/api-keys', act: sees('Storefront sync') },
    { name: 'api-keys-none', path: '/settings/api-keys', as: 'newcomer', act: sees('No API keys') },
    { name: 'api-keys-create', path: '/settings/api-keys', act: each(press('Create key'), sees(/of \d+ chosen/)) },
    { name: 'api-keys-made', path: '/settings/api-keys', as: 'newcomer', act: each(press('Create key'), fill('Name', 'Storefront sync'), press('Choose all'), submit('Create key'), sees('Try it')) },
    { name: 'sessions', path: '/settings/sessions', act: sees('This browser') },
    { name: 'signed-in', path: '/sign-in', act: sees('Sign in as someone else') },
    { name: 'playground', path: '/playground', act: run },
    { name: 'playground-docs', path: '/playground', act: each(press('Show Documentation Explorer'), sees('Root Types')) },
    { name: 'playground-agent', path: '/playground', as: 'agent', act: run },
    { name: 'playground-menu', path: '/playground', act: press('Helene Brandt') },
    { name: 'playground-failed', path: '/playground', before: answers('**/graphql', 503, unavailable), act: sees('did not open') },
    ...playgroundShots,
  ];
  return [...open, ...inboxShots, ...ticketShots, ...[...desk, ...dashboardShots, ...settingsShots].map(shot => ({ as: 'owner' as const, ...shot })), ...roomShots];
}
