import { readable } from '../../rights.js';

/** One thing that is different: what it was and what it is; null where there was or is nothing. Of lists, only what came and went. */
export interface Change {
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What an audit entry says changed, thing by thing; both sides are JSON, or null. What stayed the same is left out. */
export function changesOf(before: string | null | undefined, after: string | null | undefined): Change[] {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap(name => {
    const [old, now] = [was.get(name), is.get(name)];
    if (JSON.stringify(old) === JSON.stringify(now)) return [];
    const change = { name: readable(name), ...(isList(old) && isList(now) ? between(old, now) : { before: worded(old), after: worded(now) }) };
    return change.before === null && change.after === null ? [] : [change];
  });
}

function fieldsOf(json: string | null | undefined): Map<string, unknown> {
  if (!json) return new Map();
  try {
    const value: unknown = JSON.parse(json);
    return isRecord(value) ? new Map(Object.entries(value)) : new Map([['value', value]]);
  } catch {
    return new Map([['value', json]]);
  }
}

function between(old: readonly unknown[], now: readonly unknown[]): { before: string | null; after: string | null } {
  const [had, has] = [new Set(old.map(written)), new Set(now.map(written))];
  return { before: joined([...had].filter(item => !has.has(item))), after: joined([...has].filter(item => !had.has(item))) };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isList = (value: unknown): value is unknown[] => Array.isArray(value);
const joined = (items: readonly string[]): string | null => (items.length === 0 ? null : items.join(', '));
const written = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function worded(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  return isList(value) ? joined(value.map(written)) : written(value);
}
