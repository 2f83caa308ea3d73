/** A piece of Markdown without the marks that mean nothing in a line of plain text. It may begin and end anywhere. */
export function plain(piece: string): string {
  return piece
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/(^|\s)(#{1,6}|[-*+] \[[ x]\])(?=\s)/g, '$1')
    .replace(/\*\*|__|`|\|(?:\s*:?-+:?\s*\|)*/g, '')
    .replace(/[^\S\n]{2,}/g, ' ');
}
