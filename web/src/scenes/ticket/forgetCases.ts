import type { InMemoryCache } from '@apollo/client';
import { graphql, read } from '../../gql/index.js';
import { TicketRow_ticket } from '../inbox/TicketRow.js';

const ForgetCases_ticket = graphql(`
  fragment ForgetCases_ticket on Ticket {
    id
    number
    priority
    createdAt
    activeAt
    customer {
      id
    }
    ...TicketRow_ticket
  }
`);

/** So many cases are kept whole, so that going back to one is quick; the rest go in bunches, since lists are read anew then. */
const [most, bunch] = [30, 30];

const opened = new WeakMap<InMemoryCache, string[]>();

/** Notes that a ticket was opened, and forgets the cases of those longest ago: an agent opens hundreds a day. What lists show of them stays. */
export function forgetCases(cache: InMemoryCache, ticketId: string): void {
  const ids = [...(opened.get(cache) ?? []).filter(id => id !== ticketId), ticketId];
  const gone = ids.length < most + bunch ? [] : ids.splice(0, ids.length - most);
  opened.set(cache, ids);
  if (gone.length === 0) return;

  const rowOf = (id: string) => cache.readFragment({ id: `Ticket:${id}`, fragment: ForgetCases_ticket, fragmentName: 'ForgetCases_ticket' });
  const kept = new Set(ids.map(id => rowOf(id)?.customer?.id));
  for (const id of gone) {
    for (const fieldName of ['ticket', 'presence']) cache.evict({ id: 'ROOT_QUERY', fieldName, args: { id }, broadcast: false });
    const row = rowOf(id);
    if (!row) continue;
    const customer = row.customer?.id;
    if (customer !== undefined && !kept.has(customer)) cache.modify({ id: `Customer:${customer}`, broadcast: false, fields: (value: unknown, { DELETE }): unknown => (isList(value) ? DELETE : value) });
    cache.evict({ id: `Ticket:${id}`, broadcast: false });
    cache.evict({ id: `Message:${read(TicketRow_ticket, row).lastMessage?.id ?? ''}`, broadcast: false });
    cache.writeFragment({ id: `Ticket:${id}`, fragment: ForgetCases_ticket, fragmentName: 'ForgetCases_ticket', data: row, broadcast: false });
  }
  cache.evict({ id: 'ROOT_SUBSCRIPTION', broadcast: false }); // nobody reads frames from there
  cache.gc({ resetResultCache: true });
}

function isList(value: unknown): boolean {
  return Array.isArray(value) || (typeof value === 'object' && value !== null && 'nodes' in value);
}
