import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { ArrivedMail } from '@deskgraph/ports';
import nodemailer from 'nodemailer';
import { openSmtpServer, type SmtpServer, type SmtpServerOptions } from './inbound.js';

let server: SmtpServer | undefined;
afterEach(async () => { await server?.close(0); });

/** A server that takes mail for ours.test, and what it took. */
async function open(changes: Partial<SmtpServerOptions> = {}): Promise<{ port: number; arrived: ArrivedMail[] }> {
  const arrived: ArrivedMail[] = [];
  server = await openSmtpServer({
    host: '127.0.0.1', port: 0, name: 'mail.ours.test', maxBytes: 100_000,
    accepts: address => Promise.resolve(address.toLowerCase().endsWith('@ours.test')),
    deliver: mail => { arrived.push(mail); return Promise.resolve(); },
    ...changes,
  });
  return { port: server.port, arrived };
}

const raw = 'From: a@b.test\r\nSubject: hi\r\n\r\n.dot\r\nGr\u00fc\u00dfe\r\n';

/** Sends as nodemailer does; answers the server's words, or its refusal. */
async function send(port: number, to: string | string[], body: string | Buffer = raw, from = 'a@b.test'): Promise<{ response?: string; code?: number }> {
  const client = nodemailer.createTransport({ host: '127.0.0.1', port, ignoreTLS: true });
  try {
    const { response } = await client.sendMail({ envelope: { from, to }, raw: body });
    return { response };
  } catch (error) {
    const { responseCode, response } = error as { responseCode: number; response: string };
    return { code: responseCode, response };
  } finally {
    client.close();
  }
}

/** Says lines one after the other and answers the last reply to each. */
async function talk(port: number, lines: readonly string[]): Promise<string[]> {
  const socket: Socket = connect(port, '127.0.0.1').setEncoding('utf8');
  const heard: string[] = [];
  const reply = async (): Promise<string> => {
    for (let text = ''; ;) {
      const [chunk] = (await Promise.race([once(socket, 'data'), once(socket, 'close').then(() => ['(closed)'])])) as [string];
      text += chunk;
      if (chunk === '(closed)' || /^\d{3} .*\r\n$/m.test(text)) return text;
    }
  };
  await reply();
  for (const line of lines) {
    socket.write(`${line}\r\n`);
    heard.push(await reply());
  }
  socket.destroy();
  return heard;
}

describe('the SMTP server', () => {
  it('hands over the very bytes, with the envelope, and answers 250 only once they are stored', async () => {
    let store: () => void = () => undefined;
    const taken: ArrivedMail[] = [];
    const { port } = await open({ deliver: mail => { taken.push(mail); return new Promise(done => { store = done; }); } });
    const sending = send(port, ['x@ours.test', 'y@OURS.test']);
    let answered = false;
    void sending.then(() => { answered = true; });
    while (taken.length === 0) await new Promise(done => setTimeout(done, 5));

    const early = answered;
    store();

    expect(early).toBe(false);
    expect((await sending).response).toMatch(/^250 .*stored/);
    expect(taken[0]).toMatchObject({ sender: 'a@b.test' });
    expect(taken[0]?.recipients.map(address => address.toLowerCase())).toEqual(['x@ours.test', 'y@ours.test']);
    expect(Buffer.from(taken[0]?.raw ?? []).equals(Buffer.from(raw))).toBe(true);
  });

  it('takes mail without a sender, as bounces are', async () => {
    const { port, arrived } = await open();

    await send(port, 'x@ours.test', raw, '');

    expect(arrived).toMatchObject([{ sender: '' }]);
  });

  it('is no relay: who is not ours is 550 5.1.1, and after ten of them the connection ends', async () => {
    const { port, arrived } = await open();

    const heard = await talk(port, ['EHLO c.test', 'MAIL FROM:<a@b.test>', ...Array.from({ length: 10 }, (_, n) => `RCPT TO:<x${String(n)}@elsewhere.test>`)]);

    expect(await send(port, 'x@elsewhere.test')).toMatchObject({ code: 550, response: expect.stringMatching(/^550 5\.1\.1 /) });
    expect(heard.slice(2).map(line => line.slice(0, 3))).toEqual([...Array<string>(9).fill('550'), '421']);
    expect(arrived).toEqual([]);
  });

  it('answers 451 while it cannot say or store, and takes the same mail later', async () => {
    let down = true;
    const reported: unknown[] = [];
    const check = () => (down ? Promise.reject(new Error('down')) : Promise.resolve());
    const { port } = await open({ deliver: check, report: error => reported.push(error) });

    const first = await send(port, 'x@ours.test');
    down = false;
    const later = await send(port, 'x@ours.test');
    await server?.close(0);
    const unsure = await open({ accepts: () => Promise.reject(new Error('down')) });

    expect([first.code, later.code, (await send(unsure.port, 'x@ours.test')).code]).toEqual([451, undefined, 451]);
    expect(reported).toHaveLength(1);
  });

  it('answers 552 to what is too large, said beforehand or not, and 452 to the 51st recipient', async () => {
    const { port, arrived } = await open();
    const large = Buffer.from(`Subject: x\r\n\r\n${'x'.repeat(99)}\r\n`.repeat(1100));

    const said = await talk(port, ['EHLO c.test', `MAIL FROM:<a@b.test> SIZE=${String(large.length)}`]);
    const unsaid = await talk(port, ['EHLO c.test', 'MAIL FROM:<a@b.test>', 'RCPT TO:<x@ours.test>', 'DATA', `${large.toString()}.`]);
    const many = await talk(port, ['EHLO c.test', 'MAIL FROM:<a@b.test>', ...Array.from({ length: 51 }, (_, n) => `RCPT TO:<x${String(n)}@ours.test>`)]);

    expect([said.at(-1)?.slice(0, 3), unsaid.at(-1)?.slice(0, 3), many.at(-2)?.slice(0, 3), many.at(-1)?.slice(0, 3)]).toEqual(['552', '552', '250', '452']);
    expect(arrived).toEqual([]);
  });

  it('holds no more than it may, over all connections', async () => {
    const { port, arrived } = await open({ limits: { heldBytes: 1000 } });

    expect((await send(port, 'x@ours.test', `Subject: x\r\n\r\n${'x'.repeat(50)}\r\n`.repeat(50))).code).toBe(451);
    expect((await send(port, 'x@ours.test')).code).toBeUndefined();
    expect(arrived).toHaveLength(1);
  });

  it('ends connections that are silent, too many, or talk nonsense', async () => {
    const { port } = await open({ limits: { connections: 2, idleMilliseconds: 300 } });
    const idle = connect(port, '127.0.0.1').resume();
    await once(idle, 'connect');

    const nonsense = await talk(port, Array<string>(10).fill('NONSENSE'));
    const closed = await once(idle, 'close');

    expect(nonsense.at(-1)).toMatch(/^421/);
    expect(closed).toBeDefined();
  });

  it('offers 8BITMIME, SMTPUTF8 and SIZE, no AUTH, and STARTTLS with a certificate only', async () => {
    const { port } = await open();

    const [plain = ''] = await talk(port, ['EHLO c.test']);

    expect(plain).toMatch(/8BITMIME/);
    expect(plain).toMatch(/SMTPUTF8/);
    expect(plain).toMatch(/SIZE 100000/);
    expect(plain).not.toMatch(/AUTH|STARTTLS/);
  });

  it('takes no end of a mail that other servers would not: bare line feeds smuggle nothing in', async () => {
    const { port, arrived } = await open();

    await talk(port, ['EHLO c.test', 'MAIL FROM:<a@b.test>', 'RCPT TO:<x@ours.test>', 'DATA', 'Subject: one\r\n\r\nbody\n.\nMAIL FROM:<evil@b.test>\r\n.']);

    expect(arrived).toHaveLength(1);
    expect(Buffer.from(arrived[0]?.raw ?? []).toString()).toContain('MAIL FROM:<evil@b.test>');
  });
});
