import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import { openHouse, password, raiseHouse, type RaisedHouse, type TestHouse } from '@deskgraph/testing';
import pg from 'pg';
import { newAddress, openSignUp } from '../../test/newcomer.js';

let raised: RaisedHouse | undefined;
let house: TestHouse;
let client: pg.Client;
beforeAll(async () => {
  raised = await raiseHouse(); // the mail server's failures are scripted for everybody
  house = await openHouse(raised.standing);
  await openSignUp(house);
  client = new pg.Client(raised.standing.ownerUrl);
  await client.connect();
}, 120_000);
afterAll(async () => {
  await client.end();
  await raised?.close();
});

const signUp = (email: string, organization: string) => house.call('/auth/sign-up', { organization, name: 'Ada', email, password });
const fail = (failure: object) =>
  fetch(new URL('/api/failures', house.mailboxUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(failure),
  });

interface Stored {
  readonly state: string;
  readonly sealed: boolean;
  readonly reason: string | null;
}

/** The one mail of an organization, once it has left this state or 20 s are over. */
async function stored(organization: string, left: string): Promise<Stored | undefined> {
  for (const start = Date.now(); ; await wait(100)) {
    const { rows } = await client.query<Stored>(
      'select m.state, m.sealed is not null as sealed, m.reason from accounts.mail m join accounts.organization o using (organization_id) where o.name = $1',
      [organization],
    );
    if (rows[0]?.state !== left || Date.now() - start > 20_000) return rows[0];
  }
}

it('is SENT once the server took it, and forgets whom and what then', async () => {
  const email = newAddress();

  await signUp(email, 'Sent');

  expect(await stored('Sent', 'QUEUED')).toEqual({ state: 'SENT', sealed: false, reason: null });
  expect((await house.mails(email)).map(({ subject }) => subject)).toEqual(['Confirm your address']);
}, 30_000);

it('is tried again when the server is busy, and arrives once', async () => {
  const email = newAddress();
  await fail({ at: 'DATA', code: 451 });

  await signUp(email, 'Busy');

  expect(await stored('Busy', 'QUEUED')).toEqual({ state: 'SENT', sealed: false, reason: null });
  expect(await house.mails(email)).toHaveLength(1);
}, 40_000);

it('is FAILED with the reason when the server refuses it for good', async () => {
  const email = newAddress();
  await fail({ at: 'RCPT', code: 550 });

  await signUp(email, 'Refused');

  expect(await stored('Refused', 'QUEUED')).toMatchObject({ state: 'FAILED', sealed: false });
  expect((await stored('Refused', 'QUEUED'))?.reason).toMatch(/^REFUSED: /);
}, 30_000);

it('leaves a row in the integration log for every time the server was asked, with its job and without a word of the mail', async () => {
  const email = newAddress();
  await fail({ at: 'DATA', code: 451 });

  await signUp(email, 'Logged');
  await stored('Logged', 'QUEUED');
  const { rows } = await client.query<Record<string, unknown>>(
    `select l.provider, l.operation, l.outcome, l.status, l.attempts, l.detail, l.job_id is not null and exists (select from jobs.job j where j.id = l.job_id and j.data ->> 'subjectId' = m.id::text) as "ofItsJob"
     from platform.integration_log l join accounts.organization o using (organization_id) join accounts.mail m using (organization_id) where o.name = $1 order by l.at, l.id`,
    ['Logged'],
  );

  const call = { provider: 'smtp', operation: 'mail.send', attempts: 1, detail: null, ofItsJob: true };
  expect(rows).toEqual([{ ...call, outcome: 'UNAVAILABLE', status: 451 }, { ...call, outcome: 'OK', status: null }]);
}, 40_000);

it("holds up nobody's mail behind another organization's backlog, and works that off", async () => {
  const [crowd, other] = [await house.organization('Crowd'), await house.organization('Other')];
  const [owner, { email }] = [await crowd.as('owner'), await other.as('agent')];
  const { roles } = await owner.ask<{ roles: { id: string; key: string }[] }>('{ roles { id key } }');
  const roleId = roles.find(({ key }) => key === 'agent')?.id;
  const invite = async (): Promise<unknown> =>
    owner.ask('mutation ($input: MemberInviteInput!) { memberInvite(input: $input) { invitation { id } refusal { message } } }', { input: { email: newAddress(), roleId } });
  const waiting = async (): Promise<number> =>
    (await client.query(`select from accounts.mail where organization_id = $1 and state = 'QUEUED'`, [crowd.id])).rowCount ?? 0;
  await Promise.all(Array.from({ length: 100 }, invite));
  const backlog = await waiting();

  await house.call('/auth/reset/request', { email });
  const mails = await house.mails(email);
  const left = await waiting();
  await house.settled(crowd);

  expect(backlog).toBeGreaterThan(50);
  expect(mails).toHaveLength(1);
  expect(left).toBeGreaterThan(0);
  expect(await waiting()).toBe(0);
}, 60_000);
