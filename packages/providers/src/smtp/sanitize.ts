import sanitizeHtml from 'sanitize-html';

const harmless = [/^#[0-9a-f]{3,8}$/i, /^rgba?\([\d\s.,%]+\)$/i, /^-?[\d.]+(px|pt|em|rem|%)?$/i, /^[a-z-]+$/i];
const lengths = [/^(-?[\d.]+(px|pt|em|rem|%)?\s*){1,4}$/i];
const styles = {
  ...Object.fromEntries(['color', 'background-color', 'font-weight', 'font-style', 'font-size', 'text-align', 'text-decoration', 'vertical-align', 'white-space', 'direction'].map(name => [name, harmless])),
  ...Object.fromEntries(['margin', 'margin-left', 'padding', 'padding-left', 'width', 'border-collapse'].map(name => [name, [...lengths, ...harmless]])),
};
const cells = ['align', 'valign', 'colspan', 'rowspan', 'width', 'bgcolor', 'dir', 'style'];

/**
 * A mail's HTML as it may be shown: nothing in it runs, asks or loads. Images are kept where they came with the mail (`cid:`); the address of
 * any other is kept aside as `data-blocked-src`.
 */
export function sanitize(html: string): string {
  return sanitizeHtml(html, {
    allowedTags: [
      ...['a', 'abbr', 'address', 'b', 'bdi', 'bdo', 'big', 'blockquote', 'br', 'caption', 'center', 'cite', 'code', 'col', 'colgroup', 'dd', 'del', 'dfn', 'div', 'dl', 'dt'],
      ...['em', 'font', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'i', 'img', 'ins', 'kbd', 'li', 'ol', 'p', 'pre', 'q', 's', 'samp', 'small', 'span', 'strike', 'strong'],
      ...['sub', 'sup', 'table', 'tbody', 'td', 'tfoot', 'th', 'thead', 'tr', 'tt', 'u', 'ul', 'var'],
    ],
    allowedAttributes: {
      '*': ['dir', 'lang', 'title', 'style', 'align'],
      a: ['href', 'name', 'target', 'rel'],
      font: ['color', 'face', 'size'],
      img: ['src', 'alt', 'width', 'height', 'data-blocked-src'],
      ol: ['start', 'type'],
      table: [...cells, 'border', 'cellpadding', 'cellspacing'],
      td: cells,
      th: cells,
    },
    allowedStyles: { '*': styles },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['cid'] },
    allowProtocolRelative: false,
    nestingLimit: 200,
    transformTags: {
      a: (tagName, attribs) => ({ tagName, attribs: { ...attribs, target: '_blank', rel: 'noopener noreferrer nofollow' } }),
      img: (tagName, { src = '', 'data-blocked-src': _claimed, ...attribs }) => {
        if (/^cid:/i.test(src)) return { tagName, attribs: { ...attribs, src } };
        return { tagName, attribs: /^https?:/i.test(src) ? { ...attribs, 'data-blocked-src': src } : attribs };
      },
    },
  });
}
