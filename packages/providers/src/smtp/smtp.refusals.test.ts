import { describe, expect, it } from '@jest/globals';
import type { OutboundMail } from '@deskgraph/ports';
import { createTransport } from 'nodemailer';
import { MAX_MAIL_BYTES } from './outbound.js';
import { facts, failureOf, greeting, useWire } from '../../test/wire.js';
import { connectionTo, openSmtp } from './smtp.js';

describe('mail that must not reach the wire', () => {
  const wire = useWire();
  const { key, deliver } = wire;

  describe('what is refused before the wire', () => {
    const to = (address: string, name = 'Ada'): Partial<OutboundMail> => ({ to: [{ name, address }] });
    const headers = (given: Record<string, string>): Partial<OutboundMail> => ({ headers: given });
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
      const failure = await failureOf(wire.mail.send({ ...greeting, ...change }, key()));

      expect(facts(failure)).toEqual({ provider: 'smtp', kind: 'REFUSED', retryable: false });
      expect(failure.message).toMatch(new RegExp(`^Mail not sent: ${field.replaceAll('.', '\\.')}`));
      expect(failure.message).not.toContain('evil');
      expect(await wire.sandbox.mailbox.list()).toEqual([]);
    });

    it.each([
      'evil@evil.test, Ada', '<evil@evil.test>', '"Ada" <evil@evil.test>', 'Ada; evil@evil.test', 'Ada:evil@evil.test;', 'a\\"b',
      '=?utf-8?q?=0D=0ABcc:_x?=',
    ])('lets the name %j pass, and nobody else gets the mail', async name => {
      const { envelope, raw, to: shown } = await deliver({ ...greeting, to: [{ name, address: 'ada@customer.test' }] });

      expect(envelope).toEqual({ from: 'support@acme.test', to: ['ada@customer.test'] });
      expect(shown).toContain('ada@customer.test');
      expect(raw).not.toMatch(/^(Bcc|Cc):/im);
    });
  });

  it('never shows the password, in whatever form the server echoes it', async () => {
    const url = `smtp://desk:${encodeURIComponent('s3cr=t/päss')}@127.0.0.1:${wire.sandbox.smtp.port}`;
    const ours = openSmtp({ url, timeoutMilliseconds: 5_000, state: 'configured' });
    const token = Buffer.from('\u0000desk\u0000s3cr=t/päss').toString('base64');
    wire.sandbox.failNext({ at: 'AUTH', code: 535, message: `bad ${token} or s3cr=t/päss` });
    wire.sandbox.failNext({ at: 'AUTH', code: 454, message: 'try later' });

    const wrong = await failureOf(ours.send(greeting, key()));
    const later = await failureOf(ours.send(greeting, key()));
    await ours.send(greeting, key());

    expect(facts(wrong)).toEqual({ provider: 'smtp', kind: 'NOT_CONFIGURED', retryable: true });
    expect(wrong.message).toContain('535');
    expect(`${wrong.message} ${wrong.stack} ${JSON.stringify(wrong)}`).not.toMatch(/s3cr|ZGVza/);
    expect(wrong.cause).toBeUndefined();
    expect(facts(later)).toEqual({ provider: 'smtp', kind: 'UNAVAILABLE', retryable: true });
    expect(await wire.sandbox.mailbox.list()).toHaveLength(1);
  });

  it('never speaks in the clear to a server that should be encrypted', async () => {
    const encrypted = openSmtp({ url: wire.sandbox.smtp.url.replace('smtp:', 'smtps:'), timeoutMilliseconds: 2_000, state: 'sandbox' });

    const failure = await failureOf(encrypted.send(greeting, key()));

    expect(failure.kind).toMatch(/^(UNAVAILABLE|TIMEOUT)$/);
    expect(await wire.sandbox.mailbox.list()).toEqual([]);
  });

  it('goes no further than the greeting when a server that should offer STARTTLS does not', async () => {
    const { host, port } = wire.sandbox.smtp;
    const transport = createTransport({ ...connectionTo('smtp://mail.example.com'), host, port });

    const sending = transport.sendMail({ from: 'a@acme.test', to: 'b@customer.test', text: 'secret' });

    await expect(sending).rejects.toMatchObject({ code: 'ETLS' });

    expect(await wire.sandbox.mailbox.list()).toEqual([]);
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
    'http://mail.example.com', 'mail.example.com', 'smtp://', '', 'smtp://u:hunter2@h/x',
    'smtp://u:hunter2@h/?tls.rejectUnauthorized=false',
  ])('%j is refused without quoting it', url => {
    const open = () => openSmtp({ url, timeoutMilliseconds: 1_000, state: 'configured' });

    expect(open).toThrow(TypeError);
    expect(open).not.toThrow(/hunter2/);
  });

  it('of another machine is no sandbox', () => {
    expect(() => openSmtp({ url: 'smtp://mail.example.com', timeoutMilliseconds: 1_000, state: 'sandbox' })).toThrow(TypeError);
  });
});
