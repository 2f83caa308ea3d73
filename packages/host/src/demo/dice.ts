/** Chance that always falls the same way. */
export interface Dice {
  /** From 0 to below 1. */
  roll(): number;
  /** A whole number from `least` to `most`. */
  int(least: number, most: number): number;
  /** Whether something that happens this often happens now. */
  chance(share: number): boolean;
  pick<T>(list: readonly [T, ...T[]] | readonly T[]): T;
  /** One of some, each as often as its weight says. */
  weighted<T>(...choices: readonly (readonly [T, number])[]): T;
}

/** Dice for a thing: the same seed and keys fall the same, whatever else was rolled before. */
export function dice(seed: string, ...keys: readonly (string | number)[]): Dice {
  const roll = sfc32(...hash([seed, ...keys].join('|')));
  const int = (least: number, most: number): number => least + Math.floor(roll() * (most - least + 1));
  const pick = <T>(list: readonly T[]): T => {
    const picked = list[int(0, list.length - 1)];
    if (picked === undefined) throw new Error('Nothing to pick from.');
    return picked;
  };
  return {
    roll,
    int,
    pick,
    chance: share => roll() < share,
    weighted(...choices) {
      let rest = roll() * choices.reduce((all, [, weight]) => all + weight, 0);
      for (const [choice, weight] of choices) {
        rest -= weight;
        if (rest < 0) return choice;
      }
      return pick(choices)[0];
    },
  };
}

/** Chris Doty-Humphrey's small fast counter: 128 bits of state, in the public domain. */
function sfc32(a: number, b: number, c: number, d: number): () => number {
  const next = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 2 ** 32;
  };
  for (let round = 0; round < 12; round++) next();
  return next;
}

/** Four words of a text: FNV-1a, finished as MurmurHash does, each from another start. */
function hash(text: string): [number, number, number, number] {
  const word = (start: number): number => {
    let h = start;
    for (let at = 0; at < text.length; at++) h = Math.imul(h ^ text.charCodeAt(at), 0x01000193);
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    return h ^ (h >>> 16);
  };
  return [word(0x811c9dc5), word(0x9e3779b9), word(0x243f6a88), word(0xb7e15162)];
}
