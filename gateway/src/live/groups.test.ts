import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { buildSchema, parse, type FormattedExecutionResult } from 'graphql';
import { nobody, openLog } from '@deskgraph/kit';
import { openMetrics } from '../metrics.js';
import type { LiveEvent } from './feed.js';
import { openGroups, type Member } from './groups.js';
import { questionOf } from './question.js';
import type { Subscriptions } from './table.js';

const schema = buildSchema(`
  type Query { ticket(id: ID!): Ticket }
  type Subscription { caseChanged(ticketId: ID!, after: String): Ticket }
  type Ticket { id: ID!, subject: String, customer: Customer, orders: [Order!] }
  type Customer { id: ID! }
  type Order { id: ID!, customer: Customer }
`);
const table: Subscriptions = { caseChanged: { kind: 'one', query: 'ticket', argument: 'ticketId', follows: ['customer', 'orders.customer'], nouns: ['ticket', 'customer'] } };
const text = 'subscription ($id: ID!) { it: caseChanged(ticketId: $id) { subject followed0: id } }';

/** A question whose answers the test gives, and what a member of it is told. */
const watched = () => {
  const asked: string[] = [];
  const answers: PromiseWithResolvers<FormattedExecutionResult>[] = [];
  const asking = (_viewer: unknown, query: string): Promise<FormattedExecutionResult> => {
    asked.push(query);
    const answer = Promise.withResolvers<FormattedExecutionResult>();
    answers.push(answer);
    return answer.promise;
  };
  const groups = openGroups({ asking, metrics: openMetrics(), log: openLog('silent') });
  const told: { data: unknown; errors?: unknown; extensions: { position: string } }[] = [];
  const member: Member = { viewer: nobody, position: 10, seen: false, deliver: payload => void told.push(JSON.parse(payload) as never) };
  const question = questionOf(schema, parse(text), null, table, new Set());
  const place = groups.join(member, { question, variables: { id: 'ticket' }, subjectId: 'ticket' });
  let position = 10;
  const hear = (topic: string, subjectId: string): void => groups.hear({ position: ++position, organizationId: nobody.organizationId, topic, subjectId, relatedIds: [] } satisfies LiveEvent);
  const reply = async (customer: string, orders: readonly string[] = [], errors?: FormattedExecutionResult['errors']): Promise<void> => {
    const data = { it: { subject: 'Late', followed0: 'ticket', followed0_: { id: customer }, followed1: orders.map(id => ({ customer: { id } })) } };
    answers.shift()?.resolve({ data, ...(errors && { errors }) });
    await sleep(5);
  };
  return { asked, told, place, groups, hear, reply, waiting: () => answers.length };
};

it('asks beside what was asked for what it leads to, and tells nobody', async () => {
  const { asked, told, place, hear, reply } = watched();
  await reply('Ann', ['Bob']);
  hear('customer.changed', 'bob');
  await reply('Ann', ['Bob'], [{ message: 'Hidden', path: ['it', 'followed0_'] }, { message: 'Shown', path: ['it', 'subject'] }]);

  expect(asked[0]).toContain('it: ticket(id: $id) {\n    subject\n    followed0: id\n    followed0_: customer {\n      id\n    }\n    followed1: orders {\n      customer {\n        id');
  expect(await place.watched()).toEqual(['ticket', 'ann', 'bob']);
  expect(told).toEqual([{ data: { it: { subject: 'Late', followed0: 'ticket' } }, errors: [{ message: 'Shown', path: ['it', 'subject'] }], extensions: { position: '11' } }]);
});

it('watches what the newest answer leads to, and no more what one before did', async () => {
  const { told, hear, reply, waiting } = watched();
  await reply('ann');
  hear('ticket.changed', 'ticket');
  await reply('bob');

  hear('customer.changed', 'ann');
  const afterAnn = waiting();
  hear('customer.changed', 'bob');
  await reply('bob');

  expect(afterAnn).toBe(0);
  expect(told.map(({ extensions }) => extensions.position)).toEqual(['11', '13']);
});

it('misses nothing that happened while it was asked for the first time', async () => {
  const { told, hear, reply, waiting } = watched();
  hear('customer.changed', 'ann');
  hear('customer.changed', 'somebody');
  await reply('ann');
  const again = waiting();
  await reply('ann');

  expect(again).toBe(1);
  expect(waiting()).toBe(0);
  expect(told.map(({ extensions }) => extensions.position)).toEqual(['11']);
});

it('lets go of everything when the last one leaves', async () => {
  const { place, groups, hear, reply, waiting } = watched();
  await reply('ann');
  place.leave();

  hear('customer.changed', 'ann');
  hear('ticket.changed', 'ticket');

  expect([groups.size, waiting()]).toEqual([0, 0]);
});
