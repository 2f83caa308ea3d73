import { useApolloClient, useFragment } from '@apollo/client/react';
import { useEffect } from 'react';
import { graphql } from '../../gql/index.js';

const Reading_ticket = graphql(`
  fragment Reading_ticket on Ticket {
    id
    activeAt
  }
`);
const Reading_read = graphql(`
  mutation Reading_read($input: TicketReadInput!) {
    ticketRead(input: $input) {
      ticket {
        id
        isUnread
        readAt
      }
      refusal {
        code
        message
      }
    }
  }
`);

/** How long a ticket is looked at before it counts as read. */
const lookMs = 600;

/** Notes that the open ticket was read as far as it is shown, whenever something is added while somebody looks. */
export function useReading(ticketId: string | null): void {
  const client = useApolloClient();
  const { data, complete } = useFragment({ fragment: Reading_ticket, from: { __typename: 'Ticket', id: ticketId ?? '' } });
  const activeAt = complete ? data.activeAt : null;
  useEffect(() => {
    if (ticketId === null || activeAt === null) return;
    const read = () => {
      if (document.visibilityState !== 'visible') return;
      document.removeEventListener('visibilitychange', read);
      // A mark that is lost is set with the next look; nobody is to be told.
      client.mutate({ mutation: Reading_read, variables: { input: { id: ticketId, upTo: activeAt } } }).catch(() => undefined);
    };
    const timer = setTimeout(() => {
      document.addEventListener('visibilitychange', read);
      read();
    }, lookMs);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', read);
    };
  }, [client, ticketId, activeAt]);
}
