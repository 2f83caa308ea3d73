import { setTimeout as sleep } from 'node:timers/promises';
import { signed } from '@deskgraph/sandbox';
import { mailbox, postMail, type Person, type TestHouse } from '@deskgraph/testing';
import type { Page } from 'playwright-core';
import { choose, each, fill, press, sees, submit, unavailable, type Shot } from './shot-acts.js';

const open = (list: string, words: string | RegExp) => (page: Page) =>
  page.getByRole('list', { name: list, exact: true }).getByRole('listitem').filter({ hasText: words }).getByRole('button').first().click();
const below = (page: Page) => page.locator('main').evaluate(main => { main.scrollTop = main.scrollHeight; });
const inDialog = (words: string | RegExp) => (page: Page) => page.getByRole('dialog').getByText(words).first().waitFor();
const exported = each(press('Export'), submit('Write the file'), page => page.getByText('The file is written').waitFor({ timeout: 20_000 }));

/** The pages of settings, in the states they have. */
export const settingsShots: readonly Shot[] = [
  { name: 'settings-first-steps', path: '/settings/you', as: 'newcomer', act: sees('First steps') },
  { name: 'settings-organization', path: '/settings/organization', act: sees('Signed up') },
  { name: 'settings-roles', path: '/settings/roles', act: each(sees('Built in'), page => page.locator('summary').nth(3).click()) },
  { name: 'settings-roles-create', path: '/settings/roles', act: each(press('Create role'), sees(/of \d+ chosen/)) },
  { name: 'settings-roles-delete', path: '/settings/roles', act: each(choose('Actions for the role Warehouse', 'Delete'), inDialog('Nobody holds it')) },
  { name: 'settings-teams', path: '/settings/teams', act: sees('Disposition') },
  { name: 'settings-teams-add', path: '/settings/teams', act: each(choose('Actions for the team Disposition', 'Add members'), sees('In the team')) },
  { name: 'settings-mailboxes', path: '/settings/mailboxes', act: sees('Drum of citric acid') },
  { name: 'settings-mailboxes-below', path: '/settings/mailboxes', act: each(sees('Drum of citric acid'), below) },
  { name: 'settings-mailboxes-none', path: '/settings/mailboxes', as: 'newcomer', act: sees('No mailboxes') },
  { name: 'settings-mailboxes-connect', path: '/settings/mailboxes', act: each(press('Connect mailbox'), fill('Address', 'no address'), submit('Connect')) },
  { name: 'settings-mail', path: '/settings/mailboxes', act: each(open('Mails', 'Drum of citric acid'), inDialog('Message-ID')) },
  { name: 'settings-mails-filtered', path: '/settings/mailboxes?state=UNREADABLE', act: each(sees('No mails match'), below) },
  { name: 'settings-connections', path: '/settings/connections', act: sees('Switchboard Hamburg') },
  { name: 'settings-connections-connect', path: '/settings/connections', act: each(press('Connect'), sees('Signing secret')) },
  { name: 'settings-connections-rotated', path: '/settings/connections', act: each(choose('Actions for the connection Switchboard Kiel', 'Rotate secret'), submit('Rotate secret'), sees('The provider has them')) },
  { name: 'settings-deliveries', path: '/settings/deliveries', act: sees('Handled') },
  { name: 'settings-delivery', path: '/settings/deliveries', act: each(open('Deliveries', 'Handled'), inDialog('ringing')) },
  { name: 'settings-jobs', path: '/settings/jobs', act: sees('accounts.mail') },
  { name: 'settings-jobs-loading', path: '/settings/jobs', before: page => page.route('**/graphql', route => (route.request().postData()?.includes('JobsSection') ? undefined : route.continue())), act: page => page.waitForTimeout(600) },
  { name: 'settings-jobs-failed', path: '/settings/jobs', before: page => page.route('**/graphql', route => (route.request().postData()?.includes('JobsSection') ? route.fulfill({ status: 503, json: unavailable }) : route.continue())), act: sees('Try again') },
  { name: 'settings-job', path: '/settings/jobs?state=failed', act: each(open('Jobs', 'mail server'), inDialog('Why it failed')) },
  { name: 'settings-schedules', path: '/settings/schedules', act: sees('operations.tidy') },
  { name: 'settings-parked', path: '/settings/parked-events', act: sees('mail.parsed') },
  { name: 'settings-parked-event', path: '/settings/parked-events', act: each(open('Parked events', 'INTERNAL'), sees('Waits with it')) },
  { name: 'settings-integrations', path: '/settings/integrations', act: sees('Half within') },
  { name: 'settings-integrations-below', path: '/settings/integrations', act: each(sees('Half within'), below) },
  { name: 'settings-audit', path: '/settings/audit', act: sees('done to') },
  { name: 'settings-audit-export', path: '/settings/audit?action=role', act: exported },
  { name: 'settings-forbidden', path: '/settings/jobs', as: 'agent', act: sees('Your role does not show jobs') },
];

/** Gives the demo what its administrators would see after a working day. */
export async function furnishSettings(house: TestHouse, owner: Person, organizationId: string): Promise<void> {
  const { inboundAddress } = await mailbox(owner, 'Support', 'support@brandt.example');
  await mailbox(owner, 'Trade', 'trade@brandt.example');
  const letters = [['Ada Kamm', 'Drum of citric acid arrived dented'], ['Jan Petersen', 'Safety data sheet for isopropanol'], ['Lena Ott', 'Two pallets short, order 10422']] as const;
  for (const [name, subject] of letters) {
    const address = `${name.toLowerCase().replace(' ', '.')}@customer.example`;
    await postMail(house.smtpPort, inboundAddress, `From: ${name} <${address}>\nTo: support@brandt.example\nSubject: ${subject}\nMessage-ID: <${crypto.randomUUID()}@customer.example>\n\nGood morning,\n\n${subject}. Please tell us what to do.\n\n${name}`);
  }
  const { members } = await owner.ask<{ members: { nodes: { id: string }[] } }>('{ members(first: 4) { nodes { id } } }');
  const team = 'mutation ($input: TeamCreateInput!) { teamCreate(input: $input) { team { id } } }';
  const { teamCreate } = await owner.ask<{ teamCreate: { team: { id: string } } }>(team, { input: { name: 'Disposition' } });
  await owner.ask(team, { input: { name: 'Returns' } });
  for (const { id } of members.nodes) await owner.ask('mutation ($input: TeamMemberInput!) { teamAddMember(input: $input) { refusal { code } } }', { input: { id: teamCreate.team.id, memberId: id } });
  await owner.ask('mutation ($input: RoleCreateInput!) { roleCreate(input: $input) { refusal { code } } }', { input: { name: 'Warehouse', description: 'Those who pack and send.', permissions: ['order.read', 'product.read', 'stock.adjust', 'stock.read'] } });
  await ring(owner, house, 'Switchboard Hamburg');
  await ring(owner, house, 'Switchboard Kiel');
  for (const end = Date.now() + 20_000; Date.now() < end; await sleep(200)) {
    const { jobs } = await owner.ask<{ jobs: { totalCount: number } }>('{ jobs(filter: { name: "accounts.mail", states: [DONE] }) { totalCount } }');
    if (jobs.totalCount > 1) break;
  }
  await house.sql(`update platform.job set state = 'DEAD', attempts = 8, reason = 'UNAVAILABLE: the mail server does not answer' where id = (select id from platform.job where organization_id = $1 and name = 'accounts.mail' order by id limit 1)`, [organizationId]);
  await house.sql(
    `insert into platform.parked (organization_id, id, consumer, position, event_id, topic, subject_id, related_ids, actor_id, request_id, at, behind, attempts, reason, state, parked_at)
     select $1, gen_random_uuid(), 'crm.parties', 900000 + n, 1, 'mail.parsed', $2, '{}', $1, '0198b6f0-7c1e-7d3a-9a41-5c2f0e8d7b12', now(), n > 1, case n when 1 then 5 else 0 end, case n when 1 then 'INTERNAL: see the log' end, 'PARKED', now() + n * interval '1 ms'
     from generate_series(1, 3) n`,
    [organizationId, crypto.randomUUID()],
  );
}

async function ring(owner: Person, { call }: TestHouse, name: string): Promise<void> {
  const { connectionCreate } = await owner.ask<{ connectionCreate: { connection: { id: string }; secret: string } }>('mutation ($input: ConnectionCreateInput!) { connectionCreate(input: $input) { connection { id } secret } }', { input: { provider: 'pbx', name } });
  const at = new Date().toISOString();
  const body = JSON.stringify({ at, sequence: 0, call: { id: crypto.randomUUID(), direction: 'inbound', from: '+493012345678', to: '+33123456789', state: 'ringing', started_at: at } });
  await call(`/hooks/voice/${connectionCreate.connection.id}`, body, signed(connectionCreate.secret, crypto.randomUUID(), body));
}
