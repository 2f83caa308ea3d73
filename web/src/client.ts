import { ApolloClient, ApolloLink, CombinedGraphQLErrors, HttpLink, ServerError } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { OperationTypeNode } from 'graphql';
import { tap } from 'rxjs';
import { openCache } from './cache.js';
import { hashOf, hear, liveLink, type Position } from './live/link.js';
import type { LiveSocket } from './live/socket.js';
import { type Refusal, refusalFrom, refusalIn, refusalOf } from './refusal.js';

declare module '@apollo/client' {
  namespace ApolloClient {
    namespace DeclareDefaultOptions {
      /** A list the viewer may not see must not empty the page: data and errors arrive side by side. */
      interface WatchQuery {
        errorPolicy: 'all';
      }
    }
  }
}

/** What a client needs to know: for which organization it asks, and whom to tell that the session is over. */
export interface ClientOptions {
  readonly organizationId: string | null;
  readonly socket: LiveSocket;
  readonly onSignedOut: () => void;
}

/** One client for one organization. A change of organization opens another, so that no row of one is ever shown in the other. */
export function openClient({ organizationId, socket, onSignedOut }: ClientOptions): ApolloClient {
  const watch = new ApolloLink((operation, forward) =>
    forward(operation).pipe(
      tap(result => {
        if (refusalIn(result)?.code === 'UNAUTHENTICATED') onSignedOut();
      }),
    ),
  );
  const position: Position = { newest: null };
  const byHash = new PersistedQueryLink({ generateHash: hashOf });
  const http = new HttpLink({
    uri: '/graphql',
    fetch: async (...request) => {
      const response = await fetch(...request);
      hear(position, response.headers.get('x-deskgraph-position'));
      return response;
    },
    credentials: 'same-origin',
    headers: { 'x-deskgraph-csrf': '1', ...(organizationId && { 'x-organization-id': organizationId }) },
  });
  return new ApolloClient({
    link: watch.split(({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION, liveLink(socket.client, position), byHash.concat(http)),
    cache: openCache(),
    defaultOptions: { watchQuery: { errorPolicy: 'all' } },
  });
}

/** The refusal in whatever Apollo Client threw or answered with. */
export function refusalOfAnswer(error: unknown): Refusal {
  if (CombinedGraphQLErrors.is(error)) return refusalIn(error) ?? refusalFrom(error);
  if (!ServerError.is(error)) return refusalFrom(error);
  const { statusCode, response, bodyText } = error;
  return refusalIn(parsed(bodyText)) ?? refusalOf(statusCode, parsed(bodyText), response.headers);
}

function parsed(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
