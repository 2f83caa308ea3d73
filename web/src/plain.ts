interface Part {
  readonly text: string;
  readonly isMatch: boolean;
}

const [opens, closes] = ['\uE000', '\uE001']; // of no script: around what matches, while it is one text

/** A piece of Markdown without the marks that mean nothing in a line of plain text. It may begin and end anywhere. */
export function plain(piece: string): string {
  return piece
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/(^|\s)(#{1,6}|[-*+] \[[ x]\])(?=\s)/g, '$1')
    .replace(/\*\*|__|`|\|(?:\s*:?-+:?\s*\|)*/g, '')
    .replace(/[^\S\n]{2,}/g, ' ');
}

/** The same of a piece some words of which match: marks may begin before such a word and end behind it. */
export function plainParts(parts: readonly Part[]): Part[] {
  const whole = parts.map(({ text, isMatch }) => (isMatch ? opens + text + closes : text)).join('');
  return plain(whole)
    .split(new RegExp(`[${opens}${closes}]`))
    .map((text, place) => ({ text, isMatch: place % 2 === 1 }))
    .filter(({ text }) => text !== '');
}
