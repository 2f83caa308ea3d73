import type { MailSignal } from '@deskgraph/ports';

/** The headers of a mail, each name in lower case. */
type Header = { readonly key: string; readonly value: string };

/** Whether a header says so, for each signal. `from` is the sender's address in lower case. */
const tests: Readonly<Record<MailSignal, (of: (name: string) => string | undefined, names: readonly string[], from: string) => boolean>> = {
  'delivery-report': of => isReport(of, 'delivery-status'),
  report: of => isReport(of, '(?!delivery-status)[a-z-]+'),
  'failed-recipients': of => of('x-failed-recipients') !== undefined,
  'mailer-daemon': (_of, _names, from) => /^(mailer-daemon|mail-daemon)@/.test(from),
  postmaster: (_of, _names, from) => from.startsWith('postmaster@'),
  'null-return-path': of => /^<\s*>$/.test(of('return-path')?.trim() ?? ''),
  'auto-submitted': of => /^auto-/i.test(of('auto-submitted')?.trim() ?? ''),
  'auto-header': (_of, names) => names.some(name => /^(x-)?auto-?(reply|respond|response)(-?from)?$|^x-(mail)?autoreply$/.test(name)),
  'response-suppress': of => /\b(all|oof|autoreply)\b/i.test(of('x-auto-response-suppress') ?? ''),
  precedence: of => /^(bulk|junk|list|auto[-_]reply)\b/i.test(of('precedence')?.trim() ?? ''),
  list: (_of, names) => names.some(name => /^list-(id|post|help|unsubscribe)$/.test(name)),
};

/** What in a mail's head hints at an automaton or a bounce. */
export function signalsOf(headers: readonly Header[], from: string): MailSignal[] {
  const of = (name: string) => headers.find(({ key }) => key === name)?.value;
  const names = headers.map(({ key }) => key);
  return (Object.keys(tests) as MailSignal[]).filter(signal => tests[signal](of, names, from.toLowerCase()));
}

function isReport(of: (name: string) => string | undefined, kind: string): boolean {
  const type = of('content-type') ?? '';
  return /^\s*multipart\/report\b/i.test(type) && new RegExp(`report-type\\s*=\\s*"?${kind}`, 'i').test(type);
}
