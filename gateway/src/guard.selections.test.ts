import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { contextOf, openSmallHouse, someone } from '../test/house.js';
import type { SmallHouse } from '../test/house.js';
import { rules } from '../test/rules.js';
import { authorize, guard } from './guard.js';

let house: SmallHouse;
beforeAll(async () => { house = await openSmallHouse({ plugins: [guard({ rules })] }); });
afterAll(async () => { await house[Symbol.asyncDispose](); });
beforeEach(() => house.forget());

/** Path and permission of every error. */
const denials = (answer: { errors?: readonly { path?: unknown; extensions?: Record<string, unknown> }[] }) =>
  (answer.errors ?? []).map(({ path, extensions }) => [(path as unknown[]).join('.'), extensions!.permission ?? extensions!.code]);

describe('fragments', () => {
  it('named, inline and nested are judged wherever they are spread', async () => {
    const answer = await house.ask(someone(), `
      query { one: ticket(id: "t1") { ...Outer } two: ticket(id: "t2") { ... { ...Inner } ... on Ticket { title } } }
      fragment Outer on Ticket { id ...Inner owner { ...Contact } }
      fragment Inner on Ticket { title s: secret }
      fragment Contact on Person { name email }
    `);

    expect(answer.data).toEqual({
      one: { id: 't1', title: 'Lost parcel', s: null, owner: { name: 'name of p-t1', email: null } },
      two: { title: 'Wrong size', s: null },
    });
    expect(denials(answer)).toEqual([['one.s', 'ticket.secret'], ['one.owner.email', 'person.email'], ['two.s', 'ticket.secret']]);
    expect(house.effects.reads).toEqual([]);
  });

  it('may use one alias for different fields of different types', async () => {
    const query = '{ nodes { ... on Ticket { text: secret } ... on Note { text: body } } }';
    const answer = await house.ask(someone('note.body'), query);

    expect(answer.data).toEqual({ nodes: [{ text: null }, { text: 'body of n1' }, { text: null }] });
    expect(denials(answer)).toEqual([['nodes.0.text', 'ticket.secret'], ['nodes.2.text', 'ticket.secret']]);
    expect(house.effects.reads).toEqual(['body n1']);
  });

  it('merge the selections of one field', async () => {
    const query = '{ ticket(id: "t1") { owner { name } ...Rest } } fragment Rest on Ticket { owner { id email } }';
    const answer = await house.ask(someone(), query);

    expect(answer.data).toEqual({ ticket: { owner: { name: 'name of p-t1', id: 'p-t1', email: null } } });
    expect(denials(answer)).toEqual([['ticket.owner.email', 'person.email']]);
  });
});

describe('interfaces and unions', () => {
  it('are no way around the rules of the types behind them', async () => {
    const answer = await house.ask(someone(), '{ nodes { id title related { id } } }');

    const [parcel, size] = [{ id: 't1', title: 'Lost parcel', related: null }, { id: 't2', title: 'Wrong size', related: null }];
    expect(answer.data).toEqual({ nodes: [parcel, { id: 'n1', title: null, related: [{ id: 't1' }, { id: 't2' }] }, size] });
    expect(denials(answer)).toEqual([
      ['nodes.0.related', 'ticket.related'], ['nodes.1.title', 'note.title'], ['nodes.2.related', 'ticket.related'],
    ]);
    expect(house.asked).toEqual([
      'tickets: {nodes{__typename id ...on Draft{title}...on Ticket{title}...on Note{related{__typename id}}}}',
    ]);
  });

  it('inside one another keep their verdicts per type', async () => {
    const query = '{ nodes { related { title related { ... on Note { body } __typename } } } }';
    const answer = await house.ask(someone('ticket.related', 'note.title'), query);

    const [ticket, note] = [{ __typename: 'Ticket' }, { body: null, __typename: 'Note' }];
    const call = { title: 'Call back', related: [ticket, ticket] };
    expect(answer.data).toEqual({
      nodes: [
        { related: [call, { title: 'Wrong size', related: [ticket, note] }] },
        { related: [{ title: 'Lost parcel', related: [note, ticket] }, { title: 'Wrong size', related: [ticket, note] }] },
        { related: [{ title: 'Lost parcel', related: [note, ticket] }, call] },
      ],
    });
    expect(denials(answer)).toEqual([
      ['nodes.0.related.1.related.1.body', 'note.body'], ['nodes.1.related.0.related.0.body', 'note.body'],
      ['nodes.1.related.1.related.1.body', 'note.body'], ['nodes.2.related.0.related.0.body', 'note.body'],
    ]);
    expect(house.effects.reads).toEqual([]);
  });

  it('are judged through unions, and __typename stays free', async () => {
    const query = '{ find(text: "a") { kind: __typename ... on Node { title } ... on Ticket { secret } } }';
    const answer = await house.ask(someone(), query);

    expect(answer.data).toEqual({
      find: [
        { kind: 'Ticket', title: 'Lost parcel', secret: null },
        { kind: 'Note', title: null },
        { kind: 'Ticket', title: 'Wrong size', secret: null },
      ],
    });
    expect(denials(answer)).toEqual([
      ['find.0.secret', 'ticket.secret'], ['find.1.title', 'note.title'], ['find.2.secret', 'ticket.secret'],
    ]);
  });

  it('are completed in lists of lists, nulls in their places', async () => {
    const answer = await house.ask(someone(), '{ board { title } }');

    expect(answer.data).toEqual({ board: [[{ title: 'Lost parcel' }, { title: null }], null, [null, { title: 'Wrong size' }]] });
    expect(denials(answer)).toEqual([['board.0.1.title', 'note.title']]);
  });

  it('cannot multiply without end', async () => {
    const query = `{ nodes { ${'related { '.repeat(14)} id ${'}'.repeat(14)} } }`; // two of three types are allowed: 2^14 fields
    const answer = await house.ask(someone('ticket.related'), query);

    expect(answer.data).toBeUndefined();
    expect(answer.errors![0]!.extensions!.code).toBe('QUERY_TOO_COMPLEX');
    expect(house.asked).toEqual([]);
  });
});

describe('@skip and @include', () => {
  const query = `query ($with: Boolean = false, $without: Boolean!) {
    ticket(id: "t1") { title a: secret @include(if: $with) b: secret @skip(if: $without) ... @include(if: $with) { owner { email } } }
  }`;

  it('take out what would be denied', async () => {
    const answer = await house.ask(someone(), query, { without: true });

    expect(answer).toEqual({ data: { ticket: { title: 'Lost parcel' } } });
  });

  it('are judged when they let it in', async () => {
    const answer = await house.ask(someone(), query, { with: true, without: false });

    expect(answer.data).toEqual({ ticket: { title: 'Lost parcel', a: null, b: null, owner: { email: null } } });
    expect(denials(answer)).toEqual([['ticket.a', 'ticket.secret'], ['ticket.b', 'ticket.secret'], ['ticket.owner.email', 'person.email']]);
    expect(house.effects.reads).toEqual([]);
  });

  it('work together with what is denied beside them', async () => {
    const mixed = await house.ask(someone(), query, { without: false });
    const all = await house.ask(someone('ticket.secret', 'person.email'), query, { with: true, without: false });

    expect(mixed.data).toEqual({ ticket: { title: 'Lost parcel', b: null } });
    const secret = 'secret of t1';
    expect(all).toEqual({ data: { ticket: { title: 'Lost parcel', a: secret, b: secret, owner: { email: 'p-t1@example.com' } } } });
  });

  it('may be literal', async () => {
    const answer = await house.ask(someone(), '{ ticket(id: "t1") { a: secret @skip(if: true) b: secret @include(if: true) } }');

    expect(answer.data).toEqual({ ticket: { b: null } });
  });

  it('without a value are a client error', async () => {
    const answers = [await house.ask(someone(), query, { with: null, without: true }), await house.ask(someone(), query, {})];

    expect(answers.map(answer => answer.errors![0]!.extensions!.code)).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT']);
    expect(house.asked).toEqual([]);
  });
});

describe('operations and variables', () => {
  const query = `
    query Open { ticket(id: "t1") { title } }
    query Closed($id: ID!, $n: Int) { ticket(id: $id) { secret note(id: $n) } }
  `;

  it('only the named operation is judged', async () => {
    expect(await house.ask(someone(), query, {}, 'Open')).toEqual({ data: { ticket: { title: 'Lost parcel' } } });
    expect(denials(await house.ask(someone(), query, { id: 't1', n: 2 }, 'Closed'))).toEqual([
      ['ticket.secret', 'ticket.secret'], ['ticket.note', 'note.any'],
    ]);
  });

  it('an operation that is not there is a client error', async () => {
    const answers = [await house.ask(someone(), query), await house.ask(someone(), query, {}, 'Neither')];

    expect(answers.map(answer => answer.errors![0]!.extensions!.code)).toEqual(Array(2).fill('OPERATION_RESOLUTION_FAILURE'));
  });

  it('variables used only in what is denied go with it', async () => {
    const answer = await house.ask(someone(), query, { id: 't2', n: 7 }, 'Closed');

    expect(answer.data).toEqual({ ticket: { secret: null, note: null } });
    expect(house.asked).toEqual(['tickets: query Closed__tickets__0($id:ID!){ticket(id:$id){__typename}}']);
  });

  it('only __typename may have an alias that begins like an introspection field', async () => {
    const posing = [await house.ask(someone(), '{ nodes { __typename: title } }'), await house.ask(someone(), '{ ticket(id: "t1") { __proto__: __typename id } }')];

    expect(posing.map(({ errors }) => errors?.[0]?.extensions?.code)).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT']);
    expect(await house.ask(null, '{ ticket(id: "t1") { __isNode: __typename } }')).toEqual({ data: { ticket: { __isNode: 'Ticket' } } });
  });
});

describe('introspection', () => {
  const query = `
    { __schema { queryType { ...Name } } __type(name: "Note") { ...Name } __typename ticket(id: "t1") { id } }
    fragment Name on __Type { name }
  `;

  it('is for those who may', async () => {
    const answer = await house.ask(someone('graph.introspect'), query);

    const introspected = { __schema: { queryType: { name: 'Query' } }, __type: { name: 'Note' }, __typename: 'Query' };
    expect(answer).toEqual({ data: { ...introspected, ticket: { id: 't1' } } });
  });

  it('is denied to all others, __typename excepted', async () => {
    const [agent, nobody] = [await house.ask(someone(), '{ __type(name: "Note") { name } __typename }'), await house.ask(null, query)];

    expect(agent.data).toEqual({ __type: null, __typename: 'Query' });
    expect(denials(agent)).toEqual([['__type', 'graph.introspect']]);
    expect(nobody.data).toBeNull();
    expect(denials(nobody)).toEqual([['__schema', 'UNAUTHENTICATED']]);
  });
});

describe('authorize, without a server', () => {
  it('answers null when all is allowed, and else what may be asked', async () => {
    const document = parse('subscription { ticketChanged(id: "t1") { id secret } }');
    const ask = (...permissions: string[]) =>
      authorize(rules, { schema: house.schema, document, context: contextOf(someone(...permissions)) });

    const [all, some, nothing] = [await ask('ticket.read', 'ticket.secret'), await ask('ticket.read'), await ask()];

    expect(all).toBeNull();
    const event = { ticketChanged: { __typename: 'Ticket', id: 't1' } };
    expect(some!.complete(event).data).toEqual({ ticketChanged: { id: 't1', secret: null } });
    expect(nothing!.complete({})).toMatchObject({ data: { ticketChanged: null }, errors: [{ path: ['ticketChanged'] }], omitted: 0 });
    expect(some!.queryHash).not.toBe(nothing!.queryHash);
  });

  it('asks again every time: rights may have changed', async () => {
    const document = parse('{ ticket(id: "t1") { secret } }');
    const rights = new Set<string>();
    const context = contextOf({ ...someone(), may: permission => rights.has(permission) });

    const before = await authorize(rules, { schema: house.schema, document, context });
    rights.add('ticket.secret');
    const after = await authorize(rules, { schema: house.schema, document, context });

    expect([before?.denied.size, after]).toEqual([1, null]);
  });
});
