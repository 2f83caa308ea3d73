import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ApolloGateway } from '@apollo/gateway';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, GraphQLError, Kind, parse, type ExecutionResult } from 'graphql';
import { composeServices } from '@apollo/composition';
import { openExecutor } from './executor.js';
import type { Ask } from './sources.js';

const federation = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])';
const peopleSdl = `${federation}
  type Query { me: Person  people(ids: [ID!]!): [Person]! }
  type Mutation { personRename(id: ID!, name: String!): Person }
  enum Mood { CALM CROSS }
  type Person @key(fields: "id") { id: ID! name: String! mood: Mood boss: Person friends: [Person!]! score: Float age: Int }`;
const deskSdl = `${federation}
  type Query { things: [Thing!]!  ticket(id: ID!, first: Int = 2): Ticket  table: [[Int!]]!  any: Any }
  type Mutation { ticketOpen(subject: String!): Ticket! }
  interface Thing { id: ID! author: Person }
  union Any = Ticket | Note
  type Ticket implements Thing @key(fields: "id") { id: ID! subject: String author: Person watchers: [Person]! }
  type Note implements Thing { id: ID! text: String! author: Person }
  type Person @key(fields: "id") { id: ID! tickets(first: Int = 1): [Ticket!]! }`;

const person = (id: string) => ({ __typename: 'Person', id });
const opened: string[] = [];
const ticket = (id: string) => ({ __typename: 'Ticket', id, subject: `About ${id}`, author: person('ann'), watchers: [person('bob'), null, person('gone'), person('bob')] });
const people = buildSubgraphSchema({ typeDefs: parse(peopleSdl), resolvers: {
  Query: { me: () => ({ id: 'ann' }), people: (_: unknown, { ids }: { ids: string[] }) => ids.map(id => (id === 'none' ? null : { id })) },
  Mutation: { personRename: (_: unknown, { id }: { id: string }) => ({ id }) },
  Person: {
    __resolveReference: ({ id }: { id: string }) => (id === 'gone' ? null : id === 'barred' ? new GraphQLError('Not yours.', { extensions: { code: 'FORBIDDEN' } }) : { id }),
    name: ({ id }: { id: string }) => `Name of ${id}`, mood: () => 'CALM', score: () => 1, age: () => 40,
    boss: ({ id }: { id: string }) => (id === 'bob' ? { id: 'barred' } : { id: 'bob' }), friends: () => [{ id: 'bob' }, { id: 'cec' }],
  },
} });
const desk = buildSubgraphSchema({ typeDefs: parse(deskSdl), resolvers: {
  Query: { things: () => [ticket('t1'), { __typename: 'Note', id: 'n1', text: 'Hm', author: person('barred') }, { ...ticket('t2'), author: null }], ticket: (_: unknown, { id }: { id: string }) => ticket(id), table: () => [[1, 2], null, []], any: () => ({ __typename: 'Note', id: 'n2', text: 'Hm' }) },
  Mutation: { ticketOpen: (_: unknown, { subject }: { subject: string }) => { opened.push(subject); return ticket(subject); } },
  Person: { __resolveReference: ({ id }: { id: string }) => ({ id }), tickets: ({ id }: { id: string }, { first }: { first: number }) => Array.from({ length: first }, (_, n) => ticket(`${id}${String(n)}`)) },
  Ticket: { __resolveReference: ({ id }: { id: string }) => ticket(id) },
} });

let [answers, asked]: [Record<string, ExecutionResult | null>, string[]] = [{}, []];
const room = (name: string, schema: typeof people): Ask => async (_context, { query, variables }) => {
  asked.push(query);
  const answer = answers[name] ?? (await execute({ schema, document: parse(query), variableValues: variables ?? null }));
  return JSON.parse(JSON.stringify(answer)) as Awaited<ReturnType<Ask>>;
};
const rooms = new Map([['people', room('people', people)], ['desk', room('desk', desk)]]);

let gateway: ApolloGateway;
let [ours, apollo]: ApolloGateway['executor'][] = [];
let left = 0;
beforeAll(async () => {
  const { supergraphSdl = '' } = composeServices([['people', peopleSdl], ['desk', deskSdl]].map(([name = '', sdl = '']) => ({ name, url: `http://${name}`, typeDefs: parse(sdl) })));
  gateway = new ApolloGateway({
    supergraphSdl, logger: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
    buildService: ({ name }) => ({ process: ({ request: { query = '', variables }, context }) => rooms.get(name)!(context as never, { query, variables }) }),
  });
  const { schema } = await gateway.load();
  apollo = gateway.executor;
  gateway.executor = async request => {
    left += 1;
    return apollo!(request);
  };
  ours = openExecutor(gateway, schema, rooms);
});
afterAll(() => gateway.stop());
beforeEach(() => { [answers, asked, left] = [{}, [], 0]; });

async function ask(executor: ApolloGateway['executor'] | undefined, query: string, variables?: object | null, operationName?: string) {
  const document = parse(query);
  const operation = document.definitions.find(it => it.kind === Kind.OPERATION_DEFINITION && (operationName === undefined || it.name?.value === operationName));
  const queryHash = createHash('sha256').update(query).digest('hex');
  const request = { request: { query, variables, operationName }, document, operation, operationName, queryHash, source: query, context: {}, metrics: {}, logger: { error: () => undefined } };
  const { data, errors, extensions } = await executor!(request as never);
  return { text: JSON.stringify(data), errors: errors?.map(({ message, path, extensions: { code, serviceName } }) => ({ message, path, code: code ?? 'DOWNSTREAM_SERVICE_ERROR', serviceName })), faults: (extensions?.valueCompletion as unknown[] | undefined)?.length };
}

describe('what is answered', () => {
  it.each([
    ['names, aliases and fields that merge', '{ me { __typename a: name name tickets { id } ...P tickets { subject t: __typename } } x: __typename } fragment P on Person { name mood friends { id } friends { name } }'],
    ['types that share an interface', '{ things { id __typename author { name } ... on Ticket { subject watchers { id name } } ... on Note { text author { boss { name } } } } }'],
    ['a union', '{ any { __typename ... on Note { text } ... on Ticket { subject } ... on Thing { id } } }'],
    ['lists of lists', '{ table }'],
    ['an entity within an entity', '{ people(ids: ["ann", "none", "bob"]) { name tickets(first: 2) { id author { name boss { tickets { author { mood age score } } } } } } }'],
    ['one thing asked in two ways', '{ a: me { tickets(first: 1) { author { tickets(first: 2) { id author { name } } } } } b: me { tickets(first: 2) { author { tickets(first: 1) { id author { mood } } } } } }'],
    ['names that every object has', 'query ($constructor: Int) { constructor: ticket(id: "a") { toString: subject valueOf: id } me { tickets(first: $constructor) { id } } }'],
    ['a variable with a default', 'query ($n: Int = 1) { me { tickets(first: $n) { id } } }'],
    ['mutations in their order', 'mutation { a: ticketOpen(subject: "x") { id author { name } } personRename(id: "ann", name: "Ann") { name tickets { id } } b: ticketOpen(subject: "y") { subject } }'],
  ])('is what Apollo answers: %s', async (_what, query) => {
    const [own, apollos] = [await ask(ours, query, null), await ask(apollo, query)];

    expect(own).toEqual(apollos);
    expect(left).toBe(0);
  });

  it('rests on the variables, and on which operation is named', async () => {
    const query = 'query One($id: ID!) { ticket(id: $id) { id author { name } } } query Two($ids: [ID!]!, $n: Int) { people(ids: $ids) { id tickets(first: $n) { id } } }';
    for (const [operation, variables] of [['One', { id: 'a' }], ['Two', { ids: ['a', 'b'], n: 3 }], ['Two', { ids: [], n: null }], ['One', { id: 'b' }], ['One', {}]] as const) {
      expect(await ask(ours, query, variables, operation)).toEqual(await ask(apollo, query, variables, operation));
    }
    expect((await ask(ours, query, { id: 'b' }, 'One')).text).toContain('"id":"b"');
    expect(opened.filter(subject => subject === 'x')).toHaveLength(2); // the mutations above ran once in each
  });

  it.each([
    ['a condition', 'query ($yes: Boolean!) { me { id name @include(if: $yes) mood @skip(if: $yes) } }', { yes: true }],
    ['introspection', '{ __type(name: "Mood") { enumValues { name } } me { id } }', {}],
    ['a variable of the wrong type', 'query ($n: Int) { me { tickets(first: $n) { id } } }', { n: 'many' }],
  ])('is left to Apollo with %s', async (_what, query, variables) => {
    expect(await ask(ours, query, variables)).toEqual(await ask(apollo, query, variables));
    expect(left).toBe(1);
  });
});

describe('what goes wrong', () => {
  it('in one entity is told where that entity stands, and the rest is answered', async () => {
    const query = '{ things { author { name } ... on Ticket { watchers { name boss { name } } } } }';
    const [own, apollos] = [await ask(ours, query), await ask(apollo, query)];

    expect(own).toEqual(apollos);
    expect(own.errors).toEqual([{ message: 'Not yours.', path: ['things', 1, 'author'], code: 'FORBIDDEN', serviceName: 'people' }]);
  });

  it('with a whole room leaves null what may be null, and its nearest parent for what may not', async () => {
    answers.people = { data: null, errors: [new GraphQLError('Away.', { extensions: { code: 'SUBGRAPH_UNAVAILABLE' } })] };
    const query = '{ table things { id author { id mood name } } }';
    const [own, apollos] = [await ask(ours, query), await ask(apollo, query)];

    expect(own).toEqual(apollos);
    expect(own).toMatchObject({ text: '{"table":[[1,2],null,[]],"things":[{"id":"t1","author":null},{"id":"n1","author":null},{"id":"t2","author":null}]}', errors: [{ code: 'SUBGRAPH_UNAVAILABLE' }] });
  });

  it('is told of values that the schema does not know, and they are null', async () => {
    answers.people = { data: { me: { __typename: 'Person', id: 'ann', mood: 'GLEEFUL', age: 'forty', score: 1 } } };
    const query = '{ me { id mood age score } }';
    const [own, apollos] = [await ask(ours, query), await ask(apollo, query)];

    expect(own).toEqual(apollos);
    expect(own).toMatchObject({ text: '{"me":{"id":"ann","mood":null,"age":null,"score":1}}', faults: 2 });
  });

  it('is told when a room answers too few entities, and nothing is mixed up', async () => {
    answers.people = { data: { _entities: [{ name: 'Ann' }] } };
    const { text, errors } = await ask(ours, '{ ticket(id: "t1") { id watchers { name } } }');

    expect(text).toBe('{"ticket":{"id":"t1","watchers":[null,null,null,null]}}');
    expect(errors).toMatchObject([{ message: expect.stringContaining('1 entities of 3') }]);
  });
});

it('forgets what was not asked for longest, once it holds two million characters', async () => {
  const { queryPlanner } = gateway as unknown as { queryPlanner: { buildQueryPlan: (...given: unknown[]) => unknown } };
  const plan = queryPlanner.buildQueryPlan.bind(queryPlanner);
  let planned = 0;
  queryPlanner.buildQueryPlan = (...given) => { planned += 1; return plan(...given); };
  const long = (n: number) => `{ table } # ${String(n)}${'x'.repeat(600_000)}`;

  for (const n of [1, 2, 3, 1, 4, 1, 2]) await ask(ours, long(n));
  queryPlanner.buildQueryPlan = plan;

  expect(planned).toBe(5); // the fourth took the place of the second
});

it('prepares an operation once', async () => {
  const query = '{ ticket(id: "once") { subject } }';
  const { queryPlanner } = gateway as unknown as { queryPlanner: { buildQueryPlan: (...given: unknown[]) => unknown } };
  const plan = queryPlanner.buildQueryPlan.bind(queryPlanner);
  let planned = 0;
  queryPlanner.buildQueryPlan = (...given) => { planned += 1; return plan(...given); };

  for (let n = 0; n < 3; n++) await ask(ours, query);

  expect([planned, asked.length]).toEqual([1, 3]);
});
