import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { buildSchema, parse } from 'graphql';
import { nobody, openLog } from '@deskgraph/kit';
import { defaultFigures } from '../limits/figures.js';
import { interestOf } from './listing.js';
import { openLists, type ListMember } from './lists.js';
import { questionOf } from './question.js';
import { Unanswered, type Row, type Rows } from './rows.js';
import type { ListSubscription } from './table.js';

// What test/live.lists.test.ts cannot reach over a wire: a list that is not answered, and exact positions.

const schema = buildSchema(`
  type Query { tickets(filter: TicketFilter, first: Int! = 25, after: String): TicketConnection }
  type Subscription { ticketsChanged(filter: TicketFilter, after: String): TicketChange }
  enum ChangeKind { ENTERED CHANGED LEFT }
  type Ticket { id: ID!, subject: String, ones: [Ticket!] }
  type TicketConnection { nodes: [Ticket!]! }
  type TicketChange { id: ID!, kind: ChangeKind!, ticket: Ticket }
  input TicketFilter { ids: [ID!], subject: String }
`);
const subscription: ListSubscription = { kind: 'list', query: 'tickets', noun: 'ticket', nouns: ['ticket', 'message'] };
const row = (): Row => ({ parts: new Map([['ticket', { subject: 'Late' }]]), errors: [], requestId: 'r' });
const listOf = (text: string, variables = {}) => {
  const question = questionOf(schema, parse(text), null, { ticketsChanged: subscription }, new Set());
  const listing = question.listing!;
  return { question, subscription, key: question.key, listing, interest: interestOf(schema, listing, question.walked, question.field, variables, defaultFigures) };
};

/** A list whose rows the test says, and what a member of it is told. */
const watched = (rows: Partial<Rows>) => {
  const asked: string[][] = [];
  const among: Rows['among'] = (viewer, watch, ids, isWanted) => {
    asked.push([...ids]);
    return rows.among?.(viewer, watch, ids, isWanted) ?? Promise.resolve(new Map(ids.map(id => [id, row()])));
  };
  const lists = openLists({ rows: { members: () => Promise.resolve({ ids: [], all: true }), readable: () => Promise.resolve(new Set()), ...rows, among }, log: openLog('silent'), position: () => 10 });
  const told: string[] = [];
  const member: ListMember = {
    viewer: nobody, position: 10, held: null,
    deliver: frame => void told.push(`${frame.id} ${frame.kind} ${(JSON.parse(frame.as(frame.kind)) as { extensions: { position: string } }).extensions.position}`),
    resync: (position, cause) => void told.push(`RESYNC ${String(position)} ${cause?.errors.map(({ message }) => message).join() ?? ''}`.trim()),
  };
  const place = lists.join(member, listOf('subscription { ticketsChanged { id kind ticket { subject } } }'));
  let position = 10;
  const hear = (topic: string, subjectId: string, relatedIds: readonly string[] = []): void => lists.hear({ position: ++position, organizationId: nobody.organizationId, topic, subjectId, relatedIds });
  return { asked, told, place, lists, hear };
};
const tick = () => sleep(120);

it('a list that is not answered is told as RESYNC, with the reason, and asked again with the next event', async () => {
  let isAway = true;
  const { told, hear } = watched({ among: async (_viewer, _watch, ids) => {
    if (isAway) throw new Unanswered([{ message: 'Away' }]);
    return new Map(ids.map(id => [id, row()]));
  } });

  hear('ticket.changed', 'a');
  hear('ticket.changed', 'b');
  await tick();
  isAway = false;
  hear('ticket.changed', 'a');
  await tick();

  expect(told).toEqual(['RESYNC 12 Away', 'a ENTERED 13']);
});

it('who is in it is read again where that failed', async () => {
  let reads = 0;
  const { told, hear } = watched({
    members: async () => { if (++reads === 1) throw new Unanswered([]); return { ids: ['a'], all: true }; },
    among: async () => new Map(),
  });

  hear('ticket.changed', 'a');
  hear('ticket.changed', 'b');
  await tick();

  expect(reads).toBe(2);
  expect(told).toEqual(['a LEFT 11']);
});

it('more than a thousand ids at once are not asked for', async () => {
  const { asked, told, hear } = watched({});

  for (let n = 1; n <= 1001; n++) hear('ticket.changed', `t${String(n)}`);
  hear('ticket.changed', 'last');
  await tick();

  expect(asked).toEqual([['last']]);
  expect(told).toEqual(['RESYNC 1011', 'last ENTERED 1012']);
});

it('an event of another noun is news of what it relates to, and no frame lets a cursor pass what it did not tell', async () => {
  const { asked, told, hear } = watched({});

  hear('ticket.merged', 'a', ['z']);
  hear('message.received', 'm', ['b', 'a', 'c']);
  hear('order.changed', 'o', ['a']);
  hear('ticket.changed', 'b');
  await tick();

  expect(asked).toEqual([['a', 'c', 'b']]);
  expect(told).toEqual(['a ENTERED 11', 'c ENTERED 12', 'b ENTERED 14']);
});

it('what happens while an answer is on its way is asked for once more, together', async () => {
  const answer = Promise.withResolvers<undefined>();
  const { asked, told, hear } = watched({ among: async (_viewer, _watch, ids) => {
    await answer.promise;
    return new Map(ids.map(id => [id, row()]));
  } });

  hear('ticket.changed', 'a');
  await tick();
  for (const id of ['a', 'b', 'a']) hear('ticket.changed', id);
  await tick();
  answer.resolve(undefined);
  await tick();

  expect(asked).toEqual([['a'], ['b', 'a']]);
  expect(told).toEqual(['a ENTERED 11', 'b ENTERED 13', 'a CHANGED 14']);
});

it('a dear selection is asked for fewer at once, and never for less than one', () => {
  const list = (inner: string) => listOf(`subscription { ticketsChanged { ticket { ${inner} } } }`).interest.atOnce;

  expect([list('subject'), list('ones { ones { id } }'), list('ones { ones { ones { id } } }')]).toEqual([100, 7, 1]);
});

it('a list that nobody watches is not asked', async () => {
  const { asked, lists, place, hear } = watched({});

  hear('ticket.changed', 'a');
  place.leave();
  await tick();
  hear('ticket.changed', 'a');
  await tick();

  expect(lists.size).toBe(0);
  expect(asked).toEqual([]);
});
