import { isRecord } from '../record.js';

/** An object of an answer. */
export type Answered = Record<string, unknown>;

/** Writes what a source has into a target, objects and lists of equal length item by item. */
export function merge(target: Answered, source: unknown): void {
  if (!isRecord(source)) return;
  for (const [key, value] of Object.entries(source)) {
    const there = target[key];
    if (isRecord(there) && isRecord(value)) merge(there, value);
    else if (Array.isArray(there) && Array.isArray(value) && there.length === value.length) value.forEach((item, index) => { put(there, index, item); });
    else if (value !== undefined) target[key] = value;
  }
}

function put(list: unknown[], index: number, item: unknown): void {
  const there = list[index];
  if (isRecord(there) && isRecord(item)) merge(there, item);
  else list[index] = item;
}
