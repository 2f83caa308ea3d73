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
/** How many different signs are told apart: as many as let five of them be one exact number. What is rarer than that shares its number with another. */
const mostSigns = 1500;
const ascii = /^[\0-\x7f]*$/;

/**
 * The scores of what was found, the best first, with the letters it shares with the question counted in: five in a row, each worth what it tells the
 * candidates apart. Parts of words and neighbouring words count so, which single words do not.
 */
export function rerank(question: string, found: readonly Ranked[]): number[] {
  const best = found[0]?.score ?? 0;
  const { asked, grams, holders } = numbered(plain(question), found.map(({ text }) => plain(text)));
  if (asked.length === 0 || best === 0) return found.map(({ score }) => score);
  const weights = Array.from({ length: found.length + 1 }, (_, held) => Math.log(1 + found.length / Math.max(held, 1)) ** 2);
  const weight = (gram: number): number => weights[holders[gram] ?? 0] ?? 0;
  const norm = (all: readonly number[]): number => {
    let sum = 0;
    for (const gram of all) sum += weight(gram);
    return Math.sqrt(sum);
  };
  const askedNorm = norm(asked);
  const holder = new Uint32Array(holders.length);
  return found.map(({ score }, index) => {
    const own = grams[index] ?? [];
    for (const gram of own) holder[gram] = index + 1;
    let shared = 0;
    for (const gram of asked) if (holder[gram] === index + 1) shared += weight(gram);
    const alike = own.length === 0 ? 0 : shared / (askedNorm * norm(own));
    return best * (wordShare * (score / best) + (1 - wordShare) * alike);
  });
}

function plain(text: string): string {
  const folded = fold(text.slice(0, comparedText));
  return ` ${folded.replace(ascii.test(folded) ? /[^a-z0-9]+/g : /[^\p{L}\p{N}]+/gu, ' ').trim()} `;
}

/** The grams of texts as small numbers, each once for a text, and how many of those that were found hold each. As strings they would be most of what a search costs. */
function numbered(question: string, found: readonly string[]): { asked: readonly number[]; grams: readonly (readonly number[])[]; holders: Uint32Array } {
  const most = question.length + found.reduce((sum, { length }) => sum + length, 0);
  const mask = 2 ** Math.ceil(Math.log2(2 * most)) - 1;
  const [keys, last, holders, signs] = [new Float64Array(mask + 1), new Uint32Array(mask + 1), new Uint32Array(mask + 1), new Uint16Array(65_536)];
  let known = 0;
  const read = (text: string, mark: number): number[] => {
    const grams: number[] = [];
    for (let at = 0; at + size <= text.length; at++) {
      let [key, hash] = [0, 0];
      for (let sign = at; sign < at + size; sign++) {
        const code = text.charCodeAt(sign);
        const number = (signs[code] ||= (known++ % (mostSigns - 1)) + 1);
        key = key * mostSigns + number;
        hash = Math.imul(hash ^ number, 0x01000193);
      }
      let gram = (hash ^ (hash >>> 15)) & mask;
      while (keys[gram] !== 0 && keys[gram] !== key) gram = (gram + 1) & mask;
      keys[gram] = key;
      if (last[gram] === mark) continue;
      last[gram] = mark;
      grams.push(gram);
    }
    return grams;
  };
  const asked = read(question, found.length + 1);
  const grams = found.map((text, index) => read(text, index + 1));
  for (const own of grams) for (const gram of own) holders[gram] = (holders[gram] ?? 0) + 1;
  return { asked, grams, holders };
}
