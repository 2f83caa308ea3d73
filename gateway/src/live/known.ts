/** Who is known to be in a list, and since which position. */
export interface Known {
  /** Notes who was in it when it was read, and whether these were all. */
  found(ids: readonly string[], all: boolean): void;
  /** Says at which position those found were in it. Until then nobody knows since when they are. */
  settle(position: number): void;
  /** Says that others may have entered or left, nobody knows who. */
  miss(): void;
  has(id: string): boolean;
  /** Whether it was in the list at this position; undefined where nobody knows. */
  wasIn(id: string, position: number): boolean | undefined;
  /** Notes that it is in the list, as told at this position. */
  enter(id: string, position: number): void;
  /** Notes that it is not, and was before this position. */
  leave(id: string, position: number): void;
}

/** Remembers `most` of those who are in and as many of those who left, the latest to change. */
export function openKnown(most: number): Known {
  const inside = new Map<string, number | 'found'>();
  const outside = new Map<string, number>();
  let settled = Infinity;
  let isWhole = true;

  const put = <Value>(map: Map<string, Value>, id: string, value: Value): void => {
    map.delete(id);
    map.set(id, value);
    const [oldest] = map.keys();
    if (map.size <= most || oldest === undefined) return;
    map.delete(oldest);
    isWhole = false;
  };
  const sinceOf = (id: string): number | undefined => {
    const since = inside.get(id);
    return since === 'found' ? settled : since;
  };

  return {
    found(ids, all) {
      isWhole &&= all && ids.length <= most;
      for (const id of ids.slice(0, most)) if (!inside.has(id) && !outside.has(id)) inside.set(id, 'found');
    },
    settle(position) {
      settled = position;
    },
    miss() {
      isWhole = false;
    },
    has: id => inside.has(id),
    wasIn(id, position) {
      const since = sinceOf(id);
      if (since !== undefined && since <= position) return true;
      const left = outside.get(id);
      if (left !== undefined) return left > position;
      return isWhole && settled <= position ? false : undefined;
    },
    enter(id, position) {
      put(inside, id, Math.min(sinceOf(id) ?? position, position));
      outside.delete(id);
    },
    leave(id, position) {
      inside.delete(id);
      put(outside, id, position);
    },
  };
}
