/** An object of an answer. */
export type Answered = Record<string, unknown>;

/** Whether a value is an object of an answer. */
export const isObject = (value: unknown): value is Answered => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Writes what a source has into a target, objects and lists of equal length item by item. */
export function merge(target: Answered, source: unknown): void {
  if (!isObject(source)) return;
  for (const [key, value] of Object.entries(source)) {
    const there = target[key];
    if (isObject(there) && isObject(value)) merge(there, value);
    else if (Array.isArray(there) && Array.isArray(value) && there.length === value.length) value.forEach((item, index) => { put(there, index, item); });
    else if (value !== undefined) target[key] = value;
  }
}

function put(list: unknown[], index: number, item: unknown): void {
  const there = list[index];
  if (isObject(there) && isObject(item)) merge(there, item);
  else list[index] = item;
}
