/** A term that passages hold, and how many do. */
export interface Candidate {
  readonly term: string;
  readonly passages: number;
}

/** Whether a word could be a misspelt one: letters, and enough of them. */
export function isSpellable(term: string): boolean {
  return /^\p{L}{4,}$/u.test(term);
}

/** The term a misspelt word most likely is: one slip away, two in longer words; null when none is as near. A wrong first letter is rare, and counts half a slip more. */
export function closest(word: string, candidates: readonly Candidate[]): string | null {
  const most = word.length < 6 ? 1 : 2;
  const near = candidates
    .map(({ term, passages }) => ({ term, passages, slips: distance(word, term, most), wrongStart: term[0] === word[0] ? 0 : 0.5 }))
    .filter(({ slips }) => slips <= most)
    .sort((a, b) => a.slips + a.wrongStart - (b.slips + b.wrongStart) || b.passages - a.passages || (a.term < b.term ? -1 : 1));
  return near[0]?.term ?? null;
}

/** How many letters were added, lost, replaced or swapped with their neighbour; more than `most` is not counted out. */
export function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, index) => index)];
  for (let row = 1; row <= a.length; row++) {
    const next = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = (last[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1] ? (before[column - 2] ?? 0) + 1 : Infinity;
      next.push(Math.min(replaced, swapped, (last[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    [before, last] = [last, next];
  }
  return last[b.length] ?? 0;
}
