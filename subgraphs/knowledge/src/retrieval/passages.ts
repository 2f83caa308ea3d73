import { analyze, vectorOf } from './analyzer.js';

/** A piece of a text, ready to be found. */
export interface Piece {
  readonly body: string;
  /** How many terms it has, the title's three times over. */
  readonly length: number;
  /** The terms as a tsvector. */
  readonly terms: string;
}

const longest = 200;
/** A title counts as if it were said three times. */
const titleWeight = 3;
/** Where a tsvector's places end. */
const mostTerms = 16_000;
/** Words; of what goes on without a space, a hundred signs at a time. */
const endless = /\S{1,100}/gu;
const sentenceEnd = /(?<=[.!?。！？])\s+|\n+/u;

/** Cuts a text into passages of at most 200 words that begin with the last sentence of the one before, each under the title. */
export function cut(title: string, text: string): Piece[] {
  const titleTerms = Array.from({ length: titleWeight }, () => analyze(title)).flat();
  return passagesOf(text).flatMap(body => {
    const terms = [...titleTerms, ...analyze(body)].slice(0, mostTerms);
    return terms.length === 0 ? [] : [{ body, length: terms.length, terms: vectorOf(terms) }];
  });
}

function passagesOf(text: string): string[] {
  const found: string[] = [];
  let [held, words] = [[] as string[], 0];
  for (const sentence of text.split(sentenceEnd).flatMap(pieces)) {
    const count = wordsIn(sentence);
    if (held.length > 0 && words + count > longest) {
      found.push(held.join(' '));
      const last = held.at(-1) ?? '';
      held = wordsIn(last) + count > longest ? [] : [last];
      words = held.length === 0 ? 0 : wordsIn(last);
    }
    held.push(sentence);
    words += count;
  }
  return [...found, held.join(' ')];
}

/** A sentence, in parts where it is longer than a passage. */
function pieces(sentence: string): string[] {
  const words = sentence.match(endless) ?? [];
  return Array.from({ length: Math.ceil(words.length / longest) }, (_, index) => words.slice(index * longest, (index + 1) * longest).join(' '));
}

function wordsIn(text: string): number {
  return text.split(' ').length;
}
