import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { chromiumPath, openBrowser, openHouse, soon, visit, type Organization, type Person, type TestHouse, type Visitor } from '@deskgraph/testing';
import type { Browser, Page } from 'playwright-core';

const inChromium = chromiumPath === null ? describe.skip : describe;
let house: TestHouse;
let browser: Browser;
let organization: Organization;
let owner: Person;
let desk: Visitor;
let page: Page;
const visitors: Visitor[] = [];

beforeAll(async () => {
  if (chromiumPath === null) return;
  [house, browser] = await Promise.all([openHouse(), openBrowser()]);
  organization = await house.furnished('Settings');
  owner = await organization.as('owner');
  desk = await come(owner);
  ({ page } = desk);
}, 120_000);
afterEach(() => {
  expect(visitors.flatMap(({ wrongs }) => wrongs.splice(0))).toEqual([]); // nobody asked elsewhere, and no policy was broken
});
afterAll(() => (chromiumPath === null ? undefined : browser.close()));

async function come(person: Person): Promise<Visitor> {
  const visitor = await visit(browser, { url: house.url, cookie: person.cookie });
  visitors.push(visitor);
  return visitor;
}

const sees = (words: string | RegExp) => page.getByText(words).first().waitFor();
const click = (name: string | RegExp) => page.getByRole('button', { name, exact: true }).first().click();
const choose = async (menu: string, item: string): Promise<void> => {
  await click(menu);
  await page.getByRole('menuitem', { name: item, exact: true }).click();
};
const row = (list: string, words: string | RegExp) => page.getByRole('list', { name: list, exact: true }).getByRole('listitem').filter({ hasText: words });
const dialog = () => page.getByRole('dialog');
const fill = (label: string, value: string) => page.getByLabel(label, { exact: true }).fill(value);
/** What a member of the organization is called. */
const member = (role: string) => `Settings ${role} ${organization.name.split(' ').at(-1) ?? ''}`;
/** A name that is in no other test's way. */
const named = (what: string) => `${what} ${crypto.randomUUID().slice(0, 8)}`;

inChromium('a mailbox', () => {
  it('is connected, told how mail gets to it, and switched off', async () => {
    const [name, address] = [named('Returns'), `returns-${crypto.randomUUID()}@company.example`];
    await desk.open('/settings/mailboxes');
    await click('Connect mailbox');
    await fill('Name', name);
    await fill('Address', address);
    await click('Connect');
    await sees(`How mail gets to ${name}`);
    const forward = await page.getByLabel('Forward to', { exact: true }).innerText();
    await sees('No mail yet');
    await choose(`Actions for the mailbox ${name}`, 'Switch off');
    await sees(`${name} takes no more mail.`);
    await row('Mailboxes', name).getByText('Off').waitFor();

    const { mailboxes } = await owner.ask<{ mailboxes: { name: string; address: string; inboundAddress: string; state: string }[] }>('{ mailboxes { name address inboundAddress state } }');
    expect(mailboxes.find(mailbox => mailbox.name === name)).toEqual({ name, address, inboundAddress: forward.trim(), state: 'OFF' });
  });

  it('shows what came to it, filtered by the address of the page, with the mail as it came', async () => {
    await desk.open('/settings/mailboxes');
    await row('Mailboxes', 'support').getByRole('button').first().click();
    await page.getByLabel('State').selectOption('UNREADABLE');
    await sees('No mails match');
    const filtered = new URL(page.url()).searchParams.get('state');
    await page.reload();
    await sees('No mails match');
    await click('Clear filters');
    await row('Mails', 'Question to').getByRole('button').click();
    await dialog().getByText(/Hello .*Settings/).waitFor();
    const saved = page.waitForEvent('download');
    await click('Download as it came');
    const raw = readFileSync(await (await saved).path(), 'utf8');
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });

    expect(filtered).toBe('UNREADABLE');
    expect(raw).toContain('Subject: Question to');
    expect(new URL(page.url()).searchParams.has('mail')).toBe(false);
  });
});

inChromium('a role', () => {
  it('is made of what its maker may do, given to a member, felt by them, and stands in its own way while somebody holds it', async () => {
    const name = named('Warehouse');
    const agent = await organization.as('agent');
    const theirs = await come(agent);
    await theirs.open('/settings/you');
    await theirs.page.getByRole('link', { name: 'Customers' }).waitFor();

    await desk.open('/settings/roles');
    await click('Create role');
    await fill('Name', name);
    await fill('Who it is for', 'Those who pack.');
    for (const atom of ['order.read', 'organization.read', 'role.read']) await dialog().getByRole('checkbox', { name: atom, exact: false }).first().check();
    await dialog().getByRole('button', { name: 'Create role' }).click();
    await sees(`The role ${name} is made.`);
    await desk.open('/settings/members');
    await choose(`Actions for ${member('agent')}`, 'Change role');
    await page.getByLabel('Role', { exact: true }).selectOption({ label: name });
    await dialog().getByRole('button', { name: 'Change role' }).click();
    await sees('has another role now.');

    const customers = await soon(async () => {
      await theirs.page.reload();
      await theirs.page.getByRole('link', { name: 'Orders' }).waitFor();
      return theirs.page.getByRole('link', { name: 'Customers' }).count();
    }, 0, 10_000);
    expect(customers).toBe(0);

    await desk.open('/settings/roles');
    await choose(`Actions for the role ${name}`, 'Delete');
    await sees('One person holds it');
    await dialog().getByRole('button', { name: 'Delete' }).click();
    await dialog().getByRole('alert').waitFor();
    await theirs.context.close();
  });

  it('that is built in can be copied, and not changed', async () => {
    await desk.open('/settings/roles');
    await click('Actions for the role Agent');
    const verbs = await page.getByRole('menuitem').allInnerTexts();
    await page.getByRole('menuitem', { name: 'Copy' }).click();
    const copied = await dialog().getByLabel('Name', { exact: true }).inputValue();
    const held = await dialog().getByRole('checkbox', { checked: true }).count();

    expect([verbs, copied]).toEqual([['Copy'], 'Copy of Agent']);
    expect(held).toBeGreaterThan(10);
  });
});

inChromium('a team', () => {
  it('is made, joined, left and deleted', async () => {
    const name = named('Returns');
    await desk.open('/settings/teams');
    await click('Create team');
    await fill('Name', name);
    await dialog().getByRole('button', { name: 'Create team' }).click();
    await sees(`The team ${name} is made.`);
    await choose(`Actions for the team ${name}`, 'Add members');
    await fill('Name or address', 'manager');
    await click(`Add ${member('manager')}`);
    await sees(`${member('manager')} is in ${name}.`);
    await dialog().getByText('In the team').waitFor();
    await page.keyboard.press('Escape');
    await click(`Take ${member('manager')} out of ${name}`);
    await sees(`${member('manager')} is no longer in ${name}.`);
    await choose(`Actions for the team ${name}`, 'Delete');
    await dialog().getByRole('button', { name: 'Delete' }).click();
    await sees(`The team ${name} is deleted.`);

    expect(await row('Teams', name).count()).toBe(0);
  });
});

inChromium('a provider', () => {
  it('is connected with a secret shown once, and given another while the first still opens', async () => {
    const name = named('Exchange');
    await desk.open('/settings/connections');
    await click('Connect');
    await fill('Name', name);
    await dialog().getByRole('button', { name: 'Connect' }).click();
    const first = await page.getByLabel('Secret', { exact: true }).innerText();
    await click('The provider has them');
    await choose(`Actions for the connection ${name}`, 'Rotate secret');
    await dialog().getByRole('button', { name: 'Rotate secret' }).click();
    const second = await page.getByLabel('Secret', { exact: true }).innerText();
    await click('The provider has them');
    await row('Connections', name).getByText(/^Two secrets until/).waitFor();

    expect([first, second].every(secret => secret.trim().length >= 32)).toBe(true);
    expect(second).not.toBe(first);
    expect(await page.content()).not.toContain(second.trim());
  });

  it('is heard once more when its delivery is handled again', async () => {
    const handledAt = async (): Promise<string | null> => (await owner.ask<{ deliveries: { nodes: { handledAt: string | null }[] } }>('{ deliveries(first: 1, filter: { provider: "pbx" }) { nodes { handledAt } } }')).deliveries.nodes[0]?.handledAt ?? null;
    const before = await handledAt();
    await desk.open('/settings/deliveries');
    await row('Deliveries', 'Handled').getByRole('button').first().click();
    await dialog().getByLabel('Body').getByText('ringing').waitFor();
    await dialog().getByLabel('Headers').getByText('content-type').waitFor();
    await click('Handle again');
    await sees('It is handled again, as if it had just come.');
    await dialog().getByText('Handled', { exact: true }).first().waitFor();
    await dialog().getByRole('button', { name: 'Handle again' }).waitFor({ timeout: 15_000 });

    expect(await handledAt()).not.toBe(before);
  });
});

inChromium('a job that failed', () => {
  it('is found by its state, tried again, and told until it is done', async () => {
    const { jobs } = await owner.ask<{ jobs: { nodes: { id: string }[] } }>('{ jobs(first: 1, filter: { name: "accounts.mail", states: [DONE] }) { nodes { id } } }');
    const id = jobs.nodes[0]?.id;
    await house.sql(`update platform.job set state = 'DEAD', reason = 'UNAVAILABLE: the mail server said no' where id = $1`, [id]);
    await desk.open('/settings/jobs?state=failed');
    await row('Jobs', 'the mail server said no').getByRole('button').click();
    await dialog().getByText('Failed', { exact: true }).waitFor();
    await click('Try again');
    await sees('The job is tried again.');
    await dialog().getByText('Done', { exact: true }).waitFor({ timeout: 15_000 });

    const { job } = await owner.ask<{ job: { state: string } }>('query ($id: ID!) { job(id: $id) { state } }', { id });
    expect(job.state).toBe('DONE');
  });
});

inChromium('a parked event', () => {
  it('is shown with what waits behind it, and given up', async () => {
    const subjectId = crypto.randomUUID();
    await house.sql(
      `insert into platform.parked (organization_id, id, consumer, position, event_id, topic, subject_id, related_ids, actor_id, request_id, at, behind, attempts, reason, state, parked_at)
       select $1, gen_random_uuid(), 'test.pages', 900000 + n, 1, 'test.stuck', $2, '{}', $1, 'test-parked', now(), n > 1, case n when 1 then 5 else 0 end, case n when 1 then 'INTERNAL: see the log' end, 'PARKED', now() + n * interval '1 ms'
       from generate_series(1, 2) n`,
      [organization.id, subjectId],
    );
    await desk.open('/settings/parked-events?topic=test.stuck');
    await row('Parked events', 'INTERNAL').getByRole('button').click();
    await dialog().getByText('Waits with it').waitFor();
    await dialog().getByText('Behind another').waitFor();
    await click('Give up');
    await sees('It is given up.');

    const states = await house.sql<{ state: string }>('select state from platform.parked where subject_id = $1 order by position', [subjectId]);
    expect(states[0]).toEqual({ state: 'DISCARDED' });
  });
});

inChromium('the audit trail', () => {
  it('is filtered by member and action in the address, shows what was different, and is exported as filtered', async () => {
    await owner.ask('mutation ($input: OrganizationUpdateInput!) { organizationUpdate(input: $input) { refusal { code } } }', { input: { name: `${organization.name} & Sons` } });
    await desk.open('/settings/audit');
    await page.getByLabel('Who').selectOption({ label: member('owner') });
    await fill('Action', 'organization.update');
    await page.keyboard.press('Enter');
    await page.locator('ins', { hasText: `${organization.name} & Sons` }).waitFor();
    const { searchParams } = new URL(page.url());
    await page.getByText('1 found').waitFor();
    await click('Export');
    await sees('As filtered: the one entry you see now.');
    await click('Write the file');
    await page.getByText('The file is written: one entry.').waitFor({ timeout: 20_000 });
    const saved = page.waitForEvent('download');
    await click('Download');
    const file = readFileSync(await (await saved).path(), 'utf8');

    expect([searchParams.get('member'), searchParams.get('action')]).toEqual([owner.memberId, 'organization.update']);
    expect(file.trim().split('\n')).toHaveLength(2);
    expect(file).toContain('organization.update');
  });
});

inChromium('settings', () => {
  it('lead whoever begins through the first steps, and no longer once they are done', async () => {
    const fresh = await house.organization('Beginner');
    const founder = await fresh.as('owner');
    const begun = await come(founder);
    await begun.open('/settings/you');
    await begun.page.getByText('First steps').first().waitFor();
    await begun.page.getByRole('link', { name: 'Connect', exact: true }).click();
    await begun.page.getByText('No mailboxes').waitFor();
    await founder.ask('mutation ($input: MailboxCreateInput!) { mailboxCreate(input: $input) { refusal { code } } }', { input: { name: 'Support', address: 'support@beginner.example' } });
    await begun.open('/settings/you');
    await begun.page.getByText('What your role may do').waitFor();
    await begun.page.waitForTimeout(500);

    expect(await begun.page.getByText('First steps').count()).toBe(0);
    await begun.context.close();
  });

  it('are walked through with the keyboard alone, and offer nobody what they may not see', async () => {
    const agent = await come(await organization.as('viewer'));
    await agent.open('/settings/you');
    await agent.page.getByRole('navigation', { name: 'Settings' }).waitFor();
    const offered = await agent.page.getByRole('navigation', { name: 'Settings' }).getByRole('link').allInnerTexts();
    await agent.page.getByRole('link', { name: 'Roles' }).focus();
    await agent.page.keyboard.press('Enter');
    await agent.page.getByRole('heading', { name: 'Roles', exact: true }).first().waitFor();
    const summary = agent.page.locator('summary').first();
    await summary.waitFor();
    await summary.focus();
    await agent.page.keyboard.press('Enter');
    await agent.page.getByText('See who the members are.').first().waitFor();

    expect(offered).not.toEqual(expect.arrayContaining(['Jobs']));
    expect(offered).toEqual(expect.arrayContaining(['You', 'Sessions', 'Roles']));
    expect(await agent.page.getByRole('button', { name: 'Create role' }).count()).toBe(0);
    await agent.context.close();
  });
});
