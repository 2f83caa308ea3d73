import type { HtmlCleaner } from '@deskgraph/ports';
import { plainText } from './plain-text.js';
import { sanitize } from './sanitize.js';

/** Makes what members write as harmless as what arrives by mail. */
export const htmlCleaner: HtmlCleaner = {
  clean(given) {
    const html = sanitize(given).trim();
    return { html, text: plainText(tight(html), { links: true }).trim() };
  },
};

/** Editors put a paragraph into each item of a list: as text that would be an empty line between them. */
function tight(html: string): string {
  return html.replace(/<li>\s*<p>/g, '<li>').replace(/<\/p>\s*<\/li>/g, '</li>');
}
