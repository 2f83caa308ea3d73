import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { codeOf, openDoor, type Door } from '../test/door.js';
import { addressKey } from './http/address.js';
import type { RateOptions } from './rates.js';

const form = { 'content-type': 'application/json', 'x-deskgraph-csrf': '1' };
const agent = { cookie: 'deskgraph_session=agent' };
const question = '{ me { id } }';

let price: number;
let limits: RateOptions;
beforeAll(async () => {
  const probe = await openDoor();
  price = (await probe.ask(question)).json().extensions.cost.requested;
  await probe.gateway.close();
  limits = { points: 3 * price, seconds: 60, anonymousPoints: 2 * price, whenStoreIsDown: 'allow-in-memory' };
});

let door: Door;
afterEach(() => door.gateway.close());

describe('operations', () => {
  it('are charged by cost, said in headers, and refused when the purse is empty', async () => {
    door = await openDoor({ rates: limits });

    const answers = [];
    for (let turn = 0; turn < 4; turn += 1) answers.push(await door.ask(question, agent));

    const policy = `"viewer";q=${3 * price};w=60`;
    expect(answers.map(({ status, headers }) => [status, headers['ratelimit-policy'], headers.ratelimit])).toEqual([
      [200, policy, `"viewer";r=${2 * price};t=60`],
      [200, policy, `"viewer";r=${price};t=60`],
      [200, policy, '"viewer";r=0;t=60'],
      [429, policy, '"viewer";r=0;t=60'],
    ]);
    const refused = answers[3]!;
    expect(refused.headers['retry-after']).toBe('60');
    expect(refused.json().errors[0]?.extensions).toEqual({ code: 'RATE_LIMITED', retryAfter: 60 });
    expect(refused.json().extensions.requestId).toBe(refused.headers['x-request-id']);
    expect(door.accounts.asked).toHaveLength(3);
  });

  it('dearer than what is left are refused by the pipeline, with the same answer', async () => {
    door = await openDoor({ rates: { ...limits, points: 2 * price - 1 } });

    const answers = [await door.ask(question, agent), await door.ask(question, agent)];

    expect(answers.map(({ status }) => status)).toEqual([200, 429]);
    expect(answers[1]?.headers['retry-after']).toBe('60');
    expect(answers[1]?.json().errors[0]).toMatchObject({ extensions: { code: 'RATE_LIMITED', retryAfter: 60 } });
    expect(door.accounts.asked).toHaveLength(1);
  });

  it('of one caller leave the others alone, and a flood does not reach the store', async () => {
    door = await openDoor({ rates: limits });
    for (let turn = 0; turn < 3; turn += 1) await door.ask(question, agent);
    const before = door.pool.asked;

    const flood = await Promise.all(Array.from({ length: 20 }, () => door.ask(question, agent)));
    const other = await door.ask(question, { authorization: 'Bearer dgk_partner' });

    expect(new Set(flood.map(({ status }) => status))).toEqual(new Set([429]));
    expect(other.status).toBe(200);
    expect(door.pool.asked).toBe(before + 1);
  });

  it('that are refused for their size cost one point', async () => {
    door = await openDoor({ rates: limits, limits: { maxCost: price - 1 } });

    const refused = await door.ask(question);
    const next = await door.ask('{ __typename }');

    expect(codeOf(refused)).toBe('QUERY_TOO_COMPLEX');
    expect(next.headers.ratelimit).toBe(`"anonymous";r=${2 * price - 2};t=60`);
  });

  it('of strangers are counted by address, hostile documents and guessed keys included', async () => {
    door = await openDoor({ rates: { ...limits, anonymousPoints: 3 } });

    const statuses = [
      await door.ask('{ me {'),
      await door.ask('{ nothing }'),
      await door.ask(question, { authorization: 'Bearer dgk_wrong' }),
      await door.ask('{ me {'),
    ];

    expect(statuses.map(({ status }) => status)).toEqual([400, 400, 401, 429]);
    expect(statuses[3]?.headers['ratelimit-policy']).toBe('"anonymous";q=3;w=60');
  });

  it('with guessed keys end before the room is asked, at /health/ready too, and leave people at work alone', async () => {
    door = await openDoor({ rates: { ...limits, anonymousPoints: 3 } });
    const guess = (key: number) => ({ authorization: `Bearer dgk_${key}` });
    await door.ask(question, agent);

    const ready = await door.call('/health/ready', { headers: guess(0) });
    const guesses = [await door.ask(question, guess(1)), await door.ask(question, guess(2))];
    const asked = door.accounts.fetched.length;
    const late = [await door.ask(question, guess(5)), await door.call('/health/ready', { headers: guess(6) })];

    expect([ready, ...guesses, ...late].map(({ status }) => status)).toEqual([200, 401, 401, 429, 200]);
    expect(door.accounts.fetched).toHaveLength(asked);
    expect((await door.ask('{ __typename }', agent)).status).toBe(200);
  });
});

describe('/auth', () => {
  const signIn = (email: string) => door.call('/auth/sign-in', { method: 'POST', headers: form, body: { email, password: 'x' } });

  it('takes few tries at one person, more at one door, and answers 429', async () => {
    door = await openDoor({ rates: { ...limits, auth: { perPerson: 2, perDoor: 4, perAddress: 6 } } });

    const tries = [
      await signIn('a@b.test'),
      await signIn('A@B.test '),
      await signIn('a@b.test'),
      await signIn('c@d.test'),
      await signIn('e@f.test'),
    ];
    const session = [await door.call('/auth/session'), await door.call('/auth/session')];

    expect(tries.map(({ status }) => status)).toEqual([200, 200, 429, 200, 429]);
    expect(tries[2]?.json().error).toEqual({ code: 'TOO_MANY_REQUESTS', message: 'Too many tries. Wait a little.' });
    expect(tries[2]?.headers).toMatchObject({ 'retry-after': '60', 'ratelimit-policy': '"auth-person";q=2;w=60' });
    expect(session.map(({ status }) => status)).toEqual([200, 429]);
    expect(door.accounts.fetched.filter(({ url }) => url.endsWith('sign-in'))).toHaveLength(3);
  });
});

describe('with the store down', () => {
  it('counts in this process when told to allow', async () => {
    door = await openDoor({ rates: { ...limits, anonymousPoints: price } });
    door.pool.broken = true;

    const answers = [await door.ask(question), await door.ask(question)];
    const metrics = await door.call('/metrics');

    expect(answers.map(({ status }) => status)).toEqual([200, 429]);
    expect(door.lines.filter(({ level }) => level === 'error')).toMatchObject([
      { msg: 'the store of the rate limits is unreachable', policy: 'allow-in-memory' },
    ]);
    expect(metrics.text).toContain('deskgraph_rate_store_up 0');
  });

  it('refuses everything when told to refuse, and says when to come back', async () => {
    door = await openDoor({ rates: { ...limits, whenStoreIsDown: 'refuse' } });
    door.pool.broken = true;

    const graphql = await door.ask(question, agent);
    const auth = await door.call('/auth/session');

    expect([graphql.status, graphql.json().errors[0]?.extensions]).toEqual([503, { code: 'UNAVAILABLE', retryAfter: 1 }]);
    expect([auth.status, auth.json().error.code]).toEqual([503, 'UNAVAILABLE']);
    expect([graphql.headers['retry-after'], auth.headers['retry-after']]).toEqual(['1', '1']);
    expect(door.accounts.asked).toEqual([]);
  });

  it('goes back to the store when it answers again', async () => {
    door = await openDoor({ rates: limits });
    door.pool.broken = true;
    await door.ask(question);
    door.pool.broken = false;

    await new Promise(resolve => setTimeout(resolve, 1050));
    const answer = await door.ask(question);

    expect(answer.headers.ratelimit).toBe(`"anonymous";r=${price};t=60`);
    expect(door.lines.map(({ msg }) => msg)).toContain('the store of the rate limits is back');
  });
});

it.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:0001:2::6', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
])('counts %s as %s', (address, key) => {
  door = { gateway: { close: async () => undefined } } as Door;
  expect(addressKey(address)).toBe(key);
});
