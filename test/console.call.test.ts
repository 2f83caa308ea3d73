import { signed } from '@deskgraph/sandbox';
import { chromiumPath, faultsOf, looks, openBrowser, openHouse, visit, type Person, type TestHouse, type Visitor } from '@deskgraph/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';

const inChromium = chromiumPath === null ? describe.skip : describe;

let house: TestHouse;
let browser: Browser;
let owner: Person;
let visitor: Visitor;
let line: { connection: { id: string }; secret: string };

beforeAll(async () => {
  if (chromiumPath === null) return;
  [house, browser] = await Promise.all([openHouse(), openBrowser()]);
  owner = await (await house.organization('Calls')).as('owner');
  visitor = await visit(browser, { url: house.url, cookie: owner.cookie });
  visitor.context.setDefaultTimeout(15_000);
  const { connectionCreate } = await owner.ask<{ connectionCreate: typeof line }>(
    'mutation ($input: ConnectionCreateInput!) { connectionCreate(input: $input) { connection { id } secret } }',
    { input: { provider: 'pbx', name: 'Switchboard' } },
  );
  line = connectionCreate;
});
afterEach(() => {
  expect(visitor.wrongs.splice(0)).toEqual([]);
});
afterAll(() => (chromiumPath === null ? undefined : browser.close()));

/** Has the switchboard tell of a call. */
async function tell(id: string, sequence: number, state: string): Promise<void> {
  const at = new Date().toISOString();
  const body = JSON.stringify({ at, sequence, call: { id, direction: 'inbound', from: '+43158858123', to: '+493012345678', state, started_at: at } });
  const { status } = await house.call(`/hooks/voice/${line.connection.id}`, body, signed(line.secret, crypto.randomUUID(), body));
  expect(status).toBe(200);
}

/** Waits until the graph knows of a call in a state. */
async function known(state: string): Promise<void> {
  const count = async () => (await owner.ask<{ calls: { totalCount: number } }>('query ($filter: CallFilter) { calls(filter: $filter) { totalCount } }', { filter: { state } })).calls.totalCount;
  for (const end = Date.now() + 15_000; (await count()) === 0; await new Promise(done => setTimeout(done, 50))) if (Date.now() > end) throw new Error('Nobody called.');
}

inChromium('a call', () => {
  const id = crypto.randomUUID();

  it('that rings is answered here while one looks', async () => {
    await tell(id, 0, 'ringing');
    await known('RINGING');
    const { page, open } = visitor;
    await open('/calls');
    const row = page.getByRole('row', { name: /They called, call 1/ });
    await row.getByText('Ringing').waitFor();
    await page.waitForTimeout(500); // the socket opens

    await tell(id, 1, 'answered');

    await row.getByText('On the line').waitFor();
    expect(await row.locator('[data-flash="1"]').first().innerText()).toBe('On the line');
  });

  it('is linked to a ticket that is found by its subject', async () => {
    await owner.ask('mutation ($input: TicketCreateInput!) { ticketCreate(input: $input) { refusal { message } } }', { input: { subject: 'Drums came without lids', text: 'All of them.', requesterAddress: 'somebody@example.com' } });
    const { page, open } = visitor;
    await open('/calls');
    await page.getByRole('button', { name: 'Actions for call 1' }).click();
    await page.getByRole('menuitem', { name: 'Link to a ticket' }).click();
    await page.getByRole('dialog').getByLabel('Ticket').first().fill('drums');
    await page.getByRole('option', { name: /Drums came without lids/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();

    await page.getByRole('row', { name: /They called, call 1/ }).getByRole('link', { name: /Drums came without lids/ }).waitFor();
    const { calls } = await owner.ask<{ calls: { nodes: { ticket: { subject: string } }[] } }>('{ calls { nodes { ticket { subject } } } }');
    expect(calls.nodes).toEqual([{ ticket: { subject: 'Drums came without lids' } }]);
  });

  it('stands in a list that meets WCAG 2.2 AA at both widths and themes', async () => {
    await visitor.open('/calls');
    await visitor.page.getByRole('row', { name: /They called/ }).waitFor();

    const found: string[] = [];
    for (const each of looks) {
      await visitor.look(each);
      found.push(...(await faultsOf(visitor.page)).map(fault => `${String(each.width)} px, ${each.scheme}: ${fault}`));
    }
    expect(found).toEqual([]);
  });

  it('that begins to ring stands here at once', async () => {
    const { page, open } = visitor;
    await open('/calls');
    await page.getByRole('row', { name: /They called, call 1/ }).waitFor();
    await page.waitForTimeout(500); // the socket opens

    await tell(crypto.randomUUID(), 0, 'ringing');

    await page.getByRole('row', { name: /They called, call 2/ }).getByText('Ringing').waitFor({ timeout: 5000 });
  });
});
