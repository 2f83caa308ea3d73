import { ApolloLink } from '@apollo/client';
import { type DocumentNode, type GraphQLFormattedError, print } from 'graphql';
import type { Client, FormattedExecutionResult } from 'graphql-ws';
import { Observable } from 'rxjs';
import { isFinal } from './socket.js';

/** How long a subscription rests before it is opened again by us, unless the house says how long. */
const patienceMs = 3_000;
const longestRestMs = 5 * 60_000;
/** What the house refuses for a while only. */
const passing = new Set<unknown>(['RATE_LIMITED', 'UNAVAILABLE']);

/** The newest place in the event log this client has heard of. */
export interface Position {
  newest: string | null;
}

/** Takes what the house said of its log along, when it is newer. */
export function hear(position: Position, said: unknown): void {
  if (typeof said !== 'string' || !/^\d+$/.test(said)) return;
  if (position.newest === null || BigInt(said) > BigInt(position.newest)) position.newest = said;
}

/** The hash under which the house lists an operation of ours; written into the document when it was typed. */
export function hashOf(document: DocumentNode & { readonly __meta__?: { readonly hash?: string } }): string {
  const hash = document.__meta__?.hash;
  if (hash === undefined) throw new Error('An operation is not listed.');
  return hash;
}

const listed = (document: DocumentNode) => ({ persistedQuery: { version: 1, sha256Hash: hashOf(document) } });

/**
 * Carries subscriptions over a socket. A subscription begins at the newest place this client has heard of, so that nothing is missed between
 * its query and itself; after a break it goes on behind the last frame it was given. One that is refused for a while is opened again after that.
 */
export function liveLink(client: Client, position: Position): ApolloLink {
  return new ApolloLink(
    ({ query, operationName, variables, extensions, getContext }) =>
      new Observable(sink => {
        const { restMs = 0 } = getContext() as { readonly restMs?: number };
        // The client writes this down anew whenever it connects again.
        const payload = { query: print(query), operationName, extensions: { ...extensions, ...listed(query) }, variables: { after: position.newest, ...variables } };
        let again: ReturnType<typeof setTimeout> | undefined;
        let stop = (): void => undefined;
        const begin = (): void => {
          payload.variables.after ??= position.newest; // one that was refused before it knew where to begin
          stop = client.subscribe<Record<string, unknown>, { position?: unknown }>(payload, sinks);
        };
        const sinks = {
          next: (result: FormattedExecutionResult<Record<string, unknown>, { position?: unknown }>) => {
            const place = result.extensions?.position;
            hear(position, place);
            if (typeof place === 'string') payload.variables.after = place;
            sink.next(result as FormattedExecutionResult);
          },
          error: (error: unknown) => {
            const rest = restAfter(error);
            if (rest === null) sink.error(error);
            else again = setTimeout(begin, rest);
          },
          complete: () => sink.complete(),
        };
        if (restMs === 0 || position.newest === null) begin();
        else again = setTimeout(begin, restMs); // it begins where it would have begun at once
        return () => {
          clearTimeout(again);
          stop();
        };
      }),
  );
}

/** How long until a subscription that ended so may be opened again, in milliseconds; null when that would not mend it. */
function restAfter(error: unknown): number | null {
  if (error instanceof CloseEvent) return isFinal(error) ? null : patienceMs; // the client gives some up that a house coming back would mend
  if (!Array.isArray(error)) return null;
  const refusal = (error as readonly GraphQLFormattedError[]).find(({ extensions }) => passing.has(extensions?.['code']));
  if (refusal === undefined) return null;
  const said = Number(refusal.extensions?.['retryAfter']) * 1000;
  return Math.min(said > 0 ? said : patienceMs, longestRestMs) * (1 + Math.random() / 2); // none too early, and not all at once
}
