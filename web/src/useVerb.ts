import type { OperationVariables, TypedDocumentNode } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { useCallback, useState } from 'react';
import { refusalOfAnswer } from './client.js';
import { type Refusal, Refused, refusalFrom, refusalIn } from './refusal.js';

/** One mutation, ready to be sent. */
export interface Verb<Data, Variables> {
  /** Sends it, for a form. Answers its data; throws Refused. */
  readonly ask: (variables: Variables) => Promise<Data>;
  /** Sends it, for a button. Answers its data, or null when it was refused; `refusal` then says why. */
  readonly run: (variables: Variables) => Promise<Data | null>;
  readonly busy: boolean;
  readonly refusal: Refusal | null;
  readonly forget: () => void;
}

/**
 * A mutation whose every no, in its payload or in the errors, arrives as one refusal with its request id. When it is done, the queries
 * named in `refetch` are asked again.
 */
export function useVerb<Data, Variables extends OperationVariables>(
  mutation: TypedDocumentNode<Data, Variables>,
  refetch: readonly string[] = [],
): Verb<Data, Variables> {
  const client = useApolloClient();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const again = refetch.join(); // a list literal is new at each drawing

  const ask = useCallback(
    async (variables: Variables): Promise<Data> => {
      const refetchQueries = again === '' ? [] : again.split(',');
      const document = mutation as TypedDocumentNode<Data, OperationVariables>;
      const result = await client
        .mutate({ mutation: document, variables, refetchQueries, awaitRefetchQueries: true })
        .catch((error: unknown) => {
          throw new Refused(refusalOfAnswer(error));
        });
      const no = refusalIn(result);
      if (no !== null) throw new Refused(no);
      return result.data;
    },
    [client, mutation, again],
  );

  const run = useCallback(
    async (variables: Variables): Promise<Data | null> => {
      setBusy(true);
      setRefusal(null);
      try {
        return await ask(variables);
      } catch (error) {
        setRefusal(refusalFrom(error));
        return null;
      } finally {
        setBusy(false);
      }
    },
    [ask],
  );

  return { ask, run, busy, refusal, forget: useCallback(() => setRefusal(null), []) };
}
