import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { MailIn } from '@deskgraph/ports';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';

/** Where the server listens, and whom it asks. */
export interface SmtpServerOptions extends MailIn {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** What it calls itself. */
  readonly name: string;
  /** The largest mail that is taken. */
  readonly maxBytes: number;
  /** With a certificate STARTTLS is offered. */
  readonly tls?: { readonly key: string; readonly cert: string } | null;
  /** Hears why something could not be taken now. */
  readonly report?: (error: unknown) => void;
  readonly limits?: Partial<SmtpLimits>;
}

/** What others may ask of the server at a time. */
export interface SmtpLimits {
  readonly connections: number;
  readonly recipients: number;
  /** How many recipients that are not ours a connection may name before it is ended. */
  readonly strangers: number;
  /** How long a connection may be silent. */
  readonly idleMilliseconds: number;
  /** How many bytes of mails that are not stored yet are held, over all connections. */
  readonly heldBytes: number;
}

/** An open server. */
export interface SmtpServer {
  readonly port: number;
  /** Stops listening, and lets mails under way be stored for at most `seconds`. */
  close(seconds: number): Promise<void>;
}

const defaults: SmtpLimits = { connections: 100, recipients: 50, strangers: 10, idleMilliseconds: 60_000, heldBytes: 200_000_000 };

/**
 * Opens a server that takes mail for the house and for nobody else. It answers 250 to DATA only once `deliver` has stored the mail, 451 when that
 * cannot be now, 550 to recipients that are not ours, 552 to what is too large.
 */
export async function openSmtpServer(options: SmtpServerOptions): Promise<SmtpServer> {
  const { accepts, deliver, maxBytes, tls, report = () => undefined } = options;
  const limits = { ...defaults, ...options.limits };
  const strangers = new Map<string, number>();
  let held = 0;

  const recipient = async (address: string, session: SMTPServerSession): Promise<Error | null> => {
    const isOurs = await accepts(address).catch((error: unknown) => {
      report(error);
      return null;
    });
    if (isOurs === null) return reply(451, '4.3.0 That cannot be said now; try again later');
    if (isOurs) return null;
    const count = (strangers.get(session.id) ?? 0) + 1;
    strangers.set(session.id, count);
    return count >= limits.strangers ? reply(421, '4.7.0 Too many unknown recipients') : reply(550, '5.1.1 No such mailbox here');
  };

  const take = async (stream: SMTPServerDataStream, { envelope }: SMTPServerSession): Promise<string> => {
    const chunks: Buffer[] = [];
    let mine = 0;
    let full = false;
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        full ||= held + chunk.length > limits.heldBytes;
        if (full || stream.sizeExceeded) continue; // to its end: only then an answer is heard
        chunks.push(chunk);
        mine += chunk.length;
        held += chunk.length;
      }
      if (stream.sizeExceeded) throw reply(552, '5.3.4 This mail is too large');
      if (full) throw reply(451, '4.3.1 Too much mail at a time; try again later');
      await deliver({ sender: envelope.mailFrom ? envelope.mailFrom.address : '', recipients: envelope.rcptTo.map(({ address }) => address), raw: Buffer.concat(chunks) });
      return '2.0.0 stored';
    } catch (error) {
      if (error instanceof Reply) throw error;
      report(error);
      throw reply(451, '4.3.0 This cannot be stored now; try again later');
    } finally {
      held -= mine;
    }
  };

  const server = new SMTPServer({
    name: options.name,
    banner: 'Deskgraph',
    size: maxBytes,
    rejectOversized: true,
    maxClients: limits.connections,
    maxRecipients: limits.recipients,
    socketTimeout: limits.idleMilliseconds,
    disabledCommands: ['AUTH', ...(tls ? [] : ['STARTTLS'])],
    disableReverseLookup: true,
    logger: false,
    ...(tls ? { key: tls.key, cert: tls.cert } : {}),
    onRcptTo: ({ address }, session, done) => { void recipient(address, session).then(done); },
    onData: (stream, session, done) => { take(stream, session).then(said => { done(null, said); }, (error: unknown) => { done(error as Error); }); },
    onClose: ({ id }) => { strangers.delete(id); },
  });
  server.on('error', () => undefined); // of one connection: whoever it was hangs up
  const listening = once(server.server, 'listening');
  server.listen(options.port, options.host);
  await listening;

  return {
    port: (server.server.address() as AddressInfo).port,
    async close(seconds) {
      server.options.closeTimeout = Math.max(1, seconds * 1000); // 0 would be its default
      await new Promise<void>(done => { server.close(done); });
    },
  };
}

/** An answer that is not 250. */
class Reply extends Error {
  constructor(readonly responseCode: number, message: string) {
    super(message);
  }
}

function reply(code: number, message: string): Reply {
  return new Reply(code, message);
}
