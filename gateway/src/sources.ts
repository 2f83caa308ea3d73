import type { GraphQLFormattedError } from 'graphql';
import { traced, type Room } from '@deskgraph/kit';
import type { GatewayContext } from './context.js';
import type { Metrics } from './metrics.js';
import { joined, moved, type Answer, type Question } from './sources/joined.js';

type Data = Record<string, unknown>;

/** Asks a room for what a plan wants of it. */
export type Ask = (context: GatewayContext, question: Question) => Promise<Answer>;

/** The way to a room. One that throws, or is silent for `timeoutMs`, gives SUBGRAPH_UNAVAILABLE, and the plan goes on. */
export function openSource(room: Room, options: { timeoutMs: number; metrics: Metrics }): Ask {
  return joined(async ({ viewer, requestId, trace, log }, { query, variables }) => {
    const started = performance.now();
    const done = (outcome: 'ok' | 'errors' | 'unavailable') =>
      options.metrics.fetch(room.name, outcome, (performance.now() - started) / 1000);
    const batch = dedupe(variables);
    trace.fetches += 1;
    try {
      const answer = traced(`fetch ${room.name}`, { request_id: requestId }, () => room.execute({ query, variables: batch.variables, viewer, requestId }));
      const { result, statements } = await within(options.timeoutMs, answer);
      trace.statements += statements;
      done(result.errors?.length ? 'errors' : 'ok');
      return { data: batch.spread(result.data), errors: result.errors?.flatMap(error => batch.spreadError(error)) };
    } catch (error) {
      done('unavailable');
      log.error({ error, room: room.name }, 'a room did not answer');
      return {
        data: null,
        errors: [{ message: 'A part of the answer is not available right now.', extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }],
      };
    }
  });
}

interface Batch {
  readonly variables: Data | undefined;
  /** Gives every representation its entity back. */
  spread(data: Data | null | undefined): Data | null | undefined;
  /** Points an error about one entity at every place that entity stands. */
  spreadError(error: GraphQLFormattedError): GraphQLFormattedError | GraphQLFormattedError[];
}

/**
 * Asks for each entity once: fifty messages by one person carry one representation, not fifty. The variable is the planner's: `runnable`
 * lets no client declare one of its name.
 */
export function dedupe(variables: Data | undefined): Batch {
  const representations = variables?.representations;
  const unchanged: Batch = { variables, spread: data => data, spreadError: error => error };
  if (!Array.isArray(representations) || representations.length < 2) return unchanged;

  const seen = new Map<string, number>();
  const unique: unknown[] = [];
  const positions = representations.map(representation => {
    const key = JSON.stringify(representation);
    const known = seen.get(key);
    if (known !== undefined) return known;
    seen.set(key, unique.length);
    return unique.push(representation) - 1;
  });
  if (unique.length === representations.length) return unchanged;

  return {
    variables: { ...variables, representations: unique },
    spread(data) {
      const entities = data?._entities;
      if (!data || !Array.isArray(entities)) return data;
      const used = new Set<number>();
      const entityAt = (position: number): unknown => {
        if (used.has(position)) return copy(entities[position]); // the gateway writes into what it gets
        used.add(position);
        return entities[position];
      };
      return { ...data, _entities: positions.map(entityAt) };
    },
    spreadError(error) {
      const [root, position, ...rest] = error.path ?? [];
      if (root !== '_entities' || typeof position !== 'number') return error;
      return positions.flatMap((from, to) => (from === position ? [moved(error, [root, to, ...rest])] : []));
    },
  };
}

function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, copy(inner)]));
}

/** The promise, or a rejection after `ms`. */
export async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${ms} ms.`)), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
