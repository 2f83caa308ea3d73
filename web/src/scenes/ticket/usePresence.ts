import { useApolloClient } from '@apollo/client/react';
import { useEffect } from 'react';
import { graphql } from '../../gql/index.js';

const usePresence_touch = graphql(`
  mutation usePresence_touch($input: PresenceTouchInput!) {
    presenceTouch(input: $input) {
      presence {
        ticketId
        ...Present_presence
      }
    }
  }
`);
const usePresence_leave = graphql(`
  mutation usePresence_leave($input: PresenceLeaveInput!) {
    presenceLeave(input: $input) {
      presence {
        ticketId
      }
    }
  }
`);

/** The house forgets who was not heard of for 20 seconds. */
const everyMs = 10_000;

/** Lets others know that the viewer has a ticket open, while the page is seen, and that they write. That it fails is no matter of theirs. */
export function usePresence(ticketId: string, isWriting: boolean, isOn: boolean): void {
  const client = useApolloClient();

  useEffect(() => {
    if (!isOn) return;
    const mode = isWriting ? 'REPLYING' : 'VIEWING';
    const touch = () => {
      if (document.visibilityState === 'visible') void client.mutate({ mutation: usePresence_touch, variables: { input: { ticketId, mode } } }).catch(() => undefined);
    };
    touch();
    const timer = setInterval(touch, everyMs);
    return () => clearInterval(timer);
  }, [client, ticketId, isWriting, isOn]);

  useEffect(() => {
    if (!isOn) return;
    const leave = () => void client.mutate({ mutation: usePresence_leave, variables: { input: { ticketId } } }).catch(() => undefined);
    const change = () => {
      if (document.visibilityState === 'hidden') leave();
      else void client.mutate({ mutation: usePresence_touch, variables: { input: { ticketId, mode: 'VIEWING' } } }).catch(() => undefined);
    };
    document.addEventListener('visibilitychange', change);
    window.addEventListener('pagehide', leave);
    return () => {
      document.removeEventListener('visibilitychange', change);
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [client, ticketId, isOn]);
}
