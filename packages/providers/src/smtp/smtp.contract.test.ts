import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ProviderFailed } from '@deskgraph/ports';
import type { Mail, MailHeader, OutboundMail } from '@deskgraph/ports';
import { openSandbox } from '@deskgraph/sandbox';
import type { LetterReading, Sandbox, Trouble } from '@deskgraph/sandbox';
import { createTransport } from 'nodemailer';
import { openMail } from '../index.js';
import { connectionTo, openSmtp } from './smtp.js';
import { MAX_MAIL_BYTES } from './outbound.js';

const greeting: OutboundMail = {
  from: { name: 'Deskgraph', address: 'support@acme.test' },
  to: [{ name: 'Ada Byron', address: 'ada@customer.test' }],
  subject: 'Your code',
  text: 'Hello Ada,\r\nwelcome.\r\n',
};

/** What was thrown, which must be the port's error. */
async function failureOf(work: Promise<unknown>): Promise<ProviderFailed> {
  const thrown = await work.then(() => undefined, (error: unknown) => error);
  if (!(thrown instanceof ProviderFailed)) throw new Error(`Expected ProviderFailed, got ${String(thrown)}`);
  return thrown;
}

const facts = ({ provider, kind, retryable }: ProviderFailed) => ({ provider, kind, retryable });

describe('SMTP against the sandbox', () => {
  let sandbox: Sandbox;
  let mail: Mail;
  let keys = 0;
  const key = () => ({ idempotencyKey: `key-${++keys}` });

  beforeAll(async () => {
    sandbox = await openSandbox();
    mail = openSmtp({ url: sandbox.smtp.url, timeoutMilliseconds: 5_000, state: 'sandbox' });
  });
  afterEach(() => {
    sandbox.mailbox.clear();
    sandbox.clearFailures();
  });
  afterAll(() => sandbox.stop());

  /** Sends, and opens the one mail that arrived. */
  async function deliver(message: OutboundMail): Promise<LetterReading & { raw: string }> {
    await mail.send(message, key());
    const [only, ...more] = await sandbox.mailbox.list();
    expect(more).toEqual([]);
    const reading = await sandbox.mailbox.read(only!.id);
    return { ...reading!, raw: sandbox.mailbox.raw(only!.id)!.toString('latin1') };
  }

  const header = (reading: LetterReading, name: string) => reading.headers.filter(given => given.name === name).map(({ value }) => value);

  describe('what arrives', () => {
    it('is the envelope, the headers and the bodies that were given, and a receipt in the server’s words', async () => {
      const receipt = await mail.send({ ...greeting, html: '<p>Hello <b>Ada</b></p>' }, { idempotencyKey: 'first' });

      const [summary] = await sandbox.mailbox.list();
      const reading = await sandbox.mailbox.read(summary!.id);
      expect(summary!.envelope).toEqual({ from: 'support@acme.test', to: ['ada@customer.test'] });
      expect(reading).toMatchObject({
        from: 'Deskgraph <support@acme.test>',
        to: 'Ada Byron <ada@customer.test>',
        subject: 'Your code',
        messageId: receipt.messageId,
      });
      expect(reading!.html).toContain('<p>Hello <b>Ada</b></p>');
      expect(reading!.text.trimEnd()).toBe('Hello Ada,\nwelcome.');
      expect(receipt.response).toBe(`250 2.0.0 kept as ${summary!.id}`);
      expect(Math.abs(Date.now() - receipt.acceptedAt.getTime())).toBeLessThan(5_000);
    });

    it('has these header lines and no others', async () => {
      const { headers } = await deliver({
        ...greeting,
        replyTo: { name: '', address: 'reply+t1@acme.test' },
        headers: { 'Auto-Submitted': 'auto-generated', References: '<a@acme.test> <b@acme.test>', 'In-Reply-To': '<b@acme.test>' },
      });

      expect(headers.map(({ name }) => name).sort()).toEqual([
        'Auto-Submitted', 'Content-Transfer-Encoding', 'Content-Type', 'Date', 'From', 'In-Reply-To', 'MIME-Version', 'Message-ID',
        'References', 'Reply-To', 'Subject', 'To',
      ]);
    });

    it.each([
      ['dots at the start of lines', '.\r\n..\r\n.hidden\r\n...\r\nend\r\n'],
      ['lines longer than 998 bytes', `${'x'.repeat(5_000)}\r\n${'word '.repeat(2_000)}end\r\n`],
      ['spaces at the ends of lines', 'two spaces  \r\n tab\t\r\nend\r\n'],
      ['lines a mailbox format would change', 'From here\r\n>From there\r\n> quoted\r\n'],
      ['every script', 'Grüße, Здравствуйте, 你好, こんにちは, שלום, 🌍\r\n'],
      ['equal signs and soft breaks', 'a=3D b=\r\n=20\r\n'],
      ['no line end', 'short'],
    ])('keeps a body with %s to the byte', async (_name, text) => {
      const { raw } = await deliver({ ...greeting, text });

      const encoded = raw.slice(raw.indexOf('\r\n\r\n') + 4);
      expect(raw.split('\r\n').every(line => line.length <= 998)).toBe(true);
      expect(fromQuotedPrintable(encoded).replace(/\r\n$/, '')).toBe(text.replace(/\r\n$/, ''));
    });

    it('turns every kind of line end into the one mail knows', async () => {
      const { raw } = await deliver({ ...greeting, text: 'unix\nold mac\rdos\r\n.\r.\nend\r\n' });

      expect(raw.slice(raw.indexOf('\r\n\r\n') + 4).trimEnd()).toBe('unix\r\nold mac\r\ndos\r\n.\r\n.\r\nend');
      expect(raw.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    });

    it('has subject and names in every script, and the header stays ASCII', async () => {
      const reading = await deliver({
        ...greeting,
        from: { name: 'Café “Zoë”, Søren & 東京', address: 'support@acme.test' },
        to: [{ name: 'Анна Ω', address: 'anna@customer.test' }],
        subject: `Re: größer — 注文 №7 🎉 ${'långt ärende '.repeat(12)}end`,
      });

      expect(reading.subject).toBe(`Re: größer — 注文 №7 🎉 ${'långt ärende '.repeat(12)}end`);
      expect(reading.from).toBe('Café “Zoë”, Søren & 東京 <support@acme.test>');
      expect(reading.to).toBe('Анна Ω <anna@customer.test>');
      expect(reading.raw.slice(0, reading.raw.indexOf('\r\n\r\n'))).toMatch(/^[\r\n\x20-\x7e]*$/);
    });

    it('goes to an international domain in the form the wire knows', async () => {
      const { envelope } = await deliver({ ...greeting, to: [{ name: '', address: 'info@Bücher.example' }] });

      expect(envelope.to).toEqual(['info@xn--bcher-kva.example']);
    });

    it('carries files whole, with names in any script', async () => {
      const content = Uint8Array.from({ length: 70_000 }, (_, index) => index % 256);

      const { attachments } = await deliver({
        ...greeting,
        attachments: [{ filename: 'Rechnung Nr. 7 – größer.pdf', contentType: 'application/pdf', content }],
      });

      expect(attachments).toEqual([{ filename: 'Rechnung Nr. 7 – größer.pdf', mimeType: 'application/pdf', bytes: 70_000 }]);
    });
  });

  describe('a repeat', () => {
    it('has the same Message-ID as long as the key is the same, and is the same mail but for its date', async () => {
      const first = await mail.send({ ...greeting, html: '<p>Hi</p>' }, { idempotencyKey: 'verify:42' });
      const again = await mail.send({ ...greeting, html: '<p>Hi</p>' }, { idempotencyKey: 'verify:42' });
      const other = await mail.send(greeting, { idempotencyKey: 'verify:43' });

      const [, second, opening] = (await sandbox.mailbox.list()).map(({ id }) => sandbox.mailbox.raw(id)!.toString());
      expect(first.messageId).toMatch(/^<[0-9a-f]{40}@acme\.test>$/);
      expect(again.messageId).toBe(first.messageId);
      expect(other.messageId).not.toBe(first.messageId);
      expect(second!.replace(/^Date: .*$/m, '')).toBe(opening!.replace(/^Date: .*$/m, ''));
    });

    it('keeps a Message-ID of our own', async () => {
      const reading = await deliver({ ...greeting, messageId: '<ticket.7.abc@acme.test>' });

      expect(header(reading, 'Message-ID')).toEqual(['<ticket.7.abc@acme.test>']);
    });
  });

  describe('a server that says no', () => {
    const answers: [Trouble, Pick<ProviderFailed, 'kind' | 'retryable'>][] = [
      [{ at: 'DATA', code: 421, message: 'closing' }, { kind: 'UNAVAILABLE', retryable: true }],
      [{ at: 'RCPT', code: 450, message: 'greylisted' }, { kind: 'UNAVAILABLE', retryable: true }],
      [{ at: 'DATA', code: 452, message: 'disk full' }, { kind: 'UNAVAILABLE', retryable: true }],
      [{ at: 'MAIL', code: 451, message: 'later' }, { kind: 'UNAVAILABLE', retryable: true }],
      [{ at: 'RCPT', code: 550, message: 'no such user' }, { kind: 'REFUSED', retryable: false }],
      [{ at: 'MAIL', code: 553, message: 'sender not allowed' }, { kind: 'REFUSED', retryable: false }],
      [{ at: 'DATA', code: 554, message: 'spam' }, { kind: 'REFUSED', retryable: false }],
      [{ at: 'MAIL', code: 530, message: 'log in first' }, { kind: 'NOT_CONFIGURED', retryable: true }],
      [{ at: 'CONNECT', code: 554, message: 'not from your address' }, { kind: 'UNAVAILABLE', retryable: true }],
      [{ at: 'CONNECT', code: 421, message: 'too busy' }, { kind: 'UNAVAILABLE', retryable: true }],
    ];

    it.each(answers)('%j', async (trouble, expected) => {
      sandbox.failNext(trouble);

      const failure = await failureOf(mail.send(greeting, key()));

      expect(facts(failure)).toEqual({ provider: 'smtp', ...expected });
      expect(failure.message).toContain('code' in trouble ? `${trouble.code}` : '');
      expect(await sandbox.mailbox.list()).toEqual([]);
      await expect(mail.send(greeting, key())).resolves.toMatchObject({ response: expect.stringMatching(/^250 /) });
    });

    it('never shows the password, in whatever form the server echoes it', async () => {
      const url = `smtp://desk:${encodeURIComponent('s3cr=t/päss')}@127.0.0.1:${sandbox.smtp.port}`;
      const ours = openSmtp({ url, timeoutMilliseconds: 5_000, state: 'configured' });
      const token = Buffer.from('\u0000desk\u0000s3cr=t/päss').toString('base64');
      sandbox.failNext({ at: 'AUTH', code: 535, message: `bad ${token} or s3cr=t/päss` });
      sandbox.failNext({ at: 'AUTH', code: 454, message: 'try later' });

      const wrong = await failureOf(ours.send(greeting, key()));
      const later = await failureOf(ours.send(greeting, key()));
      await ours.send(greeting, key());

      expect(facts(wrong)).toEqual({ provider: 'smtp', kind: 'NOT_CONFIGURED', retryable: true });
      expect(wrong.message).toContain('535');
      expect(`${wrong.message} ${wrong.stack} ${JSON.stringify(wrong)}`).not.toMatch(/s3cr|ZGVza/);
      expect(wrong.cause).toBeUndefined();
      expect(facts(later)).toEqual({ provider: 'smtp', kind: 'UNAVAILABLE', retryable: true });
      expect(await sandbox.mailbox.list()).toHaveLength(1);
    });
  });

  describe('a server in trouble', () => {
    it.each(['CONNECT', 'MAIL', 'DATA'] as const)('that is slow at %s is given up on in time', async at => {
      const hasty = openSmtp({ url: sandbox.smtp.url, timeoutMilliseconds: 300, state: 'sandbox' });
      sandbox.failNext({ at, slowMilliseconds: 20_000 });
      const start = Date.now();

      const failure = await failureOf(hasty.send(greeting, key()));

      expect(facts(failure)).toEqual({ provider: 'smtp', kind: 'TIMEOUT', retryable: true });
      expect(Date.now() - start).toBeLessThan(2_000);
    });

    it.each(['CONNECT', 'RCPT', 'DATA'] as const)('that hangs up at %s is not available', async at => {
      sandbox.failNext({ at, drop: true });

      const failure = await failureOf(mail.send({ ...greeting, text: 'line\r\n'.repeat(100_000) }, key()));

      expect(facts(failure)).toEqual({ provider: 'smtp', kind: 'UNAVAILABLE', retryable: true });
      expect(await sandbox.mailbox.list()).toEqual([]);
    });

    it('that drips its answer byte by byte is given up on all the same', async () => {
      const dripper = createServer(socket => {
        const drip = setInterval(() => socket.write('2'), 50);
        socket.on('error', () => {}).once('close', () => clearInterval(drip));
      }).listen(0, '127.0.0.1');
      await once(dripper, 'listening');
      const { port } = dripper.address() as AddressInfo;
      const hasty = openSmtp({ url: `smtp://127.0.0.1:${port}`, timeoutMilliseconds: 300, state: 'configured' });

      const failure = await failureOf(hasty.send(greeting, key()));
      const check = await hasty.check();

      expect(failure.kind).toBe('TIMEOUT');
      expect(check).toMatchObject({ ready: false, failure: { kind: 'TIMEOUT' } });
      await new Promise(resolve => dripper.close(resolve));
    });

    it('that is down is not available', async () => {
      const gone = await openSandbox();
      await gone.stop();
      const nobody = openSmtp({ url: gone.smtp.url, timeoutMilliseconds: 2_000, state: 'sandbox' });

      const failure = await failureOf(nobody.send(greeting, key()));

      expect(facts(failure)).toEqual({ provider: 'smtp', kind: 'UNAVAILABLE', retryable: true });
      expect(failure.message).toContain('ECONNREFUSED');
      expect(await nobody.check()).toMatchObject({ state: 'sandbox', ready: false, failure: { kind: 'UNAVAILABLE' } });
    });

    it('is let go of when the caller aborts', async () => {
      const caller = new AbortController();
      sandbox.failNext({ slowMilliseconds: 20_000 });
      const sending = mail.send(greeting, { ...key(), signal: caller.signal });
      setTimeout(() => caller.abort(new Error('draining')), 100);

      await expect(sending).rejects.toThrow('draining');
    });
  });

  describe('what is refused before the wire', () => {
    const to = (address: string, name = 'Ada'): Partial<OutboundMail> => ({ to: [{ name, address }] });
    const headers = (given: Record<string, string>): Partial<OutboundMail> => ({ headers: given as Partial<Record<MailHeader, string>> });
    const vectors: [string, Partial<OutboundMail>][] = [
      ['to.address', to('x@y.test\r\nBcc: evil@evil.test')],
      ['to.address', to('x@y.test\nRCPT TO:<evil@evil.test>')],
      ['to.address', to('x@y.test\u0000evil')],
      ['to.address', to('x@y.test, evil@evil.test')],
      ['to.address', to('x@y.test;evil@evil.test')],
      ['to.address', to('x@y.test> SIZE=1\r\nRCPT TO:<evil@evil.test')],
      ['to.address', to('<evil@evil.test>')],
      ['to.address', to('"a\\" <evil@evil.test>"@y.test')],
      ['to.address', to('a@evil.test@y.test')],
      ['to.address', to('a(comment)@y.test')],
      ['to.address', to('a@[127.0.0.1]')],
      ['to.address', to('a@127.0.0.1')],
      ['to.address', to('a@y..test')],
      ['to.address', to('a@-y.test')],
      ['to.address', to('a@y.test.')],
      ['to.address', to('.a@y.test')],
      ['to.address', to('a b@y.test')],
      ['to.address', to('friends: evil@evil.test;')],
      ['to.address', to('nobody')],
      ['to.address', to('@y.test')],
      ['to.address', to('')],
      ['to.address', to(`${'a'.repeat(65)}@y.test`)],
      ['to.address', to(`a@${'y'.repeat(64)}.test`)],
      ['to.name', to('x@y.test', 'Ada\r\nBcc: evil@evil.test')],
      ['to.name', to('x@y.test', 'Ada\u2028Bcc: evil@evil.test')],
      ['to must', { to: [] as unknown as OutboundMail['to'] }],
      ['to must', { to: [greeting.to[0], { name: '', address: 'evil@evil.test' }] as unknown as OutboundMail['to'] }],
      ['from.address', { from: { name: 'D', address: 'support@acme.test>\r\nRCPT TO:<evil@evil.test' } }],
      ['from.name', { from: { name: 'D\nSender: evil@evil.test', address: 'support@acme.test' } }],
      ['replyTo.address', { replyTo: { name: '', address: 'a@y.test\r\nCc: evil@evil.test' } }],
      ['subject', { subject: 'Hi\r\nBcc: evil@evil.test' }],
      ['subject', { subject: 'Hi\rBcc: evil@evil.test' }],
      ['subject', { subject: 'x'.repeat(901) }],
      ['messageId', { messageId: '<a@acme.test>\r\nBcc: evil@evil.test' }],
      ['messageId', { messageId: 'a@acme.test' }],
      ['headers name', headers({ Bcc: 'evil@evil.test' })],
      ['headers name', headers({ 'X-Any': 'thing' })],
      ['headers name', headers({ constructor: 'thing' })],
      ['headers.Precedence', headers({ Precedence: 'bulk\r\nBcc: evil@evil.test' })],
      ['headers.References', headers({ References: '<a@acme.test> Bcc: evil@evil.test' })],
      ['attachments.0.filename', { attachments: [{ filename: 'a\r\nX: y', contentType: 'text/plain', content: new Uint8Array(1) }] }],
      ['attachments.0.contentType', { attachments: [{ filename: 'a', contentType: 'text/plain\r\nX: y', content: new Uint8Array(1) }] }],
      ['attachments.0.contentId', {
        attachments: [{ filename: 'a', contentType: 'image/png', contentId: 'a>\r\nX: y', content: new Uint8Array(1) }],
      }],
      ['attachments make', { text: 'x'.repeat(MAX_MAIL_BYTES + 1) }],
      ['text', { text: 'a\u0000b' }],
    ];

    it.each(vectors)('%s: case %#', async (field, change) => {
      const failure = await failureOf(mail.send({ ...greeting, ...change }, key()));

      expect(facts(failure)).toEqual({ provider: 'smtp', kind: 'REFUSED', retryable: false });
      expect(failure.message).toMatch(new RegExp(`^Mail not sent: ${field.replaceAll('.', '\\.')}`));
      expect(failure.message).not.toContain('evil');
      expect(await sandbox.mailbox.list()).toEqual([]);
    });

    it.each([
      'evil@evil.test, Ada', '<evil@evil.test>', '"Ada" <evil@evil.test>', 'Ada; evil@evil.test', 'Ada:evil@evil.test;', 'a\\"b', '=?utf-8?q?=0D=0ABcc:_x?=',
    ])('lets the name %j pass, and nobody else gets the mail', async name => {
      const { envelope, raw, to: shown } = await deliver({ ...greeting, to: [{ name, address: 'ada@customer.test' }] });

      expect(envelope).toEqual({ from: 'support@acme.test', to: ['ada@customer.test'] });
      expect(shown).toContain('ada@customer.test');
      expect(raw).not.toMatch(/^(Bcc|Cc):/im);
    });
  });

  it('is ready when the server is, and says in which state it is', async () => {
    expect(await mail.check()).toEqual({ state: 'sandbox', ready: true, failure: null });
    expect(await sandbox.mailbox.list()).toEqual([]);
  });

  it('never speaks in the clear to a server that should be encrypted', async () => {
    const encrypted = openSmtp({ url: sandbox.smtp.url.replace('smtp:', 'smtps:'), timeoutMilliseconds: 2_000, state: 'sandbox' });

    const failure = await failureOf(encrypted.send(greeting, key()));

    expect(failure.kind).toMatch(/^(UNAVAILABLE|TIMEOUT)$/);
    expect(await sandbox.mailbox.list()).toEqual([]);
  });

  it('goes no further than the greeting when a server that should offer STARTTLS does not', async () => {
    const transport = createTransport({ ...connectionTo('smtp://mail.example.com'), host: sandbox.smtp.host, port: sandbox.smtp.port });

    await expect(transport.sendMail({ from: 'a@acme.test', to: 'b@customer.test', text: 'secret' })).rejects.toMatchObject({ code: 'ETLS' });

    expect(await sandbox.mailbox.list()).toEqual([]);
  });
});

describe('a server address', () => {
  it('means STARTTLS or nothing, except on this machine', () => {
    expect(connectionTo('smtp://mail.example.com')).toMatchObject({ port: 587, secure: false, requireTLS: true, ignoreTLS: false });
    expect(connectionTo('smtp://127.example.com:25')).toMatchObject({ requireTLS: true, ignoreTLS: false });
    expect(connectionTo('smtps://mail.example.com')).toMatchObject({ port: 465, secure: true });
    expect(connectionTo('smtp://LOCALHOST:2525')).toMatchObject({ host: '127.0.0.1', port: 2525, requireTLS: false, ignoreTLS: true });
    expect(connectionTo('smtp://[::1]:2525')).toMatchObject({ host: '::1', requireTLS: false });
  });

  it.each([
    'http://mail.example.com', 'mail.example.com', 'smtp://', '', 'smtp://u:hunter2@h/?tls.rejectUnauthorized=false', 'smtp://u:hunter2@h/x',
  ])('%j is refused without quoting it', url => {
    const open = () => openSmtp({ url, timeoutMilliseconds: 1_000, state: 'configured' });

    expect(open).toThrow(TypeError);
    expect(open).not.toThrow(/hunter2/);
  });

  it('of another machine is no sandbox', () => {
    expect(() => openSmtp({ url: 'smtp://mail.example.com', timeoutMilliseconds: 1_000, state: 'sandbox' })).toThrow(TypeError);
  });
});

describe('mail that is off', () => {
  it('says so and keeps the message with its caller', async () => {
    const mail = openMail({ state: 'off' });

    const failure = await failureOf(mail.send(greeting, { idempotencyKey: 'k' }));

    expect(mail.state).toBe('off');
    expect(facts(failure)).toEqual({ provider: 'mail', kind: 'NOT_CONFIGURED', retryable: true });
    expect(await mail.check()).toMatchObject({ state: 'off', ready: false, failure: { kind: 'NOT_CONFIGURED' } });
  });
});

const realServer = realServerUrl();

/** Sends to the account's own address: the user part of the server's address must be one. */
(realServer ? describe : describe.skip)('SMTP against the server of DESKGRAPH_CONTRACT_SMTP_URL', () => {
  const url = realServer ?? 'smtp://nobody@localhost';
  const self = decodeURIComponent(new URL(url).username);
  const mail = openSmtp({ url, timeoutMilliseconds: 30_000, state: 'configured' });
  const message: OutboundMail = { ...greeting, from: { name: 'Deskgraph', address: self }, to: [{ name: '', address: self }] };

  it('is ready', async () => {
    expect(await mail.check()).toEqual({ state: 'configured', ready: true, failure: null });
  });

  it('accepts a mail and says so', async () => {
    const receipt = await mail.send({ ...message, subject: 'Contract test: größer' }, { idempotencyKey: `contract-${Date.now()}` });

    expect(receipt.response).toMatch(/^2\d\d/);
  });

  it('is never asked about a forged recipient', async () => {
    const failure = await failureOf(mail.send({ ...message, to: [{ name: '', address: `${self}\r\nBcc: x@y.test` }] }, { idempotencyKey: 'forged' }));

    expect(failure.kind).toBe('REFUSED');
  });
});

function realServerUrl(): string | undefined {
  return process.env['DESKGRAPH_CONTRACT_SMTP_URL'] || undefined;
}

/** Decodes by hand, so that the test trusts no mail library. */
function fromQuotedPrintable(encoded: string): string {
  const bytes = encoded.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
