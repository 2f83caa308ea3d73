import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import { ProviderFailed } from '@deskgraph/ports';
import type { Mail, MailSendOptions, OutboundMail } from '@deskgraph/ports';
import { openSandbox } from '@deskgraph/sandbox';
import type { LetterReading, Sandbox } from '@deskgraph/sandbox';
import { openSmtp } from '../src/smtp/smtp.js';

/** A mail with nothing special about it. */
export const greeting: OutboundMail = {
  from: { name: 'Deskgraph', address: 'support@acme.test' },
  to: [{ name: 'Ada Byron', address: 'ada@customer.test' }],
  subject: 'Your code',
  text: 'Hello Ada,\r\nwelcome.\r\n',
};

/** What was thrown, which must be the port's error. */
export async function failureOf(work: Promise<unknown>): Promise<ProviderFailed> {
  const thrown = await work.then(() => undefined, (error: unknown) => error);
  if (!(thrown instanceof ProviderFailed)) throw new Error(`Expected ProviderFailed, got ${String(thrown)}`);
  return thrown;
}

/** The facts of a failure, without its words. */
export const facts = ({ provider, kind, retryable }: ProviderFailed) => ({ provider, kind, retryable });

/** The adapter and the sandbox's server it speaks to, for the tests of one block. */
export interface Wire {
  readonly sandbox: Sandbox;
  readonly mail: Mail;
  /** Options with a key of their own. */
  key(): MailSendOptions;
  /** Sends, and opens the one mail that arrived. */
  deliver(message: OutboundMail): Promise<LetterReading & { raw: string }>;
}

/** Opens a wire before the tests of the block that calls this, empties it after each, and closes it after them. */
export function useWire(): Wire {
  let keys = 0;
  const wire = {
    key: () => ({ idempotencyKey: `key-${++keys}` }),
    async deliver(message: OutboundMail) {
      await wire.mail.send(message, wire.key());
      const [only, ...more] = await wire.sandbox.mailbox.list();
      expect(more).toEqual([]);
      const reading = only && (await wire.sandbox.mailbox.read(only.id));
      if (!reading) throw new Error('No mail arrived.');
      return { ...reading, raw: wire.sandbox.mailbox.raw(reading.id)?.toString('latin1') ?? '' };
    },
  } as { -readonly [Part in keyof Wire]: Wire[Part] };
  beforeAll(async () => {
    wire.sandbox = await openSandbox();
    wire.mail = openSmtp({ url: wire.sandbox.smtp.url, timeoutMilliseconds: 5_000, state: 'sandbox' });
  });
  afterEach(() => {
    wire.sandbox.mailbox.clear();
    wire.sandbox.clearFailures();
  });
  afterAll(() => wire.sandbox.stop());
  return wire;
}
