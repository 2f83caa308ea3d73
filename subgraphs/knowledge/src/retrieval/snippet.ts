import { tokensOf } from './analyzer.js';

/** A piece of a snippet: plain text, to be shown as text. */
export interface SnippetPart {
  readonly text: string;
  readonly isMatch: boolean;
}

const [longest, mostMatches] = [240, 500];

/** The part of a text that holds most of the terms, with those marked. */
export function snippetOf(text: string, terms: ReadonlySet<string>): SnippetPart[] {
  const matches = tokensOf(text).filter(({ term }) => terms.has(term)).slice(0, mostMatches);
  const start = startOf(text, matches);
  const end = text.length - start <= longest ? text.length : wordEnd(text, start + longest);
  const parts: SnippetPart[] = [];
  let at = start;
  const add = (until: number, isMatch: boolean): void => {
    if (until > at) parts.push({ text: text.slice(at, until), isMatch });
    at = Math.max(at, until);
  };
  for (const match of matches) {
    if (match.start < at || match.end > end) continue;
    add(match.start, false);
    add(match.end, true);
  }
  add(end, false);
  return parts;
}

/** Where the window begins that holds the most different terms: a little before its first one. */
function startOf(text: string, matches: readonly { term: string; start: number }[]): number {
  let [best, most] = [0, 0];
  for (const { start } of matches) {
    const within = matches.filter(match => match.start >= start && match.start < start + longest * 0.75);
    const different = new Set(within.map(({ term }) => term)).size;
    if (different > most) [best, most] = [start, different];
  }
  if (best < longest * 0.5) return 0;
  return text.lastIndexOf(' ', best - 40) + 1;
}

/** The last end of a word up to here, or here where one word is that long; never half a surrogate pair. */
function wordEnd(text: string, limit: number): number {
  const space = text.lastIndexOf(' ', limit);
  if (space > limit - 60) return space;
  const code = text.charCodeAt(limit);
  return code >= 0xdc00 && code <= 0xdfff ? limit - 1 : limit;
}
