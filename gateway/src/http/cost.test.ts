import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildSchema, parse } from 'graphql';
import { codeOf, openDoor, type Call, type Door } from '../../test/door.js';
import { measure } from '../limits.js';
import { sharesOf } from '../limits/shares.js';
import { estimate } from './cost.js';

const json = { 'content-type': 'application/json' };
const agent = { cookie: 'deskgraph_session=agent' };
const schema = buildSchema(readFileSync('schema/api.graphql', 'utf8'), { assumeValid: true });

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.gateway.close());

const post = (body: unknown, headers = {}): Promise<{ status: number; body: ReturnType<typeof estimate> & { extensions: { requestId: string } } }> =>
  door.call('/graphql/cost', { method: 'POST', headers: { ...json, ...headers }, body }).then(answer => ({ status: answer.status, body: answer.json() as never }));
const of = (query: string, variables = {}, operationName: string | null = null) => estimate(schema, { query, variables, operationName });

describe('/graphql/cost', () => {
  it('says what running the same document costs, and asks nobody', async () => {
    const query = '{ tickets { requester { name } } }';
    const { status, body } = await post({ query }, agent);
    const asked = [...door.ticketing.asked];

    const ran = await door.ask(query, agent);

    expect(asked).toEqual([]);
    expect([status, body.refusal, body.cost.requested]).toEqual([200, null, ran.json().extensions.cost.requested]);
    expect(body.fields.map(({ path }) => path)).toEqual(['tickets', 'tickets.requester']);
    expect(body.extensions.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each<[why: string, call: Call, status: number, code: string]>([
    ['a question by GET', { headers: {} }, 405, 'METHOD_NOT_ALLOWED'],
    ['a form', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'query' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['an array', { method: 'POST', headers: json, body: [] }, 400, 'BATCHING_NOT_ALLOWED'],
    ['no query', { method: 'POST', headers: json, body: {} }, 400, 'BAD_REQUEST'],
    ['variables that are a list', { method: 'POST', headers: json, body: { query: '{ me { id } }', variables: [] } }, 400, 'BAD_REQUEST'],
    ['too large a body', { method: 'POST', headers: json, body: { query: 'x'.repeat(20_000) } }, 413, 'PAYLOAD_TOO_LARGE'],
    ['an unknown session', { method: 'POST', headers: { ...json, cookie: 'deskgraph_session=nobody' }, body: { query: '{ me { id } }' } }, 401, 'UNAUTHENTICATED'],
    ['a stranger\'s page', { method: 'POST', headers: { ...json, ...agent, origin: 'https://evil.test' }, body: { query: '{ me { id } }' } }, 403, 'ORIGIN_NOT_ALLOWED'],
  ])('refuses %s as /graphql does', async (_, call, status, code) => {
    const answer = await door.call('/graphql/cost', call);

    expect([answer.status, codeOf(answer)]).toEqual([status, code]);
  });

  it('takes a point for each estimate, whatever the document would cost', async () => {
    const poor = await openDoor({ rates: { points: 2, seconds: 60, anonymousPoints: 2, whenStoreIsDown: 'allow-in-memory' } });
    const body = { query: '{ tickets { requester { name } } }' };
    const statuses: number[] = [];
    for (let turn = 0; turn < 3; turn++) statuses.push((await poor.call('/graphql/cost', { method: 'POST', headers: { ...json, ...agent }, body })).status);
    await poor.gateway.close();

    expect(statuses).toEqual([200, 200, 429]);
  });
});

describe('an estimate', () => {
  it('counts variables and their defaults, and says where the cost comes from', () => {
    const query = 'query Q($n: Int = 10) {\n  tickets(first: $n) {\n    nodes {\n      customer { name }\n      similarTickets(first: 3) { ticket { number } }\n    }\n  }\n}';

    const { cost, refusal, fields } = of(query, { n: 20 });

    expect([cost, refusal]).toEqual([{ requested: 1160 + 2, limit: 5000 }, null]);
    expect(fields).toEqual([
      { path: 'tickets.nodes.similarTickets', line: 5, times: 20, cost: 1060 },
      { path: 'tickets.nodes.similarTickets.ticket', line: 5, times: 60, cost: 60 },
      { path: 'tickets.nodes', line: 3, times: 20, cost: 20 },
      { path: 'tickets.nodes.customer', line: 4, times: 20, cost: 20 },
      { path: 'tickets', line: 2, times: 1, cost: 2 },
    ]);
    expect(of(query).cost.requested).toBe(2 + (cost.requested - 2) / 2);
  });

  it.each([
    ['a syntax error, with its line', '{\n  tickets {', {}, null, { code: 'GRAPHQL_PARSE_FAILED', line: 2 }],
    ['cost', '{ tickets(first: 100) { nodes { messages(first: 100) { nodes { author { name } } } } } }', {}, null, { code: 'QUERY_TOO_COMPLEX', what: 'cost', limit: 5000 }],
    ['depth', `{ ${'a { '.repeat(13)} b ${'}'.repeat(13)} }`, {}, null, { code: 'QUERY_TOO_DEEP', what: 'depth' }],
    ['a fragment that spreads itself', '{ ...F } fragment F on Query { ...F }', {}, null, { code: 'QUERY_FRAGMENT_CYCLE' }],
    ['length', `{ viewer { id } } #${'x'.repeat(40_000)}`, {}, null, { code: 'QUERY_TOO_LONG' }],
    ['nesting without end', '{a'.repeat(1_900), {}, null, { code: 'GRAPHQL_PARSE_FAILED' }],
    ['values', 'query ($v: [ID!]) { viewer { id } }', { v: Array(12_001).fill('x') }, null, { code: 'BAD_USER_INPUT', variable: 'v' }],
    ['two operations and no name', 'query A { viewer { id } } query B { viewer { id } }', {}, null, { code: 'OPERATION_RESOLUTION_FAILURE' }],
  ])('says that a document is refused for its %s', (_, query, variables, operationName, expected) => {
    expect(of(query, variables, operationName).refusal).toMatchObject(expected);
  });

  it('adds up to the measured cost, with fragments, aliases, mutations and introspection', () => {
    const documents = [
      '{ a: tickets(first: 5) { ...T } b: tickets { edges { node { ...N } } } } fragment T on TicketConnection { nodes { ...N } } fragment N on Ticket { customer { orders(first: 3) { lines { sku } } } }',
      'mutation { a: viewerRename(input: { name: "x" }) { viewer { id } } b: jobRetry(input: { id: "1" }) { job { id } } }',
      '{ __schema { types { fields { name } } } roles { id permissions } unknown { field } }',
      'subscription { ticketsChanged(filter: {}) { kind ticket { id customer { name } } } }',
    ];

    for (const document of documents) {
      const shares = sharesOf(schema, parse(document));
      expect(shares.reduce((sum, { cost }) => sum + cost, 0)).toBe(measure(schema, parse(document)).cost);
    }
  });
});
