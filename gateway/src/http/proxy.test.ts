import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { codeOf, openDoor, type Door } from '../../test/door.js';

const form = { 'content-type': 'application/json', 'x-deskgraph-csrf': '1' };

let door: Door;
beforeAll(async () => {
  door = await openDoor({ trustedProxies: ['loopback'] });
});
afterAll(() => door.gateway.close());
beforeEach(() => {
  door.accounts.fetched.length = 0;
  door.ticketing.fetched.length = 0;
});

it('hands a form to accounts and every cookie back', async () => {
  const answer = await door.call('/auth/sign-in?next=%2Fhome', {
    method: 'POST',
    headers: { ...form, cookie: 'deskgraph_session=agent' },
    body: { email: 'a@b.test' },
  });

  expect([answer.status, answer.json()]).toEqual([200, { ok: true }]);
  expect(answer.headers['set-cookie']).toEqual([
    'deskgraph_session=new; Path=/; HttpOnly',
    'second=1; Expires=Thu, 01 Jan 2099 00:00:00 GMT',
  ]);
  expect(door.accounts.fetched).toMatchObject([
    { url: 'http://accounts/auth/sign-in?next=%2Fhome', method: 'POST', body: '{"email":"a@b.test"}' },
  ]);
  expect(door.accounts.fetched[0]?.headers.get('cookie')).toBe('deskgraph_session=agent');
});

it('tells the room who calls, and lets nobody else say it', async () => {
  const lies = {
    ...{
      'x-deskgraph-client-ip': '203.0.113.9',
      'x-deskgraph-viewer': 'admin',
      'x-deskgraph-request-id': 'mine',
      'x-real-ip': '203.0.113.9',
    },
    ...{ host: 'evil.test', 'x-forwarded-host': 'evil.test', forwarded: 'for=1.2.3.4;host=evil.test', te: 'trailers', connection: 'close' },
  };
  const answer = await door.call('/auth/session', { headers: { ...lies, 'x-forwarded-for': '198.51.100.7' } });

  const [{ url, headers }] = door.accounts.fetched as [(typeof door.accounts.fetched)[0]];
  expect(url).toBe('http://accounts/auth/session');
  expect(Object.fromEntries(headers)).toEqual({
    'x-deskgraph-client-ip': '198.51.100.7',
    'x-deskgraph-request-id': answer.headers['x-request-id'],
  });
});

it('keeps our headers where a room would weaken them, and its server unnamed', async () => {
  const { headers, status } = await door.call('/auth/nowhere');

  expect(status).toBe(404);
  expect(headers).toMatchObject({ 'x-frame-options': 'DENY', 'content-type': 'application/json', 'cache-control': 'no-store' });
  expect(headers['x-powered-by']).toBeUndefined();
});

it('puts the request id on what a room refuses, and its code in the log', async () => {
  const answer = await door.call('/auth/nowhere');

  expect(answer.json()).toMatchObject({ error: { code: 'NOT_FOUND' }, requestId: answer.headers['x-request-id'] });
  expect(door.lines.at(-1)).toMatchObject({ requestId: answer.headers['x-request-id'], status: 404, codes: ['NOT_FOUND'] });
});

it('hands a hook to its room byte for byte', async () => {
  const body = '{ "a":1,  "b":"\u00e9" }';
  const answer = await door.call('/hooks/ticketing/mail?source=x', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-signature': 'abc' },
    body,
  });

  expect(answer.json()).toEqual({ bytes: Buffer.byteLength(body), type: 'application/json' });
  expect(door.ticketing.fetched[0]).toMatchObject({ url: 'http://ticketing/hooks/ticketing/mail?source=x', body });
  expect(door.ticketing.fetched[0]?.headers.get('x-signature')).toBe('abc');
});

it('hands a file to its room as it comes, without whoever is signed in, and refuses one that is too large before it comes', async () => {
  const put = { method: 'PUT', headers: { 'content-type': 'image/png', cookie: 'deskgraph_session=agent', authorization: 'Bearer dgk_partner' } };
  const answer = await door.call('/files/ticketing/token', { ...put, body: 'x'.repeat(20_000) });
  const large = await door.call('/files/ticketing/token', { ...put, body: 'x'.repeat(50_001) });
  const elsewhere = await door.call('/files/ticketing/../../auth/sign-in', { ...put, body: 'x' });

  expect(answer.json()).toEqual({ bytes: 20_000, type: 'image/png' });
  expect([large.status, large.json().error.code, elsewhere.status]).toEqual([413, 'PAYLOAD_TOO_LARGE', 404]);
  expect(door.ticketing.fetched).toHaveLength(1);
  expect([...door.ticketing.fetched[0]!.headers.keys()].sort()).toEqual(['content-type', 'x-deskgraph-client-ip', 'x-deskgraph-request-id']);
});

it('refuses a hook that is too large, and one of another room by a detour', async () => {
  const large = await door.call('/hooks/ticketing', { method: 'POST', body: 'x'.repeat(10_001) });
  const detour = await door.call('/hooks/ticketing/../../auth/sign-in', { method: 'POST', body: '{}' });

  expect([large.status, large.json().error.code, detour.status, detour.json().error.code]).toEqual([
    413,
    'PAYLOAD_TOO_LARGE',
    404,
    'NOT_FOUND',
  ]);
  expect(door.ticketing.fetched).toEqual([]);
});

it('answers for a room that is down', async () => {
  door.accounts.down = true;
  const answers = await Promise.all([
    door.call('/auth/session'),
    door.ask('{ __typename }', { cookie: 'deskgraph_session=agent' }),
  ]).finally(() => (door.accounts.down = false));

  expect(answers.map(({ status, headers }) => [status, headers['retry-after'] !== undefined])).toEqual([
    [503, true],
    [503, true],
  ]);
  expect(answers.map(codeOf)).toEqual(['UNAVAILABLE', 'UNAVAILABLE']);
  expect(answers.map(({ text }) => text).join()).not.toContain('ECONNREFUSED');
});
