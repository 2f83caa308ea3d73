import type { FieldNode, FormattedExecutionResult } from 'graphql';
import type { Walk } from '../guard/walk.js';
import { isRecord } from '../record.js';
import { fieldNode, unusedName } from './asked.js';

/** A path that leads to ids which are watched as well, and the name under which it stands in the answer, beside what was asked for. */
export interface Followed {
  readonly key: string;
  readonly path: readonly string[];
}

/** How many things are watched beside the one a subscription names. */
const mostFollowed = 100;

/** The paths as they are asked for. */
export function followedOf(walked: Walk, follows: readonly string[]): Followed[] {
  return follows.map((path, index) => ({ key: unusedName(walked, `followed${String(index)}`), path: path.split('.') }));
}

/** `followed0: order { customer { id } }`. */
export function selectionOf({ key, path: [first = 'id', ...rest] }: Followed): FieldNode {
  const inner = rest.reduceRight((selected, name) => fieldNode(name, { selections: [selected] }), fieldNode('id'));
  return fieldNode(first, { alias: key, selections: [inner] });
}

/** The ids that an answer leads to, 100 at most. */
export function followedIds(followed: readonly Followed[], answer: unknown): string[] {
  const found = followed.flatMap(({ key, path }) => [key, ...path.slice(1), 'id'].reduce<unknown[]>((values, name) => values.flatMap(value => valueOf(value, name)), [answer]));
  return [...new Set(found.filter(id => typeof id === 'string').map(id => id.toLowerCase()))].slice(0, mostFollowed);
}

/** The result without what nobody asked for. */
export function withoutFollowed(followed: readonly Followed[], key: string, result: FormattedExecutionResult): FormattedExecutionResult {
  const hidden = new Set<unknown>(followed.map(({ key }) => key));
  const answer = result.data?.[key];
  const isAsked = ({ path }: { path?: readonly unknown[] }): boolean => !hidden.has(path?.[1]);
  const { errors: all = [], ...rest } = result;
  const errors = all.filter(isAsked);
  return {
    ...rest,
    ...(errors.length > 0 && { errors }),
    ...(isRecord(answer) && { data: { ...result.data, [key]: Object.fromEntries(Object.entries(answer).filter(([name]) => !hidden.has(name))) } }),
  };
}

function valueOf(value: unknown, name: string): unknown[] {
  if (Array.isArray(value)) return value.flatMap(one => valueOf(one, name));
  return isRecord(value) ? [value[name]].flat() : [];
}
