import { LRUCache } from 'lru-cache';

/** How many things one memory holds, however short their texts: each takes some kilobytes. */
const mostEntries = 2000;

/**
 * Gives what was made under a key, or makes it. Of the texts that callers write it holds `mostText` characters at most, and forgets first what was not
 * used for longest. The text is the key, unless `lengthOf` says how long it is. A failure is not remembered.
 */
export function openMemory<Made extends object | string>(mostText: number, lengthOf: (made: Made, key: string) => number = (_, key) => key.length): (key: string, make: () => Made) => Made {
  const known = new LRUCache<string, Made>({ max: mostEntries, maxSize: mostText, sizeCalculation: lengthOf });
  return (key, make) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const made = make();
    known.set(key, made);
    return made;
  };
}
