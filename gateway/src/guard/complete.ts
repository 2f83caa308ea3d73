import { getNamedType, getNullableType, GraphQLError, isAbstractType, isListType, isNonNullType, isObjectType } from 'graphql';
import type { FieldNode, GraphQLFormattedError, GraphQLObjectType, GraphQLOutputType, SelectionSetNode } from 'graphql';
import { isRecord } from '../record.js';
import type { Denials } from './judge.js';
import type { Pruning } from './prune.js';
import { selections, type Nodes } from './select.js';
import { fieldOf } from './walk.js';
import type { Variables, Walk } from './walk.js';

/** What the original operation answers. */
export interface Completion {
  readonly data: Record<string, unknown> | null;
  /** One error for each place where a denied field would have stood, `mostErrors` at most. */
  readonly errors: readonly GraphQLFormattedError[];
  /** How many more there were. */
  readonly omitted: number;
}

/** How many denials one response reports. */
export const mostErrors = 50;

/**
 * Completes the original operation over the data of the pruned one, as the GraphQL specification completes a value whose resolver failed:
 * null where a field was denied, or the nearest nullable parent where it may not be null. What was not denied is passed on as it came.
 */
export function complete(
  walked: Walk, pruning: Pruning, denials: Denials, variables: () => Variables, data: Readonly<Record<string, unknown>>,
): Completion {
  const { schema } = walked;
  const errors: GraphQLFormattedError[] = [];
  const path: (string | number)[] = [];
  const selected = selections(walked, variables);
  let omitted = 0;

  const object = (type: GraphQLObjectType, sets: readonly SelectionSetNode[], source: Readonly<Record<string, unknown>>) => {
    const completed: Record<string, unknown> = {};
    for (const [key, nodes] of selected(type, sets)) {
      path.push(key);
      const value = field(type, nodes, source[key] ?? null);
      path.pop();
      if (value === undefined) return null;
      completed[key] = value;
    }
    return completed;
  };
  /** A field's value, or undefined where it is null and its parent cannot bear that. */
  const field = (parent: GraphQLObjectType, nodes: Readonly<Nodes>, source: unknown): unknown => {
    const denial = denials.get(nodes[0])?.get(parent.name);
    if (denial) report(denial, nodes);
    const sets = nodes.flatMap(node => node.selectionSet ?? []);
    if (!denial && !sets.some(set => pruning.touched.has(set))) return source;
    const type = fieldOf(schema, parent, nodes[0].name.value)?.type;
    if (!type) return source; // __typename
    const completed = denial ? null : value(type, sets, source);
    return completed === null && isNonNullType(type) ? undefined : completed;
  };
  const value = (type: GraphQLOutputType, sets: readonly SelectionSetNode[], source: unknown): unknown => {
    if (source === null) return null;
    const nullable = getNullableType(type);
    if (isListType(nullable)) return Array.isArray(source) ? list(nullable.ofType, sets, source) : null;
    if (!isRecord(source)) return null;
    const named = getNamedType(type);
    const concrete = isAbstractType(named) ? schema.getType(String(source.__typename)) : named;
    return isObjectType(concrete) ? object(concrete, sets, source) : null;
  };
  const list = (type: GraphQLOutputType, sets: readonly SelectionSetNode[], source: readonly unknown[]): unknown => {
    const completed: unknown[] = [];
    for (const item of source) {
      path.push(completed.length);
      completed.push(value(type, sets, item));
      path.pop();
      if (completed.at(-1) === null && isNonNullType(type)) return null;
    }
    return completed;
  };
  const report = ({ message, extensions }: GraphQLError, nodes: readonly FieldNode[]): void => {
    if (errors.length < mostErrors) errors.push(new GraphQLError(message, { nodes, path: [...path], extensions }).toJSON());
    else omitted += 1;
  };

  return { data: object(walked.root, [walked.operation.selectionSet], data), errors, omitted };
}
