import { html } from './markup.js';
import type { Markup } from './markup.js';
import { isWeb } from './reading.js';
import type { LetterReading, LetterSummary } from './reading.js';

/** The ways to look at a mail. */
export const VIEWS = ['html', 'text', 'headers', 'source'] as const;

export type View = (typeof VIEWS)[number];

const TITLES: Record<View, string> = { html: 'HTML', text: 'Text', headers: 'Headers', source: 'Source' };

/** The list of mails: `mails` are the newest of `total` that match the search. */
export function listPage(mails: readonly LetterSummary[], total: number, search: string): string {
  return page('Mailbox', html`
    <div class="tools">
      <form role="search" action="/">
        <input type="search" name="search" value="${search}" autocomplete="off"
          placeholder="Search by recipient" aria-label="Search by recipient">
      </form>
      <button type="button" id="clear" hidden>Delete all</button>
    </div>
    <div id="mails" aria-live="polite">
      <p class="count">${countOf(mails.length, total, search)}</p>
      ${mails.length === 0 ? emptyNote(search) : html`<ol class="mails">${mails.map(row)}</ol>`}
    </div>`);
}

function countOf(shown: number, total: number, search: string): string {
  const count = total === 1 ? '1 mail' : `${total} mails`;
  return [count, search && ` to “${search}”`, total > shown && `, the newest ${shown} shown`].filter(Boolean).join('');
}

function emptyNote(search: string): Markup {
  return html`<div class="empty">
    <p>${search === '' ? 'No mail yet.' : 'No mail to this recipient.'}</p>
    <p class="quiet">Mail that Deskgraph sends appears here as it arrives.</p>
  </div>`;
}

function row({ id, envelope, subject, receivedAt }: LetterSummary): Markup {
  return html`<li><a href="/mails/${id}">
    <span class="to">${envelope.to.join(', ')}</span>
    <span class="subject">${subject === '' ? '(no subject)' : subject}</span>
    ${moment(receivedAt)}
  </a></li>`;
}

/** One mail, seen one way. */
export function mailPage(mail: LetterReading, view: View, source: string): string {
  const views = VIEWS.filter(name => name !== 'html' || mail.html !== null);
  return page(mail.subject, html`
    <p class="back"><a href="/">← All mails</a></p>
    <article>
      <h1>${mail.subject === '' ? '(no subject)' : mail.subject}</h1>
      <dl>
        <dt>From</dt><dd>${mail.from === '' ? mail.envelope.from : mail.from}</dd>
        <dt>To</dt><dd>${mail.to === '' ? mail.envelope.to.join(', ') : mail.to}</dd>
        <dt>Received</dt><dd>${moment(mail.receivedAt)} · ${size(mail.bytes)}</dd>
        <dt>Envelope</dt><dd class="quiet">${mail.envelope.from === '' ? '<>' : mail.envelope.from} → ${mail.envelope.to.join(', ')}</dd>
        ${mail.attachments.length > 0 && html`<dt>Files</dt><dd>${mail.attachments.map(file)}</dd>`}
      </dl>
      ${mail.links.length > 0 && html`<section class="links" aria-labelledby="links">
        <h2 id="links">Links</h2>
        <ul>${mail.links.map(link => html`<li>${anchor(link)}</li>`)}</ul>
      </section>`}
      <nav class="views" aria-label="Views">
        ${views.map(name => html`<a href="?view=${name}"${name === view && html` aria-current="page"`}>${TITLES[name]}</a>`)}
        <a class="download" href="/api/mails/${mail.id}/raw">Download</a>
      </nav>
      ${body(mail, view, source)}
    </article>`);
}

function file({ filename, mimeType, bytes }: LetterReading['attachments'][number]): Markup {
  return html`<span class="file">${filename} <span class="quiet">${mimeType}, ${size(bytes)}</span></span>`;
}

function body(mail: LetterReading, view: View, source: string): Markup {
  switch (view) {
    case 'html':
      return html`<iframe class="paper" title="The mail's HTML" src="/mails/${mail.id}/html"
        sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>`;
    case 'text':
      return html`<pre class="paper">${mail.text === '' ? html`<span class="quiet">No text.</span>` : linked(mail.text)}</pre>`;
    case 'headers':
      return html`<table><tbody>
        ${mail.headers.map(({ name, value }) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`)}
      </tbody></table>`;
    case 'source':
      return html`<pre class="paper">${source}</pre>`;
  }
}

/** The mail's own HTML as a document of its own: shown in a frame where nothing runs and nothing is fetched. */
export function framedPage(mail: LetterReading): string {
  return `<!doctype html><meta charset="utf-8"><meta name="color-scheme" content="light"><base target="_blank">${mail.html ?? ''}`;
}

/** Says that there is nothing at this address. */
export function missingPage(): string {
  return page('Not here', html`
    <p class="back"><a href="/">← All mails</a></p>
    <div class="empty"><p>There is no such mail.</p><p class="quiet">Only the newest are kept.</p></div>`);
}

function linked(text: string): Markup[] {
  return text.split(/(https?:\/\/[^\s<>"')\]]*[^\s<>"')\].,;:!?])/).map(part => (isWeb(part) ? anchor(part) : html`${part}`));
}

function anchor(link: string): Markup {
  return html`<a href="${link}" target="_blank" rel="noopener noreferrer">${link}</a>`;
}

function moment(instant: string): Markup {
  const date = new Date(instant);
  const today = date.toDateString() === new Date().toDateString();
  const format = new Intl.DateTimeFormat('en-GB', today ? { timeStyle: 'medium' } : { dateStyle: 'medium', timeStyle: 'short' });
  return html`<time datetime="${instant}">${format.format(date)}</time>`;
}

function size(bytes: number): string {
  return bytes < 1_000 ? `${bytes} bytes` : bytes < 1_000_000 ? `${(bytes / 1_000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function page(title: string, content: Markup): string {
  return html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>${title} · Deskgraph sandbox</title>
  <link rel="icon" href="data:,">
  <link rel="stylesheet" href="/style.css">
  <script src="/live.js" defer></script>
</head>
<body>
  <header>
    <div class="wide">
      <a class="brand" href="/">Mailbox</a>
      <p class="notice">Sandbox: nothing here leaves this machine</p>
      <p class="live" id="live" hidden></p>
    </div>
  </header>
  <main class="wide">${content}</main>
</body>
</html>`.html;
}
