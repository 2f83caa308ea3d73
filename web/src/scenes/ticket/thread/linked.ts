const address = /\bhttps?:\/\/[^\s<>"']+/gi;

/** A text in parts, those that are web addresses with where they lead. What ends a sentence is no part of an address. */
export function linked(text: string): { text: string; href?: string }[] {
  const parts: { text: string; href?: string }[] = [];
  let end = 0;
  for (const match of text.matchAll(address)) {
    const found = match[0].replace(/[.,;:!?)\]}]+$/, rest => (rest.startsWith(')') && match[0].includes('(') ? ')' : ''));
    if (!URL.canParse(found)) continue;
    if (match.index > end) parts.push({ text: text.slice(end, match.index) });
    parts.push({ text: found, href: found });
    end = match.index + found.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}
