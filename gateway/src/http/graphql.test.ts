import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { codeOf, openDoor, type Call, type Door } from '../../test/door.js';

const json = { 'content-type': 'application/json' };
const agent = { cookie: 'deskgraph_session=agent' };
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

describe('what /graphql refuses', () => {
  const post = (headers: Record<string, string>, body: unknown = me): Call => ({ method: 'POST', headers, body });
  const refusals: [why: string, path: string, call: Call, status: number, code: string][] = [
    ['a method that is neither', '/graphql', { method: 'PUT', headers: json, body: me }, 405, 'METHOD_NOT_ALLOWED'],
    [
      'a form',
      '/graphql',
      post({ 'content-type': 'application/x-www-form-urlencoded' }, 'query=%7Bme%7Bid%7D%7D'),
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    ['text/plain', '/graphql', post({ 'content-type': 'text/plain' }), 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['multipart', '/graphql', post({ 'content-type': 'multipart/form-data; boundary=x' }), 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['no content type', '/graphql', post({}), 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['another charset', '/graphql', post({ 'content-type': 'application/json; charset=utf-7' }), 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['a compressed body', '/graphql', post({ ...json, 'content-encoding': 'gzip' }), 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['an answer in XML', '/graphql', post({ ...json, accept: 'application/xml' }), 406, 'NOT_ACCEPTABLE'],
    ['broken JSON', '/graphql', post(json, '{"query":'), 400, 'MALFORMED_JSON'],
    ['a bare string', '/graphql', post(json, '"query"'), 400, 'MALFORMED_JSON'],
    ['too large a body', '/graphql', post(json, { query: `{ me { id } } # ${'x'.repeat(10_000)}` }), 413, 'PAYLOAD_TOO_LARGE'],
    [
      'too large a body of untold length',
      '/graphql',
      post({ ...json, 'transfer-encoding': 'chunked' }, { query: `{ me { id } } # ${'x'.repeat(10_000)}` }),
      413,
      'PAYLOAD_TOO_LARGE',
    ],
    ['an array of operations', '/graphql', post(json, [me, me]), 400, 'BATCHING_NOT_ALLOWED'],
    ['an empty array', '/graphql', post(json, []), 400, 'BATCHING_NOT_ALLOWED'],
    ['an empty object', '/graphql', post(json, {}), 400, 'BAD_REQUEST'],
    ['a query that is no string', '/graphql', post(json, { query: 7 }), 400, 'BAD_REQUEST'],
    ['variables that are no object', '/graphql', post(json, { ...me, variables: '{}' }), 400, 'BAD_REQUEST'],
    ['a syntax error', '/graphql', post(json, { query: '{ me {' }), 400, 'GRAPHQL_PARSE_FAILED'],
    ['too many tokens', '/graphql', post(json, { query: `{ me { ${'id '.repeat(300)} } }` }), 400, 'GRAPHQL_PARSE_FAILED'],
    [
      'too many aliases',
      '/graphql',
      post(json, { query: `query A { ${Array.from({ length: 16 }, (_, i) => `a${i}: __typename`).join(' ')} }`, operationName: 'A' }),
      400,
      'QUERY_TOO_COMPLEX',
    ],
    ['an unknown field', '/graphql', post(json, { query: '{ nothing }' }), 400, 'GRAPHQL_VALIDATION_FAILED'],
    [
      "the planner's variable",
      '/graphql',
      post(json, {
        query: 'query ($representations: [ID!]!) { tickets(people: $representations) { id } }',
        variables: { representations: ['a', 'a'] },
      }),
      400,
      'BAD_USER_INPUT',
    ],
    [
      'an unnamed one of two',
      '/graphql',
      post(json, { query: 'query A { me { id } } query B { me { id } }' }),
      400,
      'OPERATION_RESOLUTION_FAILURE',
    ],
    [
      'an unknown name',
      '/graphql',
      post(json, { query: 'query A { me { id } }', operationName: 'C' }),
      400,
      'OPERATION_RESOLUTION_FAILURE',
    ],
    [
      'a variable of the wrong type',
      '/graphql',
      post(json, { query: 'query ($n: Int!) { slow(ms: $n) }', variables: { n: 'x' } }),
      400,
      'BAD_USER_INPUT',
    ],
    ['a missing variable', '/graphql', post(json, { query: 'query ($n: Int!) { slow(ms: $n) }' }), 400, 'BAD_USER_INPUT'],
    [
      'a subscription',
      '/graphql',
      post(json, { query: 'subscription { ticketChanged(id: "1") { id } }' }),
      400,
      'SUBSCRIPTIONS_NEED_WEBSOCKET',
    ],
    [
      'a stored query',
      '/graphql',
      post(json, { extensions: { persistedQuery: { version: 1, sha256Hash: 'ab' } } }),
      200,
      'PERSISTED_QUERY_NOT_SUPPORTED',
    ],
    ['a GET a form could send', '/graphql?query=%7Bme%7Bid%7D%7D', { headers: { accept: '*/*' } }, 400, 'BAD_REQUEST'],
    [
      'a mutation by GET',
      `/graphql?query=${encodeURIComponent('mutation { ticketRename(input: { id: "1", subject: "x" }) { id } }')}`,
      { headers: json },
      405,
      'BAD_REQUEST',
    ],
    ['variables by GET that are no JSON', '/graphql?query=%7Bme%7Bid%7D%7D&variables=%7B', { headers: json }, 400, 'BAD_REQUEST'],
    ['an unknown key', '/graphql', post({ ...json, authorization: 'Bearer dgk_wrong' }), 401, 'UNAUTHENTICATED'],
    ['another scheme', '/graphql', post({ ...json, authorization: 'Basic YTpi' }), 401, 'UNAUTHENTICATED'],
    ['an ended session', '/graphql', post({ ...json, cookie: 'deskgraph_session=ended' }), 401, 'UNAUTHENTICATED'],
    ['an organization that is no uuid', '/graphql', post({ ...json, 'x-organization-id': "1' or 1=1" }), 400, 'BAD_USER_INPUT'],
    [
      "somebody else's organization",
      '/graphql',
      post({ ...json, ...agent, 'x-organization-id': '0198c0de-0000-7000-8000-00000000000b' }),
      403,
      'FORBIDDEN',
    ],
    ['a cookie from a foreign page', '/graphql', post({ ...json, ...agent, origin: 'https://evil.test' }), 403, 'ORIGIN_NOT_ALLOWED'],
    ['a cookie from a page without origin', '/graphql', post({ ...json, ...agent, origin: 'null' }), 403, 'ORIGIN_NOT_ALLOWED'],
    [
      'a preflight from a foreign page',
      '/graphql',
      { method: 'OPTIONS', headers: { origin: 'https://evil.test', 'access-control-request-method': 'POST' } },
      403,
      'ORIGIN_NOT_ALLOWED',
    ],
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

    expect(answer.headers['set-cookie']).toEqual([
      'deskgraph_session=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; SameSite=Lax',
    ]);
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

  it('ends the connection when it leaves a body unread', async () => {
    const headers = { ...json, connection: 'keep-alive' };
    const read = await door.call('/graphql', { method: 'POST', headers, body: me });
    const unread = await door.call('/graphql', { method: 'POST', headers, body: { query: `{ me { id } } # ${'x'.repeat(10_000)}` } });

    expect([read.headers.connection, unread.headers.connection]).toEqual(['keep-alive', 'close']);
  });
});
