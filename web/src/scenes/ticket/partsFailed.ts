import { CombinedGraphQLErrors } from '@apollo/client';

/** The fields of an answer that failed, other than by being none of the viewer's. */
export function partsFailed(error: unknown): ReadonlySet<string> {
  if (!CombinedGraphQLErrors.is(error)) return new Set();
  return new Set(error.errors.filter(({ extensions }) => extensions?.['code'] !== 'FORBIDDEN').flatMap(({ path }) => (path ?? []).filter(step => typeof step === 'string')));
}
