import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openDoor, type Door } from '../test/door.js';
import { dedupe } from './sources.js';

const people = 'query ($people: [ID!]!) { tickets(people: $people) { id requester { name } } }';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.gateway.close());
beforeEach(() => {
  door.accounts.asked.length = 0;
  door.ticketing.down = false;
  door.accounts.down = false;
  door.lines.length = 0;
});

describe('errors', () => {
  it.each([
    ['CODED', 'FORBIDDEN', 'This ticket is not yours.'],
    ['NOUN', 'TICKET_ALREADY_MERGED', 'It is merged.'],
  ])('%s leaves as it is', async (how, code, message) => {
    const { errors, data } = (await door.ask(`{ broken(how: ${how}) }`)).json();

    expect(data).toEqual({ broken: null });
    expect(errors).toEqual([{ message, path: ['broken'], extensions: how === 'CODED' ? { code, field: 'id' } : { code } }]);
  });

  it.each(['UNCODED', 'NODE'])('%s is masked, and logged once under the request id', async how => {
    const answer = await door.ask(`{ broken(how: ${how}) }`);
    const id = String(answer.headers['x-request-id']);

    expect(answer.json().errors).toEqual([
      { message: `Something went wrong. Quote request ${id} if you report it.`, path: ['broken'], extensions: { code: 'INTERNAL' } },
    ]);
    expect(answer.text).not.toMatch(/secret|ECONNRESET|stacktrace|ticketing/);
    expect(door.lines.filter(({ level }) => level === 'error')).toMatchObject([{ requestId: id, room: 'ticketing', path: 'broken' }]);
  });
});

it('answers what it can when a room is down', async () => {
  door.accounts.down = true;
  const answer = await door.ask(people, {}, { people: ['a'] });

  expect(answer.status).toBe(200);
  expect(answer.json().data).toEqual({ tickets: [{ id: 't0', requester: { name: null } }] });
  expect(answer.json().errors).toEqual([
    { message: 'A part of the answer is not available right now.', extensions: { code: 'SUBGRAPH_UNAVAILABLE' } },
  ]);
  expect(answer.text).not.toContain('ECONNREFUSED');
});

describe('entities', () => {
  it('are asked for once each, and stand wherever they belong', async () => {
    const answer = await door.ask(people, {}, { people: ['a', 'b', 'a', 'a'] });

    expect(door.accounts.asked.map(({ variables }) => variables)).toEqual([
      {
        representations: [
          { __typename: 'User', id: 'a' },
          { __typename: 'User', id: 'b' },
        ],
      },
    ]);
    expect(answer.json().data.tickets.map(ticket => ticket.requester.name)).toEqual(['Name of a', 'Name of b', 'Name of a', 'Name of a']);
    expect(answer.json().extensions.trace).toEqual({ fetches: 2, statements: 4 });
  });

  const twoLists = `query ($people: [ID!]!, $others: [ID!]!) {
    first: tickets(people: $people) { requester { name } }
    second: tickets(people: $others) { requester { name } }
  }`;

  it('wanted at two places are asked for together', async () => {
    const answer = await door.ask(twoLists, {}, { people: ['a', 'b'], others: ['b', 'c', 'gone'] });

    expect(door.accounts.asked.map(({ variables }) => (variables?.representations as { id: string }[]).map(({ id }) => id))).toEqual([['a', 'b', 'c', 'gone']]);
    expect(answer.json().data).toEqual({
      first: [{ requester: { name: 'Name of a' } }, { requester: { name: 'Name of b' } }],
      second: [{ requester: { name: 'Name of b' } }, { requester: { name: 'Name of c' } }, { requester: { name: null } }],
    });
    expect(answer.json().errors.map(({ path, extensions }) => [path, extensions])).toEqual([[['second', 2, 'requester'], { code: 'NOT_FOUND' }]]);
  });

  it('of two requests at once are asked for apart, each by its own viewer', async () => {
    const cookies = ['deskgraph_session=agent', 'deskgraph_session=admin'];
    await Promise.all(cookies.map(cookie => door.ask(people, { cookie }, { people: ['a'] })));

    expect(door.accounts.asked.map(({ viewer }) => viewer?.id).sort()).toEqual(['user-admin', 'user-agent']);
  });

  it('that fail say so at every place', async () => {
    const answer = await door.ask(people, {}, { people: ['gone', 'a', 'gone'] });

    expect(answer.json().errors.map(({ path, extensions }) => [path, extensions])).toEqual([
      [['tickets', 0, 'requester'], { code: 'NOT_FOUND' }],
      [['tickets', 2, 'requester'], { code: 'NOT_FOUND' }],
    ]);
  });

  it('are copied, because the gateway writes into them', () => {
    const twice = dedupe({ representations: [{ id: 1 }, { id: 1 }] });
    const [one, other] = twice.spread({ _entities: [{ id: 1, tags: [{ name: 'x' }] }] })?._entities as { tags: object[] }[];

    expect(other).toEqual(one);
    expect(other?.tags[0]).not.toBe(one?.tags[0]);
  });
});

it('leaves out what the guard denies, under the same request id', async () => {
  const answer = await door.ask('{ me { id nickname } }', { cookie: 'deskgraph_session=agent' });

  expect(answer.json().data).toEqual({ me: { id: 'user-agent', nickname: null } });
  expect(answer.json().errors).toMatchObject([{ path: ['me', 'nickname'], extensions: { code: 'FORBIDDEN' } }]);
  expect(answer.json().extensions.requestId).toBe(answer.headers['x-request-id']);
  expect(door.accounts.asked.map(({ query }) => query).join()).not.toContain('nickname');
  expect(door.lines.at(-1)).toMatchObject({ codes: ['FORBIDDEN'] });
});

it('gives every room the viewer, or nobody', async () => {
  await door.ask('{ tickets(people: []) { id } }', { cookie: 'deskgraph_session=agent' });
  await door.ask('{ tickets(people: []) { id } }');

  expect(door.ticketing.asked.slice(-2).map(({ viewer }) => viewer?.id ?? null)).toEqual(['user-agent', null]);
});

it('shows no plan and no figures unless asked to', async () => {
  const quiet = await openDoor({ trace: false });
  const answer = await quiet.ask('{ me { id } }', { 'apollo-query-plan-experimental': '1' }).finally(() => quiet.gateway.close());

  expect(Object.keys(answer.json().extensions).sort()).toEqual(['cost', 'requestId']);
});

it('does not open with rules that leave a field out', async () => {
  await expect(openDoor({ rules: {} })).rejects.toThrow('Query.me has no rule.');
});

it('does not open without a room for each subgraph, or without accounts', async () => {
  const { accounts, ticketing, gateway } = await openDoor();
  await gateway.close();

  await expect(openDoor({ rooms: [accounts] })).rejects.toThrow('ticketing');
  await expect(openDoor({ rooms: [ticketing] })).rejects.toThrow('accounts');
});
