const [longest, most, mostAsked] = [60, 40, 8];

/** The words by which texts are found, as they are compared: whole, and what stands between their signs; 40 of 60 characters at most. */
export function wordsOf(texts: readonly string[]): string[] {
  const parts = texts.flatMap(text => plain(text).split(/\s+/)).flatMap(word => [word, ...word.split(/[^\p{L}\p{N}]+/u)]);
  return unique(parts).slice(0, most);
}

/** The words that somebody typed to search for, as they are compared; 8 at most. */
export function askedWords(text: string): string[] {
  return unique(plain(text).split(/\s+/)).slice(0, mostAsked);
}

const unique = (words: readonly string[]): string[] => [...new Set(words.map(word => word.slice(0, longest)))].filter(word => word !== '');

/** Text as it is compared: in lower case and without accents. */
const plain = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss');
