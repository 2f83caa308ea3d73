import { gql } from '@apollo/client';
import { describe, expect, it } from '@jest/globals';
import { openCache } from '../../cache.js';
import { forgetCases } from './forgetCases.js';

const rows = gql`{ tickets { nodes {
  id number subject status priority channel tags requesterName createdAt activeAt isUnread customer { id name openOrderCount } assignee { id } lastMessage { id kind preview }
} pageInfo { hasNextPage } } }`;
const whole = gql`query ($id: ID!) { ticket(id: $id) { id subject messages { nodes { id text } } customer { id orders { nodes { id } } } } presence(id: $id) { ticketId } }`;

/** A cache in which so many tickets of a list were opened, one after the other; the first and the last are of one customer. */
function opened(count: number) {
  const cache = openCache();
  const customerOf = (nr: number) => (nr === count ? 'c1' : `c${String(nr)}`);
  const each = Array.from({ length: count }, (_, at) => at + 1);
  const nodes = each.map(nr => ({
    __typename: 'Ticket', id: String(nr), number: nr, subject: `Nr. ${String(nr)}`, status: 'OPEN', priority: 'NORMAL', channel: 'MAIL', tags: ['sds'],
    requesterName: 'Ada', createdAt: 'then', activeAt: 'now', isUnread: false, assignee: null, customer: { __typename: 'Customer', id: customerOf(nr), name: 'Ada', openOrderCount: 1 }, lastMessage: { __typename: 'Message', id: `${String(nr)}-2`, kind: 'REPLY', preview: 'Hello' },
  }));
  cache.writeQuery({ query: rows, data: { tickets: { __typename: 'TicketConnection', nodes, pageInfo: { __typename: 'PageInfo', hasNextPage: false } } } });
  for (const nr of each) {
    const id = String(nr);
    const messages = { __typename: 'MessageConnection', nodes: [{ __typename: 'Message', id: `${id}-1`, text: 'Hi' }, { __typename: 'Message', id: `${id}-2`, text: 'Hello' }] };
    const customer = { __typename: 'Customer', id: customerOf(nr), orders: { __typename: 'OrderConnection', nodes: [{ __typename: 'Order', id: `o${id}` }] } };
    cache.writeQuery({ query: whole, variables: { id }, data: { ticket: { __typename: 'Ticket', id, subject: `Nr. ${id}`, messages, customer }, presence: { __typename: 'Presence', ticketId: id } } });
    forgetCases(cache, id);
  }
  const isWhole = (nr: number) => cache.readQuery({ query: whole, variables: { id: String(nr) } }) !== null;
  return { cache, before: nodes, wholes: each.filter(isWhole), ids: new Set(Object.keys(cache.extract())) };
}

describe('the cases that were opened', () => {
  it('are all kept while they are few', () => expect(opened(59).wholes).toHaveLength(59));

  it('are forgotten from the oldest on, all but what lists show of them, and the customer of one that is kept', () => {
    const { cache, before, wholes, ids } = opened(60);

    expect(wholes).toEqual(Array.from({ length: 30 }, (_, at) => at + 31));
    expect(cache.readQuery({ query: rows })).toMatchObject({ tickets: { nodes: before } });
    expect(['Message:1-1', 'Order:o2', 'Presence:{"ticketId":"3"}'].filter(id => ids.has(id))).toEqual([]);
    expect(['Message:1-2', 'Order:o60', 'Message:31-1'].filter(id => !ids.has(id))).toEqual([]);
  });

  it('stay few over a long day', () => expect(opened(500).wholes.length).toBeLessThan(60));
});
