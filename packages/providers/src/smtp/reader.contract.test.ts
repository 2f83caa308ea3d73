import { afterEach, describe, expect, it } from '@jest/globals';
import { ProviderFailed, type MailReader } from '@deskgraph/ports';
import { openMailReader } from './reader.js';

let reader: MailReader | undefined;
afterEach(async () => { await reader?.close(); });

const small = Buffer.from('From: Ada <a@b.test>\r\nSubject: hi\r\nMessage-ID: <1@b.test>\r\n\r\nHello\r\n');
const html = (body: string): Buffer => Buffer.from(`From: a@b.test\r\nContent-Type: text/html\r\n\r\n${body}`);

describe('the reader of mails', () => {
  it('says what a mail says', async () => {
    reader = openMailReader();

    const { mail, unreadable } = await reader.read(small);
    expect(unreadable).toBeUndefined();

    expect(mail).toMatchObject({ messageId: '<1@b.test>', from: { name: 'Ada', address: 'a@b.test' }, subject: 'hi', date: null, html: null, isCut: false, attachments: [], signals: [] });
    expect(mail?.text?.trim()).toBe('Hello');
  });

  it('outlives a mail that takes too long, and reads the next', async () => {
    reader = openMailReader({ threads: 1, timeoutMilliseconds: 1 });

    const late = await reader.read(html('<b>'.repeat(300_000))).catch((error: unknown) => error);
    await reader.close();
    reader = openMailReader({ threads: 1 });

    expect(late).toBeInstanceOf(ProviderFailed);
    expect(late).toMatchObject({ kind: 'TIMEOUT', retryable: true, message: 'It cannot be read: it takes longer than 0.001 s.' });
    expect((await reader.read(small)).mail?.subject).toBe('hi');
  });

  it('says nothing of a mail whose reader is ended with the house', async () => {
    reader = openMailReader({ threads: 1 });

    const reading = reader.read(html('<b>'.repeat(300_000))).catch((error: unknown) => error);
    await reader.close();

    expect(await reading).toMatchObject({ name: 'ProviderFailed', kind: 'UNAVAILABLE', retryable: true });
  });

  it('outlives a mail that takes too much memory, and reads the next', async () => {
    reader = openMailReader({ threads: 1, memoryMegabytes: 24, timeoutMilliseconds: 60_000 });

    const fat = await reader.read(html('x<i>y</i>'.repeat(2_500_000)));
    const next = await reader.read(small);

    expect(fat.unreadable).toMatch(/memory/);
    expect(next.mail?.subject).toBe('hi');
  }, 90_000);

  it('reads a mail of ten megabytes, deep and long, within its bounds, and cuts it', async () => {
    reader = openMailReader();

    const { mail, unreadable } = await reader.read(html(`${'<blockquote>'.repeat(500)}${'<p>quoted</p>'.repeat(700_000)}`));

    expect(unreadable).toBeUndefined();
    expect(mail?.isCut).toBe(true);
    expect(mail?.html?.length).toBeLessThan(3_000_000);
  });

  it('keeps the first 200 files of a mail, and says that it is cut', async () => {
    reader = openMailReader();
    const mailOf = (count: number): Buffer => Buffer.from(['From: a@b.test', 'Content-Type: multipart/mixed; boundary=b', '', ...Array.from({ length: count }, (_, n) => `--b\r\nContent-Disposition: attachment; filename=${String(n)}.bin\r\n\r\nx`), '--b--', ''].join('\r\n'));

    const [all, cut] = [(await reader.read(mailOf(200))).mail, (await reader.read(mailOf(2000))).mail];

    expect([all?.isCut, all?.attachments.length]).toEqual([false, 200]);
    expect([cut?.isCut, cut?.attachments.length, cut?.attachments.at(-1)?.filename]).toEqual([true, 200, '199.bin']);
  });

  it('keeps no half character and no NUL, so that everything can be stored', async () => {
    reader = openMailReader();

    const { mail } = await reader.read(Buffer.from('From: a@b.test\r\nSubject: =?utf-8?Q?a=00b?=\r\nContent-Type: text/html\r\n\r\na\0b&#xD800;c'));

    expect(mail?.subject).toBe('ab');
    expect(mail?.html?.includes('\0')).toBe(false);
    expect(mail?.html?.isWellFormed()).toBe(true);
  });

  it('names a file that was not named by nothing, and keeps an attached mail a file', async () => {
    reader = openMailReader();

    const { mail } = await reader.read(Buffer.from('From: a@b.test\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nsee\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: inner\r\n\r\ninside\r\n--b--\r\n'));

    expect(mail?.attachments).toMatchObject([{ filename: '', contentType: 'message/rfc822', contentId: null }]);
    expect(mail?.text).not.toContain('inside');
  });
});
