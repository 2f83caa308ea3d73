import { each, press, sees, type Act, type Shot } from './shot-acts.js';

const item = (name: string): Act => page => page.getByRole('menuitem', { name }).click();
const view = (name: string): Act => page => page.getByText(name, { exact: true }).click();
const ready: Act = page => page.locator('.result-window .monaco-editor').waitFor({ state: 'attached' });
const run: Act = each(press(/^Execute query/), page => page.getByRole('status', { name: 'Last answer' }).getByText(/^Cost|frame/).first().waitFor());

/** Writes a question into the editor in place of what is there. */
const write = (text: string): Act => each(
  ready,
  page => page.locator('.graphiql-query-editor .monaco-editor').first().click({ position: { x: 120, y: 90 } }),
  page => page.keyboard.press('ControlOrMeta+a'),
  page => page.keyboard.insertText(text.replace(/\s+/g, ' ')), // with lines the editor would close brackets that are closed
  page => page.waitForTimeout(500),
  page => page.keyboard.press('Escape'), // what it suggests
  press(/^Prettify/),
  page => page.waitForTimeout(1_500),
);
const roles = 'query WhoHoldsWhat {\n  roles { name memberCount builtIn permissions }\n  members { nodes { name joinedAt role { name } } }\n}\n';
const dear = 'query Everything {\n  tickets(first: 100) {\n    nodes {\n      number\n      messages(first: 50) { nodes { text author { name } } }\n      customer { name orders(first: 20) { number lines { sku } } }\n    }\n  }\n}\n';
const save = (name: string, isShared = false): Act => each(
  page => page.keyboard.press('ControlOrMeta+s'),
  page => page.getByRole('dialog').getByLabel('Name').fill(name),
  page => (isShared ? page.getByLabel('Share with the organization').check() : Promise.resolve()),
  press('Save query'),
  sees(`“${name}” is saved.`),
);
const saves: Act = each(write(roles), save('Who holds what', true), write('query Mine { viewer { name } }'), page => page.getByRole('button', { name: 'Save', exact: true }).click(), sees('is saved'));

/** The states of the playground beside its first. */
export const playgroundShots: readonly Shot[] = [
  { name: 'playground-table', path: '/playground', act: each(write(roles), run, view('Table'), sees('memberCount')) },
  { name: 'playground-table-empty', path: '/playground', act: each(ready, view('Table'), sees('Run a question')) },
  { name: 'playground-chart', path: '/playground', act: each(write(roles), run, view('Chart'), page => page.locator('.recharts-surface').first().waitFor()) },
  { name: 'playground-cost', path: '/playground', act: each(write(dear), press(/^Cost before/), sees('The dearest fields')) },
  { name: 'playground-cost-fine', path: '/playground', act: each(write(roles), press(/^Cost before/), sees('The dearest fields')) },
  { name: 'playground-cost-unread', path: '/playground', act: each(write('query {\n  tickets {'), press(/^Cost before/), sees('cannot be read')) },
  { name: 'playground-save', path: '/playground', act: each(write(roles), page => page.keyboard.press('ControlOrMeta+s'), sees('Share with the organization')) },
  { name: 'playground-saved', path: '/playground', act: each(saves, write('query Changed { viewer { id } }'), press('Show Saved queries'), sees('Shared with the organization')) },
  { name: 'playground-saved-menu', path: '/playground', act: each(ready, write(roles), save('Who has joined'), press('Actions for this question'), sees('Copy as curl')) },
  { name: 'playground-saved-delete', path: '/playground', act: each(write(roles), save('Not for long'), press('Actions for this question'), item('Delete'), sees('is deleted')) },
  { name: 'playground-saved-empty', path: '/playground', as: 'newcomer', act: each(ready, press('Show Saved queries'), sees('Nothing saved yet')) },
  { name: 'playground-live', path: '/playground', act: each(write('subscription Told { ticketsChanged(filter: {}) { kind ticket { number subject } } }'), press(/^Execute query/), sees('Live'), view('Table')) },
];
