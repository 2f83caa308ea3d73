interface Level {
  readonly onHand: number;
  readonly reserved: number;
  readonly available: number;
}

/** How much there is at all locations together: on hand, held for orders, and free. */
export function stockOf(levels: readonly Level[]): Level {
  const sum = (of: keyof Level) => levels.reduce((all, level) => all + level[of], 0);
  return { onHand: sum('onHand'), reserved: sum('reserved'), available: sum('available') };
}
