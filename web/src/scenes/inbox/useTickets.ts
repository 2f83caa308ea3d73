import { useApolloClient, useQuery } from '@apollo/client/react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { graphql } from '../../gql/index.js';
import type { TicketFilter, TicketOrder } from '../../gql/graphql.js';
import { useLive } from '../../live/useLive.js';
import { entered } from './order.js';

const Inbox_tickets = graphql(`
  query Inbox_tickets($filter: TicketFilter, $orderBy: TicketOrder, $after: String) {
    tickets(filter: $filter, orderBy: $orderBy, first: 50, after: $after) {
      nodes {
        id
        number
        priority
        createdAt
        activeAt
        ...TicketRow_ticket
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);
const Inbox_count = graphql(`
  query Inbox_count($filter: TicketFilter) {
    tickets(filter: $filter, first: 1) {
      totalCount
    }
  }
`);
const Inbox_changed = graphql(`
  subscription Inbox_changed($filter: TicketFilter, $after: String) {
    ticketsChanged(filter: $filter, after: $after) {
      id
      kind
      ticket {
        id
        number
        priority
        createdAt
        activeAt
        ...TicketRow_ticket
      }
    }
  }
`);

/** How long after somebody came or left the list is counted again. */
const settleMs = 1000;

/** How many tickets there are; null until that is known. */
export function useCount(filter: TicketFilter, skip = false) {
  const { data, refetch } = useQuery(Inbox_count, { variables: { filter }, skip, fetchPolicy: 'cache-and-network', nextFetchPolicy: 'cache-first' });
  return { count: data?.tickets?.totalCount ?? null, recount: refetch };
}

/** A list of tickets as it is now: what is read of it follows every change, and is read again where changes were missed. */
export function useTickets(filter: TicketFilter, orderBy: TicketOrder, skip: boolean) {
  const { cache } = useApolloClient();
  const asked = JSON.stringify([filter, orderBy]);
  const variables = useMemo(() => {
    const [ofFilter, ofOrder] = JSON.parse(asked) as [TicketFilter, TicketOrder];
    return { filter: ofFilter, orderBy: ofOrder };
  }, [asked]);
  const { data, loading, error, refetch, fetchMore } = useQuery(Inbox_tickets, { variables, skip, fetchPolicy: 'cache-and-network', nextFetchPolicy: 'cache-first' });
  const { count, recount } = useCount(variables.filter, skip);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), [asked]);

  useLive(Inbox_changed, {
    variables: { filter: variables.filter },
    skip,
    onFrame: ({ ticketsChanged: change }) => {
      if (!change) return;
      const { id, kind, ticket } = change;
      cache.updateQuery({ query: Inbox_tickets, variables }, known => {
        if (!known?.tickets) return undefined;
        const { nodes, pageInfo } = known.tickets;
        const next = ticket ? entered({ nodes, hasMore: pageInfo.hasNextPage }, ticket, variables.orderBy) : nodes.filter(row => row.id !== id);
        return { ...known, tickets: { ...known.tickets, nodes: next } };
      });
      if (kind === 'CHANGED') return;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void recount(), settleMs);
    },
    onResync: () => {
      void refetch();
      void recount();
    },
  });

  const [reading, setReading] = useState<{ readonly after: string; readonly isFailed: boolean } | null>(null);
  const page = data?.tickets?.pageInfo;
  const after = page?.hasNextPage ? page.endCursor : null;
  const isStuck = reading !== null && reading.isFailed && reading.after === after;
  const readOn = () => {
    if (!after || (reading && !reading.isFailed)) return;
    setReading({ after, isFailed: false });
    const fail = () => setReading({ after, isFailed: true });
    fetchMore({ variables: { after }, errorPolicy: 'all' }).then(
      ({ data: more }) => (more?.tickets ? setTimeout(() => setReading(null)) : fail()), // a page that is asked for before the last one was told makes the client forget to tell it
      fail,
    );
  };
  return { key: asked, nodes: data?.tickets?.nodes ?? null, hasMore: page?.hasNextPage ?? false, isStuck, count, loading, error, readOn, refetch };
}
