import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { type ProviderFailed } from '@deskgraph/ports';
import type { OutboundMail } from '@deskgraph/ports';
import { openSandbox } from '@deskgraph/sandbox';
import type { LetterReading, Trouble } from '@deskgraph/sandbox';
import { facts, failureOf, greeting, useWire } from '../../test/wire.js';
import { openSmtp } from './smtp.js';

describe('SMTP against the sandbox', () => {
  const wire = useWire();
  const { key, deliver } = wire;

  const header = (reading: LetterReading, name: string) => reading.headers.filter(given => given.name === name).map(({ value }) => value);

  describe('what arrives', () => {
    it('is the envelope, the headers and the bodies that were given, and a receipt in the server’s words', async () => {
      const receipt = await wire.mail.send({ ...greeting, html: '<p>Hello <b>Ada</b></p>' }, { idempotencyKey: 'first' });

      const [summary] = await wire.sandbox.mailbox.list();
      const reading = await wire.sandbox.mailbox.read(summary!.id);
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
      const first = await wire.mail.send({ ...greeting, html: '<p>Hi</p>' }, { idempotencyKey: 'verify:42' });
      const again = await wire.mail.send({ ...greeting, html: '<p>Hi</p>' }, { idempotencyKey: 'verify:42' });
      const other = await wire.mail.send(greeting, { idempotencyKey: 'verify:43' });

      const [, second, opening] = (await wire.sandbox.mailbox.list()).map(({ id }) => wire.sandbox.mailbox.raw(id)!.toString());
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
      ...(['CONNECT', 'MAIL', 'RCPT', 'DATA'] as const).map(at => [{ at, garbageBytes: 200 }, { kind: 'UNAVAILABLE', retryable: true }] as [Trouble, Pick<ProviderFailed, 'kind' | 'retryable'>]),
      [{ at: 'RCPT', garbageBytes: 50_000_000 }, { kind: 'UNAVAILABLE', retryable: true }],
    ];

    it.each(answers)('%j', async (trouble, expected) => {
      wire.sandbox.failNext(trouble);

      const failure = await failureOf(wire.mail.send(greeting, key()));

      expect(facts(failure)).toEqual({ provider: 'smtp', ...expected });
      expect(failure.message).toContain('code' in trouble ? `${trouble.code}` : '');
      expect(await wire.sandbox.mailbox.list()).toEqual([]);
      await expect(wire.mail.send(greeting, key())).resolves.toMatchObject({ response: expect.stringMatching(/^250 /) });
    });
  });

  describe('a server in trouble', () => {
    it.each(['CONNECT', 'MAIL', 'DATA'] as const)('that is slow at %s is given up on in time', async at => {
      const hasty = openSmtp({ url: wire.sandbox.smtp.url, timeoutMilliseconds: 300, state: 'sandbox' });
      wire.sandbox.failNext({ at, slowMilliseconds: 20_000 });
      const start = Date.now();

      const failure = await failureOf(hasty.send(greeting, key()));

      expect(facts(failure)).toEqual({ provider: 'smtp', kind: 'TIMEOUT', retryable: true });
      expect(Date.now() - start).toBeLessThan(2_000);
    });

    it.each(['CONNECT', 'RCPT', 'DATA'] as const)('that hangs up at %s is not available', async at => {
      wire.sandbox.failNext({ at, drop: true });

      const failure = await failureOf(wire.mail.send({ ...greeting, text: 'line\r\n'.repeat(100_000) }, key()));

      expect(facts(failure)).toEqual({ provider: 'smtp', kind: 'UNAVAILABLE', retryable: true });
      expect(await wire.sandbox.mailbox.list()).toEqual([]);
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
      wire.sandbox.failNext({ slowMilliseconds: 20_000 });
      const sending = wire.mail.send(greeting, { ...key(), signal: caller.signal });
      setTimeout(() => caller.abort(new Error('draining')), 100);

      await expect(sending).rejects.toThrow('draining');
    });
  });

  it('is ready when the server is, and says in which state it is', async () => {
    expect(await wire.mail.check()).toEqual({ state: 'sandbox', ready: true, failure: null });
    expect(await wire.sandbox.mailbox.list()).toEqual([]);
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
    const forged = { ...message, to: [{ name: '', address: `${self}\r\nBcc: x@y.test` }] } satisfies OutboundMail;

    const failure = await failureOf(mail.send(forged, { idempotencyKey: 'forged' }));

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
