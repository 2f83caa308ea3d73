import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { codeOf, openDoor, type Call, type Door } from '../test/door.js';

const json = { 'content-type': 'application/json' };
const agent = { cookie: 'deskgraph_session=agent' };
const form = { ...json, 'x-deskgraph-csrf': '1' };
const me = { query: '{ me { id } }' };

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.gateway.close());
beforeEach(() => {
  door.ticketing.asked.length = 0;
  door.accounts.asked.length = 0;
  door.accounts.fetched.length = 0;
  door.lines.length = 0;
});

describe('what /auth refuses', () => {
  const body = { email: 'a@b.test', password: 'x' };
  const refusals: [why: string, path: string, call: Call, status: number, code: string][] = [
    [
      'a form',
      '/auth/sign-in',
      { method: 'POST', headers: { 'content-type': 'text/plain', 'x-deskgraph-csrf': '1' }, body },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    ['a missing header', '/auth/sign-in', { method: 'POST', headers: json, body }, 403, 'CSRF_HEADER_MISSING'],
    [
      'a foreign page',
      '/auth/sign-in',
      { method: 'POST', headers: { ...form, origin: 'https://evil.test' }, body },
      403,
      'ORIGIN_NOT_ALLOWED',
    ],
    ['broken JSON', '/auth/sign-in', { method: 'POST', headers: form, body: '{' }, 400, 'MALFORMED_JSON'],
    ['an array', '/auth/sign-in', { method: 'POST', headers: form, body: [body] }, 400, 'BAD_REQUEST'],
    ['a large body', '/auth/sign-in', { method: 'POST', headers: form, body: { email: 'x'.repeat(40_000) } }, 413, 'PAYLOAD_TOO_LARGE'],
    ['another method', '/auth/sign-in', { method: 'DELETE', headers: form }, 405, 'METHOD_NOT_ALLOWED'],
    ['another spelling', '/auth/./sign-in', { method: 'POST', headers: form, body }, 404, 'NOT_FOUND'],
    ['a way up', '/auth/../internal/viewer', { method: 'POST', headers: form, body }, 404, 'NOT_FOUND'],
    ['an encoded way up', '/auth/%2e%2e/internal/viewer', { method: 'POST', headers: form, body }, 404, 'NOT_FOUND'],
  ];

  it.each(refusals)('%s', async (_why, path, call, status, code) => {
    const answer = await door.call(path, call);

    expect([answer.status, codeOf(answer)]).toEqual([status, code]);
    expect(answer.json().requestId).toBe(answer.headers['x-request-id']);
    expect(door.accounts.fetched).toEqual([]);
  });
});

describe('what is nowhere', () => {
  const paths = [
    '/internal/viewer',
    '/Internal/viewer',
    '//internal/viewer',
    '/hooks/../internal/viewer',
    '/hooks/nobody/x',
    '/nothing',
    '/graphql/x',
    '/.env',
    '/%2e%2e/etc/passwd',
  ];

  it.each(paths)('%s', async path => {
    const answers = await Promise.all(
      ['GET', 'POST'].map(method => door.call(path, { method, headers: form, body: method === 'POST' ? {} : undefined })),
    );

    expect(answers.map(answer => [answer.status, codeOf(answer)])).toEqual([
      [404, 'NOT_FOUND'],
      [404, 'NOT_FOUND'],
    ]);
    expect(door.accounts.fetched).toEqual([]);
  });
});

describe('which pages may call', () => {
  it('a listed one, with credentials', async () => {
    const headers = {
      origin: 'https://partner.test',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    };
    const preflight = await door.call('/graphql', { method: 'OPTIONS', headers });
    const asked = await door.ask(me.query, { ...agent, origin: 'https://partner.test' });

    expect(preflight.status).toBe(204);
    for (const { headers: got } of [preflight, asked]) {
      expect(got['access-control-allow-origin']).toBe('https://partner.test');
      expect(got['access-control-allow-credentials']).toBe('true');
      expect(got.vary).toContain('Origin');
    }
    expect(asked.json().data.me.id).toBe('user-agent');
  });

  it('our own, and no other', async () => {
    const own = await door.ask(me.query, { ...agent, origin: 'http://desk.test' });
    const foreign = await door.ask(me.query, { authorization: 'Bearer dgk_partner', origin: 'http://desk.test.evil.test' });

    expect(own.status).toBe(200);
    expect(foreign.headers['access-control-allow-origin']).toBeUndefined();
  });
});

describe('the request id', () => {
  const given = 'edge_0123456789';

  it('is ours unless a trusted proxy brings one', async () => {
    const behind = await openDoor({ trustedProxies: ['loopback'] });
    const ids = await Promise.all([
      door.call('/health/live', { headers: { 'x-request-id': given } }),
      behind.call('/health/live', { headers: { 'x-request-id': given } }),
      behind.call('/health/live', { headers: { 'x-request-id': 'has spaces <script>' } }),
    ]).finally(() => behind.gateway.close());

    expect(ids.map(({ headers }) => headers['x-request-id'])).toEqual([
      expect.stringMatching(/^[0-9a-f-]{36}$/),
      given,
      expect.stringMatching(/^[0-9a-f-]{36}$/),
    ]);
  });

  it('goes to rooms and into the log, where nothing else of the request goes', async () => {
    const answer = await door.ask(
      'query Mine($p: [ID!]!) { tickets(people: $p) { requester { name } } }',
      { ...agent, 'x-forwarded-for': '198.51.100.7' },
      { p: ['quiet-person'] },
    );
    const id = answer.headers['x-request-id'];

    expect([...door.ticketing.asked, ...door.accounts.asked].map(({ requestId }) => requestId)).toEqual([id, id]);
    expect(door.lines.at(-1)).toMatchObject({
      requestId: id,
      method: 'POST',
      route: '/graphql',
      status: 200,
      operation: 'Mine',
      cost: expect.any(Number),
      codes: [],
      msg: 'request',
    });
    expect(JSON.stringify(door.lines)).not.toMatch(/quiet-person|198\.51|deskgraph_session|user-agent|127\.0\.0\.1/);
  });
});

it('sends the security headers everywhere and no sign of what runs here', async () => {
  const https = await openDoor({ publicUrl: 'https://desk.test' });
  const [plain, secure] = await Promise.all([door.call('/nothing'), https.call('/nothing')]).finally(() => https.gateway.close());

  expect(plain.headers).toMatchObject({
    'content-security-policy': "default-src 'none';frame-ancestors 'none';base-uri 'none'",
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'permissions-policy': expect.stringContaining('camera=()'),
    'cache-control': 'no-store',
  });
  expect(plain.headers['strict-transport-security']).toBeUndefined();
  expect(plain.headers['x-powered-by']).toBeUndefined();
  expect(secure.headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
});

it.each(['/%', '/hooks/%E0%A4%A', '/auth/%'])('reads no path it cannot decode: %s', async path => {
  const answer = await door.call(path);

  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.status).toBeLessThan(500);
  expect(codeOf(answer)).toMatch(/^(BAD_REQUEST|NOT_FOUND)$/);
});
