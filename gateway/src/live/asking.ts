import type { FormattedExecutionResult } from 'graphql';
import pLimit from 'p-limit';
import type { Viewer } from '@deskgraph/kit';
import type { Variables } from '../guard/walk.js';

/** Asks a query as somebody. */
export type Ask = (viewer: Viewer, text: string, variables: Variables) => Promise<FormattedExecutionResult>;

/** The same with patience. Who does not want the answer any more by `isWanted` is not waited for. */
export type Asking = (viewer: Viewer, text: string, variables: Variables, isWanted?: () => boolean) => Promise<FormattedExecutionResult>;

/** How many questions are under way at once, for all subscribers together. */
const turnsAtOnce = 24;
/** A room that is away is asked again, five times and ever more slowly, before its absence is told. */
const retryMs = [250, 500, 1000, 2000, 4000];
const passing = new Set(['SUBGRAPH_UNAVAILABLE', 'UNAVAILABLE']);

/** Has questions take turns, and asks those again that a room was away for. */
export function openAsking(ask: Ask): Asking {
  const turns = pLimit(turnsAtOnce);
  return async (viewer, text, variables, isWanted = () => true) => {
    for (const wait of retryMs) {
      const result = await turns(() => ask(viewer, text, variables));
      if (!result.errors?.some(({ extensions }) => passing.has(String(extensions?.code))) || !isWanted()) return result;
      await new Promise(done => setTimeout(done, wait).unref());
    }
    return turns(() => ask(viewer, text, variables));
  };
}
