// Draws every page in every state it has, at both widths and themes, into .deskgraph/shots: `npm run shots`, `npm run shots -- <name>`.
import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { demoOrganization, fillDemo, makeOrganization } from '@deskgraph/host';
import { chromiumPath, looks, openBrowser, openHouse, password, raiseHouse, visit, type Look, type TestHouse } from '@deskgraph/testing';
import { furnishRooms } from './lib/shots-rooms-furniture.js';
import { shotsOf, type Credentials, type Shot } from './lib/shot-list.js';
import { askAll } from './lib/shot-tickets.js';

const folder = fileURLToPath(new URL('../.deskgraph/shots/', import.meta.url));
const [wanted = ''] = process.argv.slice(2);

if (!chromiumPath) throw new Error('Pictures need Chromium or Chrome: install one, or name it in CHROMIUM_PATH.');
const raised = await raiseHouse();
try {
  const { id: organizationId } = await makeOrganization(raised.house, { ...demoOrganization, password });
  const house = await openHouse(raised.standing);
  const credentials = await furnish(house);
  if (wanted === '') rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const browser = await openBrowser();
  try {
    const shots = shotsOf(credentials).filter(({ name }) => name.startsWith(wanted));
    for (const shot of shots.filter(({ isFull }) => !isFull)) for (const look of looks) await draw(shot, look);
    if (shots.some(({ isFull }) => isFull)) await fillDemo(raised.house, { organizationId, madeAt: new Date() }, step => console.log(step), 0.3).over;
    for (const shot of shots.filter(({ isFull }) => isFull)) for (const look of looks) await draw(shot, look);
  } finally {
    await browser.close();
  }

  async function draw({ name, path, as, isWhole = false, before, act }: Shot, look: Look): Promise<void> {
    const file = `${name}-${String(look.width)}-${look.scheme}.png`;
    const { page, context, wrongs, open } = await visit(browser, { url: house.url, look, ...(as && { cookie: credentials[as] }) });
    await before?.(page);
    await open(path);
    await act?.(page).catch((error: unknown) => wrongs.push(String(error)));
    await page.mouse.move(0, 0);
    await page.waitForTimeout(300); // skeletons come late, and menus fade in
    await page.screenshot({ path: folder + file, fullPage: isWhole });
    for (const wrong of wrongs) console.error(`${file}: ${wrong}`);
    await context.close();
  }
} finally {
  await raised.close();
}

/** Gives the demo what a working day leaves behind, and answers how to get in. */
async function furnish(house: TestHouse): Promise<Credentials> {
  const [owner, agent] = await Promise.all([signIn('owner@demo.deskgraph.example'), signIn('agent@demo.deskgraph.example')]);
  await signIn('owner@demo.deskgraph.example', 'Mozilla/5.0 (iPhone) Version/26.0 Safari/605.1'); // somewhere else, too
  const asked = house.stranger({ cookie: owner });
  const { roles } = await asked.ask<{ roles: { id: string; key: string }[] }>('{ roles { id key } }');
  const roleId = roles.find(({ key }) => key === 'agent')?.id;
  const scopes = ['member.read', 'organization.read', 'role.read', 'graph.introspect'];
  const create = 'mutation ($input: ApiKeyCreateInput!) { apiKeyCreate(input: $input) { secret refusal { message } } }';
  const { apiKeyCreate } = await asked.ask<{ apiKeyCreate: { secret: string } }>(create, { input: { name: 'Storefront sync', scopes } });
  for (const email of ['mira.hoffmann@brandt.example', 'guest@brandt.example'])
    await asked.ask('mutation ($input: MemberInviteInput!) { memberInvite(input: $input) { refusal { message } } }', { input: { email, roleId } });
  await furnishRooms(asked, house.call);
  await house.call('/auth/reset/request', { email: 'viewer@demo.deskgraph.example' });

  await askAll(house.stranger({ cookie: agent }));
  const email = 'nora@harbour.example';
  await house.call('/auth/sign-up', { organization: 'Harbour Supply', name: 'Nora Newcomer', email, password });
  await house.call('/auth/verify', { token: new URL(await linkIn(email)).searchParams.get('token') });
  return {
    ...{ owner, agent, newcomer: await signIn(email), apiKey: apiKeyCreate.secret },
    ...{ invitation: await linkIn('guest@brandt.example'), reset: await linkIn('viewer@demo.deskgraph.example') },
  };

  async function signIn(who: string, browser = 'Mozilla/5.0 (Macintosh) Firefox/140.0'): Promise<string> {
    const { headers, body } = await house.call('/auth/sign-in', { email: who, password }, { 'user-agent': browser });
    const [cookie] = headers.getSetCookie();
    if (cookie === undefined) throw new Error(JSON.stringify(body));
    return cookie.split(';')[0] ?? '';
  }

  async function linkIn(to: string): Promise<string> {
    const [mail] = await house.mails(to);
    return /https?:\S+token=\S+/.exec(mail?.text ?? '')?.[0] ?? '';
  }
}
