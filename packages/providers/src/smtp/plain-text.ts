import { convert } from 'html-to-text';

/** How long HTML may be to be read; what comes behind that is left out. */
export const longestHtml = 1_000_000;

/** What HTML says as plain text: without its images, and without the addresses of its links unless they are wanted. */
export function plainText(html: string, { links = false } = {}): string {
  return convert(html, {
    wordwrap: false,
    limits: { maxInputLength: longestHtml, maxDepth: 200 },
    selectors: [{ selector: 'img', format: 'skip' }, { selector: 'a', options: links ? { hideLinkHrefIfSameAsText: true, linkBrackets: ['(', ')'] } : { ignoreHref: true } }],
  });
}
