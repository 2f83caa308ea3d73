import { useQuery } from '@apollo/client/react';
import { graphql } from '../../gql/index.js';
import type { TicketFilter, TicketOrder } from '../../gql/graphql.js';
import { builtIns, given, orders } from './filter.js';

const Views_query = graphql(`
  query Views {
    views {
      id
      name
      isShared
      viewerCan
      filter {
        statuses
        priorities
        channel
        assigneeId
        isMine
        isAssigned
        teamId
        customerId
        mailboxId
        tags
        search
        createdFrom
        createdBefore
        resolvedFrom
        resolvedBefore
      }
      orderBy {
        field
        direction
      }
    }
  }
`);

/** A list of tickets: one that is always there, or one that somebody keeps. */
export interface InboxView {
  readonly id: string;
  readonly name: string;
  readonly filter: TicketFilter;
  readonly orderBy: TicketOrder;
  readonly empty: string;
  /** Null for one that is always there. */
  readonly saved: { readonly isShared: boolean; readonly viewerCan: readonly string[] } | null;
}

/** The query to ask again once views changed. */
export const viewsQuery = 'Views';

/** The lists that are always there, and those that are kept. */
export function useViews() {
  const { data, loading } = useQuery(Views_query);
  const always = builtIns.map((view): InboxView => ({ ...view, orderBy: orders['active']!.orderBy, saved: null }));
  const kept = (data?.views ?? []).map(({ id, name, filter, orderBy, isShared, viewerCan }): InboxView => ({
    ...{ id, name, filter: given(filter), saved: { isShared, viewerCan } },
    orderBy: { field: orderBy.field, direction: orderBy.direction },
    empty: `No tickets in ${name}`,
  }));
  return { always, kept, isKnown: data?.views !== undefined || !loading };
}
