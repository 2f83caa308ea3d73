import { type Client, CloseCode } from 'graphql-ws';
import { openClient } from './pulse.js';

/** How the socket is doing: not wanted yet, open, or lost since an instant. */
export type SocketState = { readonly state: 'idle' | 'open' } | { readonly state: 'lost'; readonly since: number };

/** One socket for all subscriptions of a client, and how it is doing. */
export interface LiveSocket {
  readonly client: Client;
  readonly now: () => SocketState;
  /** Calls back at each change; answers how to stop that. */
  readonly watch: (listener: () => void) => () => void;
}

const longestWaitMs = 10_000;
/** What more tries would not mend: the house knows nobody here, or not this one any more. */
const final = new Set<number>([CloseCode.Unauthorized, CloseCode.Forbidden, CloseCode.BadRequest]);

/** Whether a socket was closed for good. */
export const isFinal = (event: CloseEvent): boolean => final.has(event.code);

/** The socket of one organization. It is there while something subscribes, and comes back by itself, at once when the network does. */
export function openSocket(organizationId: string | null, onSignedOut: () => void): LiveSocket {
  const url = new URL('/graphql', window.location.href);
  url.protocol = url.protocol.replace('http', 'ws');
  const listeners = new Set<() => void>();
  let now: SocketState = { state: 'idle' };
  const become = (next: SocketState) => {
    now = next;
    for (const listener of listeners) listener();
  };
  const client = openClient({
    url: url.href,
    connectionParams: { organizationId },
    lazy: true,
    lazyCloseTimeout: 5_000,
    retryAttempts: Number.POSITIVE_INFINITY,
    retryWait: tries => waitOrOnline(Math.min(longestWaitMs, 250 * 2 ** tries) * (0.75 + Math.random() / 2)),
    shouldRetry: event => !(event instanceof CloseEvent && isFinal(event)),
    on: {
      connected: () => become({ state: 'open' }),
      closed: event => {
        const isOver = event instanceof CloseEvent && (event.wasClean && event.code === 1000);
        if (event instanceof CloseEvent && isFinal(event)) onSignedOut();
        if (isOver) become({ state: 'idle' });
        else if (now.state !== 'lost') become({ state: 'lost', since: Date.now() });
      },
    },
  });
  return {
    client,
    now: () => now,
    watch: listener => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

function waitOrOnline(milliseconds: number): Promise<void> {
  return new Promise(resolve => {
    const go = () => {
      clearTimeout(timer);
      window.removeEventListener('online', go);
      resolve();
    };
    const timer = setTimeout(go, milliseconds);
    window.addEventListener('online', go);
  });
}
