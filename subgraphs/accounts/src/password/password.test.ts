import { beforeAll, describe, expect, it } from '@jest/globals';
import { openHouse, password, type TestHouse } from '@deskgraph/testing';
import { mailedToken, newAddress, newcomer, viewerBy } from '../../test/newcomer.js';

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
});

const request = (email: unknown, headers: Record<string, string> = {}) => house.call('/auth/reset/request', { email }, headers);

describe('a password reset', () => {
  it('ends every session and token of the person, and the old password', async () => {
    const { email, cookie } = await newcomer(house);
    const { body: tokens } = await house.call('/auth/token', { grantType: 'password', email, password });
    await request(email);

    const { status } = await house.call('/auth/reset', { token: await mailedToken(house, email, 2), password: 'a whole new password' });

    expect(status).toBe(200);
    expect(await viewerBy(house, { cookie })).toBe('UNAUTHENTICATED');
    expect(await viewerBy(house, { authorization: `Bearer ${String(tokens.accessToken)}` })).toBe('UNAUTHENTICATED');
    expect((await house.call('/auth/token', { grantType: 'refresh', refreshToken: tokens.refreshToken })).status).toBe(401);
    expect((await house.call('/auth/sign-in', { email, password })).status).toBe(401);
    expect((await house.call('/auth/sign-in', { email, password: 'a whole new password' })).status).toBe(200);
  });

  it('works once, and ends the other links', async () => {
    const { email } = await newcomer(house);
    await request(email);
    const first = await mailedToken(house, email, 2);
    await request(email);
    const second = await mailedToken(house, email, 3);

    const uses = await Promise.all([1, 2, 3].map(n => house.call('/auth/reset', { token: second, password: `new password ${String(n)}` })));
    const replay = await house.call('/auth/reset', { token: second, password });
    const other = await house.call('/auth/reset', { token: first, password });

    expect(uses.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
    expect([replay.body.error?.code, other.body.error?.code]).toEqual(['TOKEN_INVALID', 'TOKEN_INVALID']);
  });

  it('works for 30 minutes', async () => {
    const { email } = await newcomer(house);
    await request(email);
    const token = await mailedToken(house, email, 2);
    const [row] = await house.sql<{ minutes: number }>(
      `select extract(epoch from v.expires_at - v.created_at)::int / 60 as minutes from auth.verification v join auth."user" u on u.id = v.user_id where u.email = $1`,
      [email],
    );
    await house.sql(`update auth.verification set expires_at = now() where user_id = (select id from auth."user" where email = $1)`, [
      email,
    ]);

    const { body } = await house.call('/auth/reset', { token, password });

    expect(row?.minutes).toBe(30);
    expect(body.error?.code).toBe('TOKEN_INVALID');
    expect((await house.call('/auth/sign-in', { email, password })).status).toBe(200);
  });

  it('does not spend the link on a password that is too short', async () => {
    const { email } = await newcomer(house);
    await request(email);
    const token = await mailedToken(house, email, 2);

    const short = await house.call('/auth/reset', { token, password: 'short' });
    const long = await house.call('/auth/reset', { token, password: 'long enough now' });

    expect([short.status, short.body.error?.field, long.status]).toEqual([400, 'password', 200]);
  });

  it('is asked for alike for known and unknown addresses, in words and in time', async () => {
    const { email } = await newcomer(house);
    const times = { known: [] as number[], unknown: [] as number[] };
    const answers: unknown[] = [];
    for (let round = 0; round < 5; round++) {
      for (const [who, address] of [
        ['known', email],
        ['unknown', newAddress()],
      ] as const) {
        const start = performance.now();
        const { status, body } = await request(address);
        times[who].push(performance.now() - start);
        answers.push([status, body]);
      }
    }
    const fastest = (values: number[]) => Math.min(...values); // the others waited for the tests beside this one

    expect(new Set(answers.map(answer => JSON.stringify(answer)))).toEqual(new Set(['[200,{"ok":true}]']));
    expect(fastest([...times.known, ...times.unknown])).toBeGreaterThanOrEqual(299);
    expect(Math.abs(fastest(times.known) - fastest(times.unknown))).toBeLessThan(50);
  });

  it.each([[['a@example.com', 'b@example.com']], [{ address: 'a@example.com' }], [null], [5], ['a@example.com\nb@example.com']])(
    'mails nobody when asked for %j',
    async email => {
      const { status, body } = await request(email);

      expect([status, body.error?.code, body.error?.field]).toEqual([400, 'INVALID', 'email']);
    },
  );

  it('links to the configured address, whatever the request says of its host', async () => {
    const { email } = await newcomer(house);
    const evil = 'evil.example';
    const lies: Record<string, string>[] = [
      { 'x-forwarded-host': evil },
      { 'x-forwarded-host': `${evil}, ${evil}` },
      { 'x-forwarded-proto': 'https' },
      { 'x-forwarded-port': '666' },
      { 'x-forwarded-server': evil },
      { forwarded: `host=${evil};proto=https` },
      { 'x-host': evil },
      { 'x-original-host': evil },
      { 'x-http-host-override': evil },
      { 'x-original-url': `http://${evil}/` },
      { 'x-rewrite-url': `http://${evil}/` },
      { referer: `http://${evil}/` },
    ];
    for (const headers of lies) await request(email, headers);

    const [verification, ...mails] = await house.mails(email, 1 + lies.length);
    const linkOf = (text = '') => /https?:\/\/\S+(?=\?)/.exec(text)?.[0] ?? '';

    expect(mails).toHaveLength(12);
    expect(new Set(mails.map(({ text }) => linkOf(text)))).toEqual(new Set([linkOf(verification?.text).replace('/verify', '/reset')]));
    expect(mails.filter(({ text, html }) => `${text}${html ?? ''}`.includes(evil))).toEqual([]);
  });
});
