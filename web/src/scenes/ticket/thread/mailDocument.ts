/** How a mail's document looks. */
export interface MailLook {
  readonly nonce: string;
  readonly ink: string;
  readonly link: string;
  readonly line: string;
  /** Where the files of the mail are, by what its HTML calls them. */
  readonly files: ReadonlyMap<string, string>;
}

const tag = /<[a-z][^<>]*>/gi;

/** Sets styles aside, which the page's policy does not let stand in HTML: they are put on once the document is there. */
export function withoutStyles(html: string): string {
  return html.replace(tag, one => one.replace(/ style="/g, ' data-style="'));
}

/** How many images a mail wants from elsewhere. */
export function remoteImages(html: string): number {
  return (html.match(tag) ?? []).filter(one => / data-blocked-src="/.test(one)).length;
}

/** Whether a mail brings colours of its own, which were chosen for white paper. */
export function hasColours(html: string): boolean {
  return (html.match(tag) ?? []).some(one => /( bgcolor=| color=|background|[";\s]color:)/i.test(one));
}

/** A mail's HTML as a document of its own: nothing runs in it, and nothing is fetched but the mail's own pictures from this house. */
export function mailDocument(html: string, { nonce, ink, link, line, files }: MailLook): string {
  const shown = html.replace(tag, one => one.replace(/ src="cid:([^"]*)"/i, (_, id: string) => {
    const path = files.get(unescaped(id));
    return path === undefined ? '' : ` src="${path.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`;
  }));
  return `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self' data:; style-src 'nonce-${nonce}'"><style nonce="${nonce}">
html{overflow:hidden}
body{margin:0;overflow-wrap:anywhere;font:14px/20px 'Inter Variable',ui-sans-serif,-apple-system,'Segoe UI',Roboto,Arial,sans-serif;color:${ink}}
body>:first-child{margin-top:0}body>:last-child{margin-bottom:0}
p{margin:0 0 10px}a{color:${link}}img{max-width:100%;height:auto}table{max-width:100%}pre{white-space:pre-wrap}
ul,ol{margin:0 0 10px;padding-inline-start:24px}li>p{margin:0}
blockquote{margin:0 0 10px;padding-inline-start:12px;border-inline-start:3px solid ${line}}
</style></head><body>${shown}</body></html>`;
}

function unescaped(id: string): string {
  const text = id.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
