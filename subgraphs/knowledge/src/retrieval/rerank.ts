import { fold } from './analyzer.js';

/** Something found, with the text it was found by. */
export interface Ranked {
  readonly score: number;
  readonly text: string;
}

const size = 5;
/** How much of the order words make, beside letters. */
const wordShare = 0.7;
/** Of a whole message, its beginning is compared. */
const comparedText = 2000;

/**
 * The scores of what was found, the best first, with the letters it shares with the question counted in: five in a row, each worth what it tells the
 * candidates apart. Parts of words and neighbouring words count so, which single words do not.
 */
export function rerank(question: string, found: readonly Ranked[]): number[] {
  const asked = gramsOf(question);
  const best = found[0]?.score ?? 0;
  if (asked.size === 0 || best === 0) return found.map(({ score }) => score);
  const grams = found.map(({ text }) => gramsOf(text));
  const frequency = new Map<string, number>();
  for (const all of grams) for (const gram of all) frequency.set(gram, (frequency.get(gram) ?? 0) + 1);
  const weight = (gram: string): number => Math.log(1 + found.length / (frequency.get(gram) ?? 1)) ** 2;
  const norm = (all: ReadonlySet<string>): number => Math.sqrt([...all].reduce((sum, gram) => sum + weight(gram), 0));
  const askedNorm = norm(asked);
  return found.map(({ score }, index) => {
    const own = grams[index] ?? new Set<string>();
    let shared = 0;
    for (const gram of asked) if (own.has(gram)) shared += weight(gram);
    const alike = own.size === 0 ? 0 : shared / (askedNorm * norm(own));
    return best * (wordShare * (score / best) + (1 - wordShare) * alike);
  });
}

function gramsOf(text: string): Set<string> {
  const plain = ` ${fold(text.slice(0, comparedText)).replace(/[^\p{L}\p{N}]+/gu, ' ').trim()} `;
  const grams = new Set<string>();
  for (let at = 0; at + size <= plain.length; at++) grams.add(plain.slice(at, at + size));
  return grams;
}
