import { setTimeout as sleep } from 'node:timers/promises';
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
    await sleep(100);
    await reader.close();

    expect(await reading).toMatchObject({ name: 'ProviderFailed', kind: 'UNAVAILABLE', retryable: true });
  });

  it.each([
    ['blank lines', `Hello${'\n'.repeat(30_000)}there`, 'Hello'],
    ['lines of blanks', `Hello${'\n \t'.repeat(10_000)}\nthere`, 'Hello'],
    ['one line', `Hello ${'on at wrote '.repeat(5000)}`, 'Hello on at'],
    ['headers of quotes that never end', `Hello\n${'Op maandag\nschreef\n'.repeat(3000)}`, 'Hello'],
  ])('reads %s without end, and quickly', async (_, text, beginning) => {
    reader = openMailReader();
    await reader.read(small);
    const started = performance.now();

    const { mail } = await reader.read(Buffer.from(`From: a@b.test\r\n\r\n${text}\r\n`));

    expect((mail?.newText ?? mail?.text)?.startsWith(beginning)).toBe(true);
    expect(performance.now() - started).toBeLessThan(3000);
  });

  it.each([
    ['what is below a line of dashes', 'Two things:\n\n---\nThe drum leaks.', 'Two things:\n\n---\nThe drum leaks.'],
    ['what is below a greeting', 'Thanks so far.\nCheers\n\nPS: it is order 1017.', 'Thanks so far.\nCheers\n\nPS: it is order 1017.'],
    ['no signature below two dashes and a blank', 'Hello\n-- \nAda\nByron & Co', 'Hello'],
    ['a signature that something is written below', 'Hello\n-- \nAda\n\nOn Mon, 2 Nov 2026 at 10:00, Bob <b@b.test> wrote:\n> Hi\n\nPS: now', 'Hello\n-- \nAda\n\nPS: now'],
    ['answers between what they answer', 'On Mon, 2 Nov 2026 at 10:00, Bob <b@b.test> wrote:\n> One?\nYes.\n> Two?\nNo.\n--\nAda', 'Yes.\nNo.\n--\nAda'],
    ['nothing of what another wrote and signed', 'Hello\n\nFrom: Bob <b@b.test>\nSent: Monday\n\nHi.\n\nRegards,\nBob\n\nSent from my phone', 'Hello'],
    ['all where all is a signature', '-- \nAda', null],
    ['all where all is quoted', '> Hi', null],
  ])('says as what is new %s', async (_, text, expected) => {
    reader = openMailReader();

    const { mail } = await reader.read(Buffer.from(`From: a@b.test\r\n\r\n${text.replaceAll('\n', '\r\n')}\r\n`));

    expect(mail?.newText).toBe(expected);
  });

  it('takes the words from the HTML where the text beside it is blank', async () => {
    reader = openMailReader();
    const parts = ['Content-Type: text/plain', '', ' ', '--b', 'Content-Type: text/html', '', '<p>Where is <b>it</b>?</p>', '--b--', ''];

    const { mail } = await reader.read(Buffer.from(['From: a@b.test', 'Content-Type: multipart/alternative; boundary=b', '', '--b', ...parts].join('\r\n')));

    expect(mail?.text).toBe('Where is it?');
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
