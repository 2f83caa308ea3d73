import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { openSandbox } from './index.js';
import type { LetterReading, LetterSummary, Sandbox } from './index.js';
import { openLetters } from './letters.js';

/** Speaks SMTP by hand: waits for each answer, then says the next line. Resolves to the answers' codes. */
async function speak(port: number, lines: readonly string[]): Promise<string[]> {
  const socket = connect(port, '127.0.0.1');
  const answers: string[] = [];
  for await (const chunk of socket.setEncoding('utf8')) {
    const last = String(chunk).trimEnd().split('\r\n').at(-1) ?? '';
    if (!/^\d{3} /.test(last)) continue;
    const line = lines[answers.push(last.slice(0, 3)) - 1];
    if (line === undefined) break;
    socket.write(`${line}\r\n`);
  }
  socket.destroy();
  return answers;
}

const mail = (to: string, content: string, from = 'support@acme.test') =>
  ['EHLO test', `MAIL FROM:<${from}>`, `RCPT TO:<${to}>`, 'DATA', `${content}\r\n.`, 'QUIT'];

const letter = (size: number, to = 'a@b.test') => ({ receivedAt: new Date(), sender: '', recipients: [to], raw: Buffer.alloc(size) });

describe('the sandbox', () => {
  let sandbox: Sandbox;
  const url = (path: string) => `${sandbox.mailbox.url}${path}`;
  const json = async <T>(path: string): Promise<T> => (await (await fetch(url(path))).json()) as T;
  const send = (...given: Parameters<typeof mail>) => speak(sandbox.smtp.port, mail(...given));

  beforeAll(async () => {
    sandbox = await openSandbox();
  });
  afterEach(() => {
    sandbox.mailbox.clear();
    sandbox.clearFailures();
  });
  afterAll(() => sandbox.stop());

  /** Asks with headers fetch would not let us set. */
  async function ask(headers: Record<string, string>, method = 'GET', path = '/api/mails'): Promise<number | undefined> {
    const { port } = new URL(sandbox.mailbox.url);
    const asked = request({ host: '127.0.0.1', port, path, method, headers }).end();
    const [response] = await once(asked, 'response') as [IncomingMessage];
    response.resume();
    return response.statusCode;
  }

  it('keeps the bytes as they came and the envelope as it was spoken', async () => {
    const lines = mail('Ada@XN--bcher-kva.example', 'Subject: Hi\r\n\r\n..dot\r\nbare\xe9 end', '');
    lines.splice(3, 0, 'RCPT TO:<second@y.test>', 'RCPT TO:<second@y.test>');

    await speak(sandbox.smtp.port, lines);

    const [kept] = await sandbox.mailbox.list();
    expect(kept!.envelope).toEqual({ from: '', to: ['Ada@XN--bcher-kva.example', 'second@y.test', 'second@y.test'] });
    expect(sandbox.mailbox.raw(kept!.id)!.toString()).toBe('Subject: Hi\r\n\r\n.dot\r\nbare\xe9 end\r\n');
  });

  it('answers programs: by recipient, one mail, its bytes, and deletion', async () => {
    await send('ada@x.test', 'Subject: =?utf-8?q?gr=C3=B6=C3=9Fer?=\r\n\r\nGo to https://acme.test/verify?token=a&b=1.');
    await send('joada@x.test', 'Subject: other\r\n\r\nhi');

    const { total, mails: [mail] } = await json<{ total: number; mails: LetterSummary[] }>('/api/mails?to=ADA@x.test');
    const path = `/api/mails/${mail?.id ?? ''}`;
    const one = await json<LetterReading>(path);
    const raw = await fetch(url(`${path}/raw`));

    expect([total, mail?.subject]).toEqual([1, 'größer']);
    expect(one.links).toEqual(['https://acme.test/verify?token=a&b=1']);
    expect(Buffer.from(await raw.arrayBuffer())).toEqual(sandbox.mailbox.raw(mail?.id ?? ''));
    expect((await json<{ total: number }>('/api/mails?search=ada@')).total).toBe(2);
    expect(await (await fetch(url('/api/mails'), { method: 'DELETE' })).json()).toEqual({ deleted: 2 });
    expect((await fetch(url(path))).status).toBe(404);
  });

  it('fails as scripted over HTTP, as often as scripted, at the stage scripted', async () => {
    const script = (failure: unknown) => fetch(url('/api/failures'), {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(failure),
    });
    expect((await script({ at: 'RCPT', code: 450, message: 'later', times: 2 })).status).toBe(201);
    expect((await script({ code: 554 })).status).toBe(201);

    expect(await send('a@x.test', 'Subject: 1\r\n\r\n')).toContain('450');
    expect(await send('a@x.test', 'Subject: 2\r\n\r\n')).toContain('450');
    expect(await send('a@x.test', 'Subject: 3\r\n\r\nx')).toEqual(['220', '250', '250', '250', '354', '554', '221']);
    expect(await send('a@x.test', 'Subject: 4\r\n\r\nx')).toEqual(['220', '250', '250', '250', '354', '250', '221']);
    expect((await sandbox.mailbox.list()).map(({ subject }) => subject)).toEqual(['4']);
  });

  it.each([
    {}, [], 'x', { code: 250 }, { code: 550, drop: true }, { code: 550, at: 'LUNCH' }, { code: 550, times: 0 }, { drop: false },
    { slowMilliseconds: -1 }, { garbageBytes: 0 }, { garbageBytes: 1, drop: true }, { code: 550, message: 'a\r\nb' }, { code: 550, mesage: 'typo' },
  ])('refuses to script %j', async failure => {
    const answer = await fetch(url('/api/failures'), {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(failure),
    });

    expect(answer.status).toBe(400);
    expect(await (await fetch(url('/api/failures'))).json()).toEqual({ failures: [] });
  });

  it('answers to its own names only, and to no other page', async () => {
    const { host, port } = new URL(sandbox.mailbox.url);

    expect(await ask({ host })).toBe(200);
    expect(await ask({ host: `localhost:${port}` })).toBe(200);
    expect(await ask({ host: `evil.test:${port}` })).toBe(421);
    expect(await ask({ host: 'localhost' })).toBe(421);
    expect(await ask({ host, origin: 'http://evil.test' })).toBe(403);
    expect(await ask({ host, origin: 'null' }, 'DELETE')).toBe(403);
    expect(await ask({ host, 'sec-fetch-site': 'cross-site' }, 'DELETE')).toBe(403);
    expect(await ask({ host, 'content-type': 'text/plain' }, 'POST', '/api/failures')).toBe(415);
    expect(await ask({ host }, 'GET', '//')).toBeLessThan(500);
    expect(await ask({ host }, 'PUT', '/api/mails')).toBe(404);
  });

  it('shows a hostile mail without running or fetching anything', async () => {
    const evil = '<script>alert(1)</script><img src="https://evil.test/x.png"><a href="javascript:alert(1)">x</a>';
    await send('a@x.test', `Subject: <script>alert(2)</script>\r\nContent-Type: text/html\r\n\r\n${evil}`);
    const id = (await sandbox.mailbox.list())[0]!.id;

    const list = await (await fetch(url('/'))).text();
    const page = await fetch(url(`/mails/${id}`));
    const frame = await fetch(url(`/mails/${id}/html`));
    const shown = await page.text();

    expect(list + shown).not.toMatch(/<script>|javascript:/);
    expect(shown).toContain('Sandbox: nothing here leaves this machine');
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    const policy = frame.headers.get('content-security-policy');
    expect(policy).toMatch(/^sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'/);
    expect(policy).not.toMatch(/script|https?:/);
  });

  it('tells the page at once when mail arrives', async () => {
    const { body } = await fetch(url('/live'));
    const reader = body!.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader.read()).value).toBe(': here\n\n');

    await send('a@x.test', 'Subject: news\r\n\r\nx');

    expect((await reader.read()).value).toBe('data: changed\n\n');
    await reader.cancel();
  });

  it('waits for a mail, and for a newer one, and gives up in time', async () => {
    const coming = sandbox.mailbox.waitFor('a@x.test');
    await send('a@x.test', 'Subject: first\r\n\r\nx');
    const first = await coming;

    expect(first.subject).toBe('first');
    const newer = sandbox.mailbox.waitFor('a@x.test', { newerThan: first.id, timeoutMilliseconds: 50 });
    await expect(newer).rejects.toThrow('No mail to a@x.test');
  });
});

describe('what the sandbox keeps', () => {
  it('is the newest by count and by weight, and always the last one', () => {
    const byCount = openLetters(undefined, { count: 3, bytes: 1_000 });
    const byWeight = openLetters(undefined, { count: 100, bytes: 1_000 });

    const ids = [1, 2, 3, 4, 5].map(() => byCount.add(letter(1)).id);
    [400, 400, 400].forEach(size => byWeight.add(letter(size)));

    expect(byCount.list().map(({ id }) => id)).toEqual(ids.slice(2).reverse());
    expect(byWeight.list()).toHaveLength(2);
    byWeight.add(letter(5_000));
    expect(byWeight.list().map(({ raw }) => raw.length)).toEqual([5_000]);
  });

  it('survives a restart when it has a folder, with nothing left of what went', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
    const before = openLetters(folder, { count: 2, bytes: 1_000 });
    [1, 2, 3].forEach(size => before.add(letter(size)));
    writeFileSync(join(folder, '000000009-0badc0de.mail'), 'not json\n');

    const after = openLetters(folder, { count: 2, bytes: 1_000 });

    expect(after.list()).toEqual(before.list());
    expect(after.clear()).toBe(2);
    expect(openLetters(folder).list()).toEqual([]);
    rmSync(folder, { recursive: true });
  });
});
