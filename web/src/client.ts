import { ApolloClient, ApolloLink, CombinedGraphQLErrors, type FieldPolicy, HttpLink, InMemoryCache, ServerError } from '@apollo/client';
import { tap } from 'rxjs';
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
  readonly onSignedOut: () => void;
}

/** One client for one organization. A change of organization opens another, so that no row of one is ever shown in the other. */
export function openClient({ organizationId, onSignedOut }: ClientOptions): ApolloClient {
  const watch = new ApolloLink((operation, forward) =>
    forward(operation).pipe(
      tap(result => {
        if (refusalIn(result)?.code === 'UNAUTHENTICATED') onSignedOut();
      }),
    ),
  );
  const http = new HttpLink({
    uri: '/graphql',
    credentials: 'same-origin',
    headers: { 'x-deskgraph-csrf': '1', ...(organizationId && { 'x-organization-id': organizationId }) },
  });
  return new ApolloClient({
    link: ApolloLink.from([watch, http]),
    cache: new InMemoryCache({ typePolicies: { Query: { fields: { members: pages, invitations: pages, apiKeys: pages } } } }),
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
    return args?.['after'] && shown && arrived ? { ...arrived, nodes: [...(shown.nodes ?? []), ...(arrived.nodes ?? [])] } : arrived;
  },
};

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
