import { stemmer } from 'stemmer';
import { stopWords } from './stop-words.js';

/** Which rules made a passage's terms; it rises when the rules change, and what bears an older one is indexed anew. */
export const analyzerVersion = 2;

/** A term and the piece of the text it was read from, in UTF-16 units. */
export interface Token {
  readonly term: string;
  readonly start: number;
  readonly end: number;
}

const longest = 40;
const word = '[\\p{L}\\p{M}\\p{N}]+';
/** Words, and words joined as in `7732-18-5`, `SO-10293`, `ABC/45.2`. */
const chain = new RegExp(`${word}(?:[-./]${word})*`, 'gu');
const oneWord = new RegExp(word, 'gu');
const onlyAscii = /^[\0-\x7f]*$/;
const withDigit = /\p{N}/u;
/** Letters of scripts without spaces between words, and all that stands between two runs of them. */
const unspaced = '\\p{Script_Extensions=Han}\\p{Script_Extensions=Hiragana}\\p{Script_Extensions=Katakana}';
const hasUnspaced = new RegExp(`[${unspaced}]`, 'u');
const runs = new RegExp(`[${unspaced}]+|[^${unspaced}]+`, 'gu');
const letters: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' };

/** The terms of a text with their places, for documents and questions alike. Numbers, CAS numbers and SKUs stand whole beside their parts. */
export function tokensOf(text: string): Token[] {
  return pieces(text, chain, 0).flatMap(([found, at]) => (hasUnspaced.test(found) ? pieces(found, runs, at) : [[found, at] as const]).flatMap(([run, start]) => {
    if (hasUnspaced.test(run)) return pairsIn(run, start);
    return withDigit.test(run) ? identifier(run, start) : wordsIn(run, start);
  }));
}

/** The terms of a text, in order. */
export function analyze(text: string): string[] {
  return tokensOf(text).map(({ term }) => term);
}

/** The terms as the text of a tsvector: each with the places where it stands. */
export function vectorOf(terms: readonly string[]): string {
  const places = new Map<string, number[]>();
  for (const [index, term] of terms.entries()) {
    const known = places.get(term);
    if (!known) places.set(term, [index + 1]);
    else if (known.length < 255) known.push(index + 1); // as many as Postgres keeps
  }
  return [...places].map(([term, at]) => `'${term}':${at.join(',')}`).join(' ');
}

/** Text without case, accents and ligatures. */
export function fold(text: string): string {
  if (onlyAscii.test(text)) return text.toLowerCase();
  const plain = text.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '').normalize('NFC');
  return plain.replace(/[ßæœøłđðþı]/g, letter => letters[letter] ?? letter);
}

/** Something with a digit: as a whole without its separators, then its parts, so that `SO-10293`, `so10293` and `SO 10293` find each other. */
function identifier(found: string, start: number): Token[] {
  const whole = bare(found);
  const parts = pieces(found, /\p{N}+|[\p{L}\p{M}]+/gu, start).flatMap(([piece, at]) => {
    const term = bare(piece);
    return term === whole || term.length < 2 || stopWords.has(term) ? [] : [{ term: stem(term), start: at, end: at + piece.length }];
  });
  return whole === '' || whole.length > longest ? parts : [{ term: whole, start, end: start + found.length }, ...parts];
}

function wordsIn(found: string, start: number): Token[] {
  return pieces(found, oneWord, start).flatMap(([piece, at]) => {
    const term = bare(piece);
    const end = at + piece.length;
    return term === '' || stopWords.has(term) ? [] : [{ term: stem(term), start: at, end }];
  });
}

/** A run without spaces: each two letters that stand side by side, or the only one. */
function pairsIn(run: string, start: number): Token[] {
  const single = pieces(run, /./gsu, start).flatMap(([letter, at]) => (bare(letter) === '' ? [] : [{ term: bare(letter), start: at, end: at + letter.length }]));
  if (single.length < 2) return single;
  return single.flatMap(({ term, end }, index) => {
    const before = single[index - 1];
    return before ? [{ term: `${before.term}${term}`, start: before.start, end }] : [];
  });
}

function pieces(text: string, pattern: RegExp, start: number): [piece: string, at: number][] {
  return [...text.matchAll(pattern)].map(({ 0: piece, index }) => [piece, start + index]);
}

function bare(text: string): string {
  return fold(text).replace(/[^\p{L}\p{N}]/gu, '');
}

/** Words that were stemmed lately: a few thousand make up most of what people write. */
const stems = new Map<string, string>();
const mostStems = 20_000;

function stem(term: string): string {
  if (!/^[a-z]{3,}$/.test(term)) return term.length <= longest ? term : [...term].slice(0, longest).join(''); // by letters: half of one is none
  const known = stems.get(term);
  if (known !== undefined) return known;
  const made = stemmer(term).slice(0, longest);
  if (stems.size >= mostStems) stems.clear();
  if (term.length <= longest) stems.set(term, made);
  return made;
}
