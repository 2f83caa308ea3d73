import { ApolloClient, ApolloLink, CombinedGraphQLErrors, type FieldPolicy, HttpLink, InMemoryCache, isReference, type Reference, ServerError } from '@apollo/client';
import { OperationTypeNode } from 'graphql';
import { tap } from 'rxjs';
import { hear, liveLink, type Position } from './live/link.js';
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
    link: watch.split(({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION, liveLink(socket.client, position), http),
    cache: new InMemoryCache({ typePolicies: { Query: { fields: { members: pages, invitations: pages, apiKeys: pages, tickets: pages } } } }),
    defaultOptions: { watchQuery: { errorPolicy: 'all' } },
  });
}

interface Page {
  readonly nodes?: readonly unknown[];
}

// A later page is appended to what is shown; a first page starts over.
const pages: FieldPolicy<Page | null> = {
  keyArgs: ['filter', 'orderBy'],
  merge(shown, arrived, { args }) {
    if (!shown || !arrived) return arrived;
    return { ...shown, ...arrived, ...(args?.['after'] && { nodes: each([...(shown.nodes ?? []), ...(arrived.nodes ?? [])]) }) };
  },
};

// What came into the list by a subscription comes again with its page.
function each(nodes: readonly unknown[]): readonly unknown[] {
  return [...new Map(nodes.map(node => [isReference(node as Reference) ? (node as Reference).__ref : node, node])).values()];
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
