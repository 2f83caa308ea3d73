import { useApolloClient } from '@apollo/client/react';
import { useEffect, useEffectEvent, useRef } from 'react';
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
/** Who is gone sooner was passing by, and is not told of. */
const staysMs = 600;

/** Lets others know that the viewer has a ticket open, while the page is seen, and that they write. That it fails is no matter of theirs. */
export function usePresence(ticketId: string, isWriting: boolean, isOn: boolean): void {
  const client = useApolloClient();
  const isKnown = useRef(false);

  const touch = useEffectEvent(() => {
    if (document.visibilityState !== 'visible') return;
    isKnown.current = true;
    void client.mutate({ mutation: usePresence_touch, variables: { input: { ticketId, mode: isWriting ? 'REPLYING' : 'VIEWING' } } }).catch(() => undefined);
  });
  const leave = useEffectEvent(() => {
    if (!isKnown.current) return;
    isKnown.current = false;
    void client.mutate({ mutation: usePresence_leave, variables: { input: { ticketId } } }).catch(() => undefined);
  });

  useEffect(() => {
    if (!isOn) return;
    const soon = setTimeout(touch, isKnown.current ? 0 : staysMs);
    const timer = setInterval(touch, everyMs);
    return () => {
      clearTimeout(soon);
      clearInterval(timer);
    };
  }, [ticketId, isWriting, isOn]);

  useEffect(() => {
    if (!isOn) return;
    const change = () => (document.visibilityState === 'hidden' ? leave() : touch());
    document.addEventListener('visibilitychange', change);
    window.addEventListener('pagehide', leave);
    return () => {
      document.removeEventListener('visibilitychange', change);
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [ticketId, isOn]);
}
