import { ProviderFailed } from '@deskgraph/ports';
import type { ProviderFailureKind } from '@deskgraph/ports';

/** The facts nodemailer leaves on an error; none of its prose is passed on, since it may quote what we sent. */
interface MailerError {
  readonly code?: string | undefined;
  readonly originalCode?: string | undefined;
  readonly command?: string | undefined;
  readonly response?: string | undefined;
  readonly responseCode?: number | undefined;
}

const ABOUT_THE_MESSAGE = new Set(['MAIL FROM', 'RCPT TO', 'DATA']);
const WANTS_CREDENTIALS = new Set([530, 534, 535, 538]);

/** Says an SMTP failure in the port's words. `secrets` are blanked out of the server's reply. */
export function failureOf(error: unknown, secrets: readonly string[]): ProviderFailed {
  if (error instanceof ProviderFailed) return error;
  const facts: MailerError = typeof error === 'object' && error !== null ? error : {};
  const kind = kindOf(facts);
  const reply = facts.response ? plain(facts.response, secrets) : (facts.originalCode ?? facts.code ?? 'no reason given');
  return new ProviderFailed({ provider: 'smtp', kind, retryable: kind !== 'REFUSED' }, `${SENTENCES[kind]}: ${reply}`);
}

const SENTENCES: Record<ProviderFailureKind, string> = {
  REFUSED: 'The mail server refused the message',
  UNAVAILABLE: 'The mail server is not available',
  TIMEOUT: 'The mail server did not answer in time',
  NOT_CONFIGURED: 'The mail server did not accept our credentials',
};

function kindOf({ code, command = '', response, responseCode }: MailerError): ProviderFailureKind {
  if (responseCode === undefined) {
    if (code === 'ETIMEDOUT') return 'TIMEOUT';
    if (code === 'EAUTH' || code === 'ENOAUTH') return 'NOT_CONFIGURED';
    if (response !== undefined) return 'UNAVAILABLE'; // an answer without a code is nobody's refusal
    return code === 'EMESSAGE' || code === 'EENVELOPE' || code === 'ESTREAM' ? 'REFUSED' : 'UNAVAILABLE';
  }
  if (responseCode < 500) return 'UNAVAILABLE';
  if (code === 'EAUTH' || WANTS_CREDENTIALS.has(responseCode)) return 'NOT_CONFIGURED';
  // A 5xx before MAIL turns us away, not the message: the same message may pass on another day.
  return ABOUT_THE_MESSAGE.has(command) ? 'REFUSED' : 'UNAVAILABLE';
}

/** One line of a server's reply, 300 characters at most, with every secret blanked out. */
export function plain(reply: string, secrets: readonly string[]): string {
  const line = reply.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/gu, ' ').trim();
  return secrets.reduce((text, secret) => text.replaceAll(secret, '[removed]'), line).slice(0, 300);
}
