import { CombinedGraphQLErrors, type OperationVariables, type TypedDocumentNode } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { useEffect, useEffectEvent } from 'react';

interface LiveOptions<Data, Variables> {
  /** Without `after`: where to begin is known. */
  readonly variables?: Variables;
  readonly skip?: boolean;
  /** How long it may wait until it is opened; what is missed meanwhile is told then. */
  readonly restMs?: number;
  /** What a frame tells. The cache has taken it in already. */
  readonly onFrame?: (data: Data) => void;
  /** Called when changes are no longer known one by one: ask again. Unless given, every query on the page is. */
  readonly onResync?: () => void;
}

/**
 * Keeps a subscription open while the part is drawn; its document declares `$after: String`. What it tells merges into the cache by id, so
 * that whatever shows it is drawn again. It survives a lost socket by itself.
 */
export function useLive<Data, Variables extends OperationVariables>(
  subscription: TypedDocumentNode<Data, Variables>,
  { variables, skip = false, restMs = 0, onFrame, onResync }: LiveOptions<Data, Omit<Variables, 'after'>> = {},
): void {
  const client = useApolloClient();
  const tell = useEffectEvent((data: Data) => onFrame?.(data));
  const askAgain = useEffectEvent(() => (onResync ? onResync() : void client.refetchQueries({ include: 'active' })));
  const asked = JSON.stringify(variables ?? {});

  useEffect(() => {
    if (skip) return;
    const query = subscription as TypedDocumentNode<Data>;
    const following = client.subscribe({ query, variables: JSON.parse(asked) as OperationVariables, errorPolicy: 'all', context: { restMs } }).subscribe({
      next: ({ data, error }) => {
        if (CombinedGraphQLErrors.is(error) && error.errors.some(({ extensions }) => extensions?.['code'] === 'RESYNC')) askAgain();
        else if (data !== undefined && data !== null) tell(data);
      },
      error: () => undefined, // what ends for good is said by the bar, and by the queries beside it
    });
    return () => following.unsubscribe();
  }, [client, subscription, asked, skip, restMs]);
}
