import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HeaderMap } from '@apollo/server';
import { readFileSync } from 'node:fs';
import { buildSchema, getIntrospectionQuery, parse } from 'graphql';
import { hostileDocuments } from '../../bench/hostile.js';
import { contextOf, openSmallHouse, someone } from '../test/house.js';
import type { SmallHouse } from '../test/house.js';
import { rules } from '../test/rules.js';
import { guard } from './guard.js';
import { documentOptions, limits, measure } from './limits.js';
import { lengths, searches } from './limits/figures.js';
import { remembered } from './limits/remembered.js';

let house: SmallHouse;
beforeAll(async () => { house = await openSmallHouse({ plugins: [limits(), guard({ rules })], ...documentOptions() }); });
afterAll(async () => { await house[Symbol.asyncDispose](); });

async function post(body: unknown) {
  const context = contextOf(someone('graph.introspect'));
  const { status, body: answer } = await house.server.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: 'POST', headers: new HeaderMap([['content-type', 'application/json']]), search: '', body },
    context: async () => context,
  });
  if (answer.kind !== 'complete') throw new Error('expected one answer');
  return { status: status ?? 200, context, ...(JSON.parse(answer.string) as Answer) };
}
interface Answer { data?: unknown; errors?: { message: string; extensions: Record<string, unknown> }[]; extensions?: unknown }

describe('hostile documents', () => {
  const documents = hostileDocuments();

  it('are five hundred', () => {
    expect([documents.length, new Set(documents.map(({ name }) => name)).size]).toEqual([500, 500]);
  });

  it('are each refused with a typed 4xx, twice over, and reach no subgraph', async () => {
    house.forget();
    const served: unknown[] = [];
    for (const { name, body } of [...documents, ...documents.filter((_, index) => index % 5 === 0)]) {
      const { status, data, errors = [] } = await post(body);
      const codes = errors.map(({ extensions }) => String(extensions.code));
      const typed = codes.length > 0 && codes.every(code => /^(?!INTERNAL)[A-Z_]+$/.test(code));
      const refused = status >= 400 && status < 500 && data === undefined && typed;
      if (!refused) served.push({ name, status, codes });
    }

    expect(served).toEqual([]);
    expect(house.asked).toEqual([]);
  }, 60_000);
});

describe('a refusal', () => {
  it.each([
    ['QUERY_TOO_DEEP', 'depth', 12, 13, `{ nodes { ${'related { '.repeat(11)} id ${'}'.repeat(11)} } }`],
    ['QUERY_TOO_COMPLEX', 'aliases', 15, 16, `{ ${Array.from({ length: 16 }, (_, index) => `a${index}: __typename`).join(' ')} }`],
    ['QUERY_TOO_COMPLEX', 'directives at one place', 3, 4, `{ __typename ${'@skip(if: false) '.repeat(4)} }`],
    ['QUERY_TOO_COMPLEX', 'cost', 5_000, 625 * 26 + 26, '{ nodes(first: 25) { related { related { related { id } } } } }'],
    ['QUERY_TOO_LONG', 'length', 40_000, 40_001, `{ __typename } #${' '.repeat(39_985)}`],
  ])('%s names %s, its limit and what was asked', async (code, what, limit, measured, query) => {
    const { status, errors } = await post({ query });

    expect(status).toBe(400);
    expect(errors).toHaveLength(1);
    expect(errors![0]!.extensions).toMatchObject(what === 'cost' ? { code, what, limit } : { code, what, limit, measured });
  });

  it('names the variable that holds too much', async () => {
    const query = 'query ($ids: Int) { nodes(first: $ids) { id } }';
    const { status, errors } = await post({ query, variables: { ids: Array(12_000).fill(1) } });

    expect(status).toBe(400);
    expect(errors![0]!.extensions).toEqual({
      code: 'BAD_USER_INPUT', variable: 'ids', what: 'values in variables', limit: 12_000, measured: 12_001,
    });
  });

  it('depends on this request\'s variables, not on those of the request that parsed the document', async () => {
    const query = 'query ($n: Int) { nodes(first: $n) { related { related { id } } } }';
    const asked = async (n: number) => (await post({ query, variables: { n } })).status;

    expect([await asked(1), await asked(100), await asked(1)]).toEqual([200, 400, 200]);
  });
});

describe('cost', () => {
  const cost = (text: string, variables = {}) => measure(house.schema, parse(text), null, variables).cost;

  it.each([
    ['{ __typename }', 1],
    ['{ ticket(id: "t1") { id title } }', 1 + 1],
    ['{ ticket(id: "t1") { id owner { name } } }', 1 + 2],
    ['{ tickets { totalCount nodes { id } } }', 1 + 1 + 25],
    ['{ tickets(first: 50) { nodes { owner { name } } } }', 1 + 1 + 50 * 2],
    ['{ tickets(first: 5000) { nodes { id } } }', 1 + 1 + 100],
    ['{ tickets(first: -5) { nodes { id } } }', 1 + 1 + 1],
    ['{ ticket(id: "t1") { related { id } } }', 1 + 1 + 25],
    ['{ find { ... on Ticket { owner { id } } ...N } } fragment N on Note { owner { id } }', 1 + 25 * (1 + 2)],
    ['mutation { a: ticketClose(id: "t1") { id } b: ticketClose(id: "t2") { id } }', 22],
    ['{ __schema { types { fields { name } } } ticket(id: "t1") { id } }', 500 + 2 + 1],
  ])('of %s is %i', (text, expected) => {
    expect(cost(text)).toBe(expected);
  });

  it('of a list without pages is by its usual length, and each such list there is', () => {
    const schema = buildSchema(readFileSync('schema/api.graphql', 'utf8'), { assumeValid: true });

    const costs = Object.keys(lengths).map(field => {
      const [type = '', name = ''] = field.split('.');
      expect(schema.getType(type)).toMatchObject({ _fields: { [name]: { args: [] } } });
      return measure(schema, parse(`{ ... on ${type} { ${name} { __typename } } }`)).cost;
    });

    expect(costs).toEqual(Object.values(lengths).map(length => length + 1));
  });

  it('of a search is more than that of what it answers', () => {
    const schema = buildSchema(readFileSync('schema/api.graphql', 'utf8'), { assumeValid: true });
    const costs = Object.keys(searches).map(field => {
      const [type = '', name = ''] = field.split('.');
      expect(schema.getType(type)).toMatchObject({ _fields: { [name]: {} } });
      return measure(schema, parse(`{ ... on ${type} { ${name}(first: 2) { __typename } } }`)).cost;
    });

    expect(Math.min(...costs)).toBeGreaterThan(50);
  });

  it('reads variables and their defaults', () => {
    const text = 'query ($n: Int = 10) { tickets(first: $n) { nodes { id } } }';

    expect([cost(text), cost(text, { n: 3 }), cost(text, { n: 'many' })]).toEqual([12, 5, 27]);
  });

  it.each(['toString', 'constructor', '__proto__'])('reads a variable named %s as any other', name => {
    const text = `query ($${name}: Int! = 100) { tickets(first: $${name}) { nodes { id } } }`;
    const document = parse(text);

    expect([cost(text), cost(text, Object.fromEntries([[name, 3]])), cost(text, Object.fromEntries([[name, 'many']]))]).toEqual([102, 5, 27]);
    expect([{ [name]: 'many' }, {}].map(variables => remembered(house.schema, document, null, variables).cost).at(-1)).toBe(102);
  });

  it('is weighed anew for pages of another size, whoever asked the same document before', () => {
    const document = parse('query A($n: Int = 10) { tickets(first: $n) { nodes { id } } } query B { me { id } }');
    for (const [name, variables] of [['A', {}], ['A', { n: 3 }], ['A', { n: Infinity }], ['A', {}], ['A', { n: 'many' }], ['B', {}], ['A', { n: null }], ['C', {}]] as const) {
      expect(remembered(house.schema, document, name, variables)).toEqual(measure(house.schema, document, name, variables));
    }
  });

  it('is that of the named operation', () => {
    const document = parse('query A { ticket(id: "t1") { id } } query B { tickets { nodes { id } } }');

    expect(['A', 'B', 'C', null].map(name => measure(house.schema, document, name).cost)).toEqual([2, 27, 0, 0]);
  });

  it('is on the context, and in the extensions of every response', async () => {
    const queries = ['{ ticket(id: "t1") { id } }', '{ nope }', '{', '{ me { email } }'];
    const answers = await Promise.all(queries.map(query => post({ query })));

    expect(answers[0]!.context).toMatchObject({ cost: 0 }); // Apollo Server hands plugins a copy
    expect(answers.map(({ extensions }) => extensions)).toEqual([2, 1, 0, 2].map(requested => ({ cost: { requested, limit: 5_000 } })));
  });
});

describe('measure', () => {
  it('counts expanded fragments, in time linear in the text', () => {
    const levels = Array.from({ length: 40 }, (_, level) => `fragment F${level} on Query { ...F${level + 1} ...F${level + 1} }`).join(' ');
    const measured = measure(house.schema, parse(`{ ...F0 } ${levels} fragment F40 on Query { a: __typename }`));

    const many = 2 ** 40;
    const counts = { fields: many, siblings: many, aliases: many, rootFields: many };
    expect(measured).toMatchObject({ ...counts, depth: 1, fragments: 41, cyclic: false });
  });

  it('lets the standard introspection query pass', async () => {
    const { status, data } = await post({ query: getIntrospectionQuery() });

    expect(status).toBe(200);
    expect(data).toHaveProperty('__schema.types');
  });
});
