/** What somebody wrote, and what they quoted below it; null for nothing. */
export interface Quoted {
  readonly said: string;
  readonly quoted: string | null;
}

const introduction = /(wrote|writes|schrieb|écrit|escribió|scrisse|skrev|napisał)[^\n]{0,200}:\s*$/i;

/** Takes what a mail quotes at its end off its HTML. Answers between the quotes, or nothing but a quote, are left whole. */
export function splitHtml(html: string): Quoted {
  const whole = { said: html, quoted: null };
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  const quote = [...body.querySelectorAll('blockquote')].findLast(one => one.parentElement?.closest('blockquote') === null);
  if (!quote) return whole;
  const rest = body.ownerDocument.createRange();
  rest.selectNodeContents(body);
  rest.setStartAfter(quote);
  if (rest.toString().trim() !== '') return whole;

  let before = quote.previousSibling;
  while (before && textOf(before) === '') before = before.previousSibling;
  const taken = body.ownerDocument.createElement('div');
  if (before && introduction.test(textOf(before)) && textOf(before).length < 300) taken.append(before);
  taken.append(quote);
  if (textOf(body) === '' && body.querySelector('img') === null) return whole;
  return { said: body.innerHTML, quoted: taken.innerHTML };
}

function textOf({ textContent }: Node): string {
  return textContent?.trim() ?? '';
}

/** What a mail's full text has beyond what is new in it; null for nothing. */
export function quotedIn(full: string, said: string): string | null {
  const text = full.replaceAll('\r\n', '\n').trim();
  const start = said.trim();
  if (text === start) return null;
  return (text.startsWith(start) ? text.slice(start.length) : text).trim() || null;
}
