import type { OperationVariables, TypedDocumentNode } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { useCallback, useState } from 'react';
import { refusalOfAnswer } from '../../../client.js';
import { graphql } from '../../../gql/index.js';
import { type Refusal, refusalIn } from '../../../refusal.js';

const useTicketVerb_now = graphql(`
  query useTicketVerb_now($id: ID!) {
    ticket(id: $id) {
      id
      ...TicketHeader_ticket
      ...Conversation_history
    }
  }
`);

/** A change somebody else was faster with. */
export interface Conflict {
  readonly field: string;
  readonly mine: string;
  readonly keep: () => void;
  readonly take: () => void;
}

/** One change: the mutation, its input beside id and version, and what the ticket is then. */
export interface Change<Ticket> {
  readonly mutation: TypedDocumentNode<unknown, { input: never }>;
  readonly root: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly then: Partial<Ticket>;
  /** The field that changes, to see whether somebody else changed it; and what it becomes, in words. */
  readonly field: keyof Ticket & string;
  readonly mine: string;
}

/**
 * Changes a ticket: shown at once, taken back with the reason when the house says no. Where somebody was faster with the same field, the viewer
 * decides; with another one, it is done again on top.
 */
export function useTicketVerb<Ticket extends { readonly id: string; readonly version: number }>(ticket: Ticket) {
  const client = useApolloClient();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [conflict, setConflict] = useState<Conflict | null>(null);

  const change = useCallback(
    async ({ mutation, root, input, then, field, mine }: Change<Ticket>, seen: Ticket = ticket): Promise<boolean> => {
      setRefusal(null);
      setConflict(null);
      const variables = { input: { id: seen.id, version: seen.version, ...input } };
      const optimisticResponse = { [root]: { __typename: 'TicketPayload', ticket: { ...seen, ...then }, refusal: null } };
      const document = mutation as TypedDocumentNode<unknown, OperationVariables>;
      const answer = await client.mutate({ mutation: document, variables, optimisticResponse }).catch((error: unknown) => ({ refusal: refusalOfAnswer(error) }));
      const no = 'refusal' in answer ? answer.refusal : refusalIn(answer);
      if (no === null) return true;
      if (no.code !== 'CONFLICT' || no.field !== 'version') {
        setRefusal(no);
        return false;
      }
      const { data } = await client.query({ query: useTicketVerb_now, variables: { id: seen.id }, fetchPolicy: 'network-only' });
      const now = data.ticket as Ticket | null | undefined;
      if (!now) {
        setRefusal(no);
        return false;
      }
      const again = { mutation, root, input, then, field, mine };
      if (JSON.stringify(now[field]) === JSON.stringify(seen[field])) return change(again, now);
      setConflict({ field, mine, keep: () => void change(again, now), take: () => setConflict(null) });
      return false;
    },
    [client, ticket],
  );
  return { change, refusal, conflict, forget: () => setRefusal(null) };
}
