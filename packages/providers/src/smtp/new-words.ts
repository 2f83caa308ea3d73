import { createContext, runInContext } from 'node:vm';
import EmailReplyParser from 'email-reply-parser';

/** What is quoted is looked for in texts that a person may have written. */
const longestReply = 100_000;
/** A stranger may write what the parser's patterns take hours for; nothing but a script ends by the clock. */
const longestMs = 1000;
const place: Record<string, unknown> = createContext({});

type Fragment = ReturnType<ReturnType<EmailReplyParser['read']>['getFragments']>[number];

/** The part of a text that quotes nothing, without the signature below a last `-- `; null where that would be nothing, or cannot be told, so that all is shown. */
export function newWords(text: string): string | null {
  const fragments = text.length > longestReply ? [] : fragmentsOf(text);
  const said: Fragment[] = [];
  let isTheirs = false; // what is quoted by a header alone, without >, goes down to the other's signature
  for (const fragment of fragments) {
    if (fragment.isQuoted()) isTheirs = !endsInMarks(fragment);
    else isTheirs &&= fragment.isSignature() || fragment.isEmpty();
    if (!fragment.isQuoted() && !isTheirs) said.push(fragment);
  }
  const last = said.findLastIndex(fragment => !fragment.isEmpty());
  const isSigned = /^-- (?:\n|$)/.test(said[last]?.getContent() ?? '');
  const words = (isSigned ? said.slice(0, last) : said).join('\n').trim();
  return words === '' ? null : words;
}

function endsInMarks(fragment: Fragment): boolean {
  return /(?:^|\n)>[^\n]*$/.test(fragment.getContent().trimEnd());
}

/** A text in parts that quote and parts that do not; none where that takes too long. Runs of blank lines are cut: the patterns try them from each line on. */
function fragmentsOf(text: string): readonly Fragment[] {
  const lines = text.replaceAll('\r\n', '\n').replaceAll(/^[^\S\n]+$/gm, '').replaceAll(/\n{4,}/g, '\n\n\n');
  place.parse = () => new EmailReplyParser().read(lines).getFragments();
  try {
    return runInContext('parse()', place, { timeout: longestMs }) as Fragment[];
  } catch {
    return [];
  }
}
