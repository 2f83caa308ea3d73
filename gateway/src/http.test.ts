import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openDoor, type Answer, type Call, type Door } from '../test/door.js';

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

const codeOf = (answer: Answer): string => {
  const body = answer.json();
  return body.error?.code ?? body.errors[0].extensions.code;
};

describe('what /graphql refuses', () => {
  const post = (headers: Record<string, string>, body: unknown = me): Call => ({ method: 'POST', headers, body });
  const refusals: [why: string, path: string, call: Call, status: number, code: string][] = [
    ['a method that is neither', '/graphql', { method: 'PUT', headers: json, body: me }, 405, 'METHOD_NOT_ALLOWED'],
    ['a form', '/graphql', post({ 'content-type': 'application/x-www-form-urlencoded' }, 'query=%7Bme%7Bid%7D%7D'), 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['text/plain', '/graphql', post({ 'content-type': 'text/plain' }), 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['multipart', '/graphql', post({ 'content-type': 'multipart/form-data; boundary=x' }), 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['no content type', '/graphql', post({}), 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['another charset', '/graphql', post({ 'content-type': 'application/json; charset=utf-7' }), 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['a compressed body', '/graphql', post({ ...json, 'content-encoding': 'gzip' }), 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['an answer in XML', '/graphql', post({ ...json, accept: 'application/xml' }), 406, 'NOT_ACCEPTABLE'],
    ['broken JSON', '/graphql', post(json, '{"query":'), 400, 'MALFORMED_JSON'],
    ['a bare string', '/graphql', post(json, '"query"'), 400, 'MALFORMED_JSON'],
    ['too large a body', '/graphql', post(json, { query: `{ me { id } } # ${'x'.repeat(10_000)}` }), 413, 'PAYLOAD_TOO_LARGE'],
    ['an array of operations', '/graphql', post(json, [me, me]), 400, 'BATCHING_NOT_ALLOWED'],
    ['an empty array', '/graphql', post(json, []), 400, 'BATCHING_NOT_ALLOWED'],
    ['an empty object', '/graphql', post(json, {}), 400, 'BAD_REQUEST'],
    ['a query that is no string', '/graphql', post(json, { query: 7 }), 400, 'BAD_REQUEST'],
    ['variables that are no object', '/graphql', post(json, { ...me, variables: '{}' }), 400, 'BAD_REQUEST'],
    ['a syntax error', '/graphql', post(json, { query: '{ me {' }), 400, 'GRAPHQL_PARSE_FAILED'],
    ['too many tokens', '/graphql', post(json, { query: `{ me { ${'id '.repeat(300)} } }` }), 400, 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', '/graphql', post(json, { query: '{ nothing }' }), 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['an unnamed one of two', '/graphql', post(json, { query: 'query A { me { id } } query B { me { id } }' }), 400, 'OPERATION_RESOLUTION_FAILURE'],
    ['an unknown name', '/graphql', post(json, { query: 'query A { me { id } }', operationName: 'C' }), 400, 'OPERATION_RESOLUTION_FAILURE'],
    ['a variable of the wrong type', '/graphql', post(json, { query: 'query ($n: Int!) { slow(ms: $n) }', variables: { n: 'x' } }), 400, 'BAD_USER_INPUT'],
    ['a missing variable', '/graphql', post(json, { query: 'query ($n: Int!) { slow(ms: $n) }' }), 400, 'BAD_USER_INPUT'],
    ['a subscription', '/graphql', post(json, { query: 'subscription { ticketChanged(id: "1") { id } }' }), 400, 'SUBSCRIPTIONS_NEED_WEBSOCKET'],
    ['a stored query', '/graphql', post(json, { extensions: { persistedQuery: { version: 1, sha256Hash: 'ab' } } }), 200, 'PERSISTED_QUERY_NOT_SUPPORTED'],
    ['a GET a form could send', '/graphql?query=%7Bme%7Bid%7D%7D', { headers: { accept: '*/*' } }, 400, 'BAD_REQUEST'],
    ['a mutation by GET', `/graphql?query=${encodeURIComponent('mutation { ticketRename(input: { id: "1", subject: "x" }) { id } }')}`, { headers: json }, 405, 'BAD_REQUEST'],
    ['variables by GET that are no JSON', '/graphql?query=%7Bme%7Bid%7D%7D&variables=%7B', { headers: json }, 400, 'BAD_REQUEST'],
    ['an unknown key', '/graphql', post({ ...json, authorization: 'Bearer dgk_wrong' }), 401, 'UNAUTHENTICATED'],
    ['another scheme', '/graphql', post({ ...json, authorization: 'Basic YTpi' }), 401, 'UNAUTHENTICATED'],
    ['an ended session', '/graphql', post({ ...json, cookie: 'deskgraph_session=ended' }), 401, 'UNAUTHENTICATED'],
    ['an organization that is no uuid', '/graphql', post({ ...json, 'x-organization-id': "1' or 1=1" }), 400, 'BAD_USER_INPUT'],
    ["somebody else's organization", '/graphql', post({ ...json, ...agent, 'x-organization-id': '0198c0de-0000-7000-8000-00000000000b' }), 403, 'FORBIDDEN'],
    ['a cookie from a foreign page', '/graphql', post({ ...json, ...agent, origin: 'https://evil.test' }), 403, 'ORIGIN_NOT_ALLOWED'],
    ['a cookie from a page without origin', '/graphql', post({ ...json, ...agent, origin: 'null' }), 403, 'ORIGIN_NOT_ALLOWED'],
    ["a preflight from a foreign page", '/graphql', { method: 'OPTIONS', headers: { origin: 'https://evil.test', 'access-control-request-method': 'POST' } }, 403, 'ORIGIN_NOT_ALLOWED'],
  ];

  it.each(refusals)('%s', async (_why, path, call, status, code) => {
    const answer = await door.call(path, call);

    expect([answer.status, codeOf(answer)]).toEqual([status, code]);
    expect(answer.json().extensions.requestId).toBe(answer.headers['x-request-id']);
    expect(door.ticketing.asked).toEqual([]);
    expect(door.accounts.asked).toEqual([]);
    expect(answer.text).not.toMatch(/node_modules|\.ts:|stacktrace/);
  });

  it('clears the cookie of an ended session, so that the browser is not locked out', async () => {
    const answer = await door.ask(me.query, { cookie: 'deskgraph_session=ended' });

    expect(answer.headers['set-cookie']).toEqual(['deskgraph_session=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; SameSite=Lax']);
  });

  it('lets a key win over a cookie, which is then not even looked at', async () => {
    const both = await door.ask(me.query, { authorization: 'Bearer dgk_partner', ...agent, origin: 'https://evil.test' });
    const bad = await door.ask(me.query, { authorization: 'Bearer dgk_wrong', ...agent });

    expect(both.json().data).toEqual({ me: { id: 'user-partner' } });
    expect(bad.status).toBe(401);
    expect(bad.headers['www-authenticate']).toBe('Bearer');
    expect(bad.headers['set-cookie']).toBeUndefined();
  });

  it('answers GET queries and the newer media type', async () => {
    const got = await door.call('/graphql?query=%7B__typename%7D', { headers: { 'apollo-require-preflight': '1' } });
    const typed = await door.ask('{ __typename }', { accept: 'application/graphql-response+json' });

    expect([got.status, got.json().data]).toEqual([200, { __typename: 'Query' }]);
    expect(typed.headers['content-type']).toBe('application/graphql-response+json; charset=utf-8');
  });
});

describe('what /auth refuses', () => {
  const body = { email: 'a@b.test', password: 'x' };
  const refusals: [why: string, path: string, call: Call, status: number, code: string][] = [
    ['a form', '/auth/sign-in', { method: 'POST', headers: { 'content-type': 'text/plain', 'x-deskgraph-csrf': '1' }, body }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['a missing header', '/auth/sign-in', { method: 'POST', headers: json, body }, 403, 'CSRF_HEADER_MISSING'],
    ['a foreign page', '/auth/sign-in', { method: 'POST', headers: { ...form, origin: 'https://evil.test' }, body }, 403, 'ORIGIN_NOT_ALLOWED'],
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
  const paths = ['/internal/viewer', '/Internal/viewer', '//internal/viewer', '/hooks/../internal/viewer', '/hooks/nobody/x', '/nothing', '/graphql/x', '/.env', '/%2e%2e/etc/passwd'];

  it.each(paths)('%s', async path => {
    const answers = await Promise.all(['GET', 'POST'].map(method => door.call(path, { method, headers: form, body: method === 'POST' ? {} : undefined })));

    expect(answers.map(answer => [answer.status, codeOf(answer)])).toEqual([[404, 'NOT_FOUND'], [404, 'NOT_FOUND']]);
    expect(door.accounts.fetched).toEqual([]);
  });
});

describe('which pages may call', () => {
  it('a listed one, with credentials', async () => {
    const headers = { origin: 'https://partner.test', 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' };
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

    expect(ids.map(({ headers }) => headers['x-request-id'])).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/), given, expect.stringMatching(/^[0-9a-f-]{36}$/)]);
  });

  it('goes to rooms and into the log, where nothing else of the request goes', async () => {
    const answer = await door.ask('query Mine($p: [ID!]!) { tickets(people: $p) { requester { name } } }', { ...agent, 'x-forwarded-for': '198.51.100.7' }, { p: ['quiet-person'] });
    const id = answer.headers['x-request-id'];

    expect([...door.ticketing.asked, ...door.accounts.asked].map(({ requestId }) => requestId)).toEqual([id, id]);
    expect(door.lines.at(-1)).toMatchObject({ requestId: id, method: 'POST', route: '/graphql', status: 200, operation: 'Mine', cost: 7, codes: [], msg: 'request' });
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
