import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server';
import type { Letters } from './letters.js';
import type { Script, Stage } from './trouble.js';

/** The largest mail the sink takes, as it tells its clients. */
export const MAX_LETTER_BYTES = 37_748_736;

/** An SMTP server that keeps what it is given and delivers nothing. */
export interface SmtpSink {
  readonly port: number;
  stop(): Promise<void>;
}

/** Opens the sink on a free loopback port. It accepts any sender, recipient and password, unless the script says otherwise. */
export async function openSmtpSink(letters: Letters, script: Script): Promise<SmtpSink> {
  const sockets = new Map<number, Socket>();
  const timers = new Set<NodeJS.Timeout>();
  const lines = new Map<string, string>();
  const envelopes = new Map<string, { sender: string; recipients: string[] }>();

  /** Lets the stage pass, or plays the trouble scripted for it. */
  const play = (stage: Stage, session: SMTPServerSession, pass: (refusal?: Error) => void) => {
    const trouble = script.take(stage);
    if (!trouble) return pass();
    if ('drop' in trouble) return void sockets.get(session.remotePort)?.destroy();
    if ('garbageBytes' in trouble) return void sockets.get(session.remotePort)?.write(Buffer.alloc(trouble.garbageBytes, '<p>Bad Gateway</p>\r\n'));
    if ('code' in trouble) return pass(Object.assign(new Error(trouble.message ?? 'Scripted failure'), { responseCode: trouble.code }));
    const timer = setTimeout(() => {
      timers.delete(timer);
      pass();
    }, trouble.slowMilliseconds);
    timers.add(timer);
  };

  const server = new SMTPServer({
    name: 'sandbox.localhost',
    banner: 'Deskgraph sandbox, nothing leaves this machine',
    size: MAX_LETTER_BYTES,
    rejectOversized: true,
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    // The server hands out addresses decoded and without repetitions; what was really spoken is in its log only.
    logger: { debug: (entry: { tnx?: string; cid?: string }, _format: string, line: unknown) => {
      if (entry.tnx === 'command' && entry.cid !== undefined) lines.set(entry.cid, String(line));
    } },
    closeTimeout: 1,
    onConnect: (session, done) => play('CONNECT', session, done),
    onAuth: (auth, session, done) => play('AUTH', session, refusal => done(refusal, { user: auth.username ?? 'anyone' })),
    onMailFrom: ({ address }, session, done) => {
      envelopes.set(session.id, { sender: spoken(lines.get(session.id), address), recipients: [] });
      play('MAIL', session, done);
    },
    onRcptTo: ({ address }, session, done) => {
      const recipient = spoken(lines.get(session.id), address);
      play('RCPT', session, refusal => {
        if (!refusal) envelopes.get(session.id)?.recipients.push(recipient);
        done(refusal);
      });
    },
    onClose: session => {
      lines.delete(session.id);
      envelopes.delete(session.id);
    },
    onData: (stream, session, done) => collect(stream, play, session, raw => {
      if (raw === undefined) return done(); // too large: the server answers 552 by itself
      const { sender, recipients } = envelopes.get(session.id) ?? { sender: '', recipients: [] };
      const letter = letters.add({ receivedAt: new Date(), sender, recipients, raw });
      done(null, `2.0.0 kept as ${letter.id}`);
    }, done),
  });
  server.on('error', () => {}); // a client that goes away mid-sentence is part of the game
  server.server.prependListener('connection', (socket: Socket) => {
    const port = socket.remotePort;
    if (port === undefined) return;
    sockets.set(port, socket);
    socket.once('close', () => sockets.delete(port));
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');

  return {
    port: (server.server.address() as AddressInfo).port,
    async stop() {
      for (const timer of timers) clearTimeout(timer);
      for (const socket of sockets.values()) socket.destroy();
      await new Promise<void>(resolve => server.close(resolve));
    },
  };
}

/** The address as the client wrote it in `MAIL FROM:<...>` or `RCPT TO:<...>`. */
function spoken(line: string | undefined, decoded: string): string {
  return line?.match(/^(?:MAIL FROM|RCPT TO):\s*<((?:"(?:[^"\\]|\\.)*"|[^>"])*)>/i)?.[1] ?? decoded;
}

type Play = (stage: Stage, session: SMTPServerSession, pass: (refusal?: Error) => void) => void;

/** Gathers the bytes. The trouble of DATA starts with the first of them, so that a cut connection is cut mid-message. */
function collect(
  stream: SMTPServerDataStream,
  play: Play,
  session: SMTPServerSession,
  arrived: (raw: Buffer | undefined) => void,
  refused: (refusal: Error) => void,
): void {
  const chunks: Buffer[] = [];
  const verdict = new Promise<Error | undefined>(resolve => stream.once('data', () => play('DATA', session, resolve)));
  stream.on('data', (chunk: Buffer) => {
    if (!stream.sizeExceeded) chunks.push(chunk);
  });
  stream.once('end', () => {
    if (stream.byteLength === 0) return arrived(Buffer.alloc(0));
    void verdict.then(refusal => {
      if (refusal) return refused(refusal);
      arrived(stream.sizeExceeded ? undefined : Buffer.concat(chunks));
    });
  });
}
