import { randomInt } from 'node:crypto';
import { isIPv4 } from 'node:net';
import { openProviderClient, type CallLimit } from '@deskgraph/kit';
import { ProviderFailed } from '@deskgraph/ports';
import type { Mail, MailReceipt, MailSendOptions, OutboundMail, ProviderCheck } from '@deskgraph/ports';
import { createTransport } from 'nodemailer';
import { failureOf, plain } from './failure.js';
import { prepare } from './outbound.js';

/** Where the server is and what is said of it. */
export interface SmtpOptions {
  /** `smtps://user:password@host:465`, or `smtp://...` which demands STARTTLS of every server that is not on this machine. */
  readonly url: string;
  /** One send, from the name lookup to the last answer. */
  readonly timeoutMilliseconds: number;
  /** `sandbox` is accepted for a server on this machine only. */
  readonly state: 'configured' | 'sandbox';
  /** Waits for a place among the sends of all processes. */
  readonly limit?: CallLimit | undefined;
}

/** Mail over SMTP. A message counts as sent when the server answered 2xx to its last byte. Throws TypeError for an unusable address. */
export function openSmtp({ url, timeoutMilliseconds, state, limit }: SmtpOptions): Mail {
  const server = serverOf(url);
  if (state === 'sandbox' && !server.loopback) throw new TypeError('The mail sandbox must be a server on this machine.');
  const secrets = secretsOf(server);
  const transport = createTransport({
    ...connectionOf(server),
    connectionTimeout: timeoutMilliseconds,
    greetingTimeout: timeoutMilliseconds,
    socketTimeout: timeoutMilliseconds,
    dnsTimeout: timeoutMilliseconds,
    maxResponseSize: 65_536,
    logger: false,
  });

  const answers = new WeakMap<ProviderFailed, number>();
  const client = openProviderClient({
    provider: 'smtp',
    timeoutMs: timeoutMilliseconds + 1000, // the send's own deadline speaks first
    attempts: 1, // the job repeats it, with the same Message-ID
    firstDelayMs: 0,
    longestDelayMs: 0,
    breaker: { outages: 10, restMs: 5000 },
    limit,
    random: () => randomInt(2 ** 32) / 2 ** 32,
    failure: (facts, reason) => new ProviderFailed(facts, reason),
    isFailure: error => error instanceof ProviderFailed,
    // A server that answers is up, whatever it thinks of this message: one recipient's greylisting must not hold up the others.
    isOutage: error => error.retryable && !answers.has(error),
    statusOf: error => answers.get(error) ?? null,
  });
  const failed = (error: unknown): ProviderFailed => {
    const failure = failureOf(error, secrets);
    const { responseCode } = error as { responseCode?: number };
    if (responseCode !== undefined) answers.set(failure, responseCode);
    return failure;
  };

  return {
    state,

    async send(message: OutboundMail, { idempotencyKey, signal: caller, record }: MailSendOptions): Promise<MailReceipt> {
      caller?.throwIfAborted();
      const { messageId, options } = prepare(message, idempotencyKey);
      return client.call('mail.send', { signal: caller, record }, async signal => {
        const deadline = deadlineAfter(timeoutMilliseconds, signal);
        try {
          const { response } = await transport.sendMail({ ...options, signal: deadline.signal });
          return { messageId, acceptedAt: new Date(), response: plain(response, secrets) };
        } catch (error) {
          caller?.throwIfAborted();
          throw deadline.passed() ? tooSlow() : failed(error);
        } finally {
          deadline.clear();
        }
      });
    },

    async check(): Promise<ProviderCheck> {
      const deadline = deadlineAfter(timeoutMilliseconds);
      const late = new Promise<never>((_, reject) => deadline.signal.addEventListener('abort', () => reject(tooSlow()), { once: true }));
      try {
        await Promise.race([transport.verify(), late]);
        return { state, ready: true, failure: null };
      } catch (error) {
        const { kind, message } = failureOf(error, secrets);
        return { state, ready: false, failure: { kind, message } };
      } finally {
        deadline.clear();
      }
    },
  };
}

/** A server as its address describes it. */
interface Server {
  readonly host: string;
  readonly port: number;
  readonly encrypted: boolean;
  readonly loopback: boolean;
  readonly user: string;
  readonly password: string;
}

function serverOf(address: string): Server {
  const url = URL.parse(address);
  // The address may hold a password, so no message quotes it.
  const known = url?.protocol === 'smtp:' || url?.protocol === 'smtps:';
  if (!url || !known || url.hostname === '') throw new TypeError('A mail server address begins with smtp:// or smtps:// and names a host.');
  if (!['', '/'].includes(url.pathname) || url.search || url.hash) throw new TypeError('A mail server address ends after its port.');
  const host = url.hostname.toLowerCase().replace(/^\[|\]$/g, '');
  const encrypted = url.protocol === 'smtps:';
  return {
    // Asked by number, so that no name server can send clear text elsewhere.
    host: host === 'localhost' && !encrypted ? '127.0.0.1' : host,
    port: url.port === '' ? (encrypted ? 465 : 587) : Number(url.port),
    encrypted,
    loopback: host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.')),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  };
}

function connectionOf({ host, port, encrypted, loopback, user, password }: Server) {
  const clear = !encrypted && loopback;
  return {
    host,
    port,
    secure: encrypted,
    ignoreTLS: clear,
    requireTLS: !encrypted && !clear,
    tls: { minVersion: 'TLSv1.2' as const },
    ...(user !== '' && { auth: { user, pass: password }, forceAuth: true }),
  };
}

/** How the address of a server becomes a connection; exported for the test that holds the encryption rule. */
export function connectionTo(url: string): ReturnType<typeof connectionOf> {
  return connectionOf(serverOf(url));
}

function secretsOf({ user, password }: Server): string[] {
  const base64 = (value: string) => Buffer.from(value).toString('base64');
  return [password, base64(password), base64(`\u0000${user}\u0000${password}`)].filter(secret => secret !== '');
}

/** A timer rather than AbortSignal.timeout, so that a finished send leaves nothing behind. */
function deadlineAfter(milliseconds: number, caller?: AbortSignal) {
  const expiry = new AbortController();
  const timer = setTimeout(() => expiry.abort(), milliseconds);
  return {
    signal: caller ? AbortSignal.any([caller, expiry.signal]) : expiry.signal,
    passed: () => expiry.signal.aborted,
    clear: () => clearTimeout(timer),
  };
}

function tooSlow(): ProviderFailed {
  return new ProviderFailed({ provider: 'smtp', kind: 'TIMEOUT', retryable: true }, 'The mail server did not answer in time.');
}
