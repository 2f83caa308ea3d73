import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { deriveKey } from '@deskgraph/kit';
import { openHouse, password, raiseHouse, type RaisedHouse, type TestHouse } from '@deskgraph/testing';
import pg from 'pg';
import { cookieOf } from '../../test/newcomer.js';
import { setupToken } from './setup.service.js';

let raised: RaisedHouse | undefined;
let house: TestHouse;
beforeAll(async () => {
  raised = await raiseHouse(); // the standing house has organizations already
  house = await openHouse(raised.standing);
}, 120_000);
afterAll(() => raised?.close());

const form = (token: string, n = 0) => ({
  token,
  organization: `First ${String(n)}`,
  name: 'Ada',
  email: `ada${String(n)}@example.com`,
  password,
});

it('lets nobody sign up before', async () => {
  const { token: _, ...signUp } = form('');

  const { status, body } = await house.call('/auth/sign-up', signUp);

  expect([status, body.error?.code]).toEqual([403, 'SETUP_NEEDED']);
  expect(await counted(house.ownerUrl)).toEqual([{ people: 0, organizations: 0 }]);
});

it('lets one of several callers set up the empty house, and nobody afterwards', async () => {
  const token = setupToken(deriveKey(house.secret, 'setup'));
  const needed = async () => (await house.call('/auth/setup')).body.needed;
  const before = await needed();

  const wrong = await house.call('/auth/setup', form('x'.repeat(43)));
  const answers = await Promise.all([1, 2, 3, 4].map(n => house.call('/auth/setup', form(token, n))));
  const later = await house.call('/auth/setup', form(token, 5));
  const won = answers.find(({ status }) => status === 200);

  expect([before, await needed()]).toEqual([true, false]);
  expect([wrong.body.error?.code, later.body.error?.code]).toEqual(['TOKEN_INVALID', 'TOKEN_INVALID']);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400]);
  expect(await counted(house.ownerUrl)).toEqual([{ people: 1, organizations: 1 }]);
  expect((won && (await house.call('/auth/session', undefined, { cookie: cookieOf(won) })).body.session) ?? null).toMatchObject({
    organizations: [{ role: 'owner' }],
  });
});

/** Over a connection that is gone before its server is. */
async function counted(ownerUrl: string): Promise<unknown[]> {
  const client = new pg.Client(ownerUrl);
  await client.connect();
  const { rows } = await client.query(
    'select (select count(*)::int from auth."user") as people, (select count(*)::int from accounts.organization) as organizations',
  );
  await client.end();
  return rows as unknown[];
}
