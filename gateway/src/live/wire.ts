import type { IncomingMessage } from 'node:http';
import { CloseCode, type Server } from 'graphql-ws';
import type { RawData, WebSocket } from 'ws';
import type { Log } from '@deskgraph/kit';

/** How often a socket is asked whether it is still there; one that has not answered by the next time is not. */
const pingMs = 12_000;
const mostMessagesASecond = 200;
/** Who asks on and has this much of earlier answers still to read, is ended. */
const mostUnreadBytes = 8 * 2 ** 20;

/** What travels with graphql-ws's own context. */
export interface Carried extends Record<PropertyKey, unknown> {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  /** Whom to charge while nobody has said who they are. */
  readonly address: string;
}

/** Puts a socket into the hands of graphql-ws. Ends one that floods, breaks the protocol, asks and does not read, or does not answer pings. */
export function attach<Extra extends Carried>(server: Server<Extra>, extra: Extra, log: Log): void {
  const { socket } = extra;
  let [second, messages, answered] = [0, 0, true];
  const floods = (): boolean => {
    const now = Math.floor(Date.now() / 1000);
    if (now !== second) [second, messages] = [now, 0];
    return ++messages > mostMessagesASecond;
  };
  const ping = setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
  }, pingMs);

  const { protocol } = socket;
  const closed = server.opened(
    {
      protocol,
      send: text => new Promise(done => socket.readyState === socket.OPEN ? socket.send(text, () => done()) : done()),
      close: (code, reason) => socket.close(code, reason),
      onMessage: hear => {
        socket.on('message', (data: RawData, binary) => {
          if (floods()) return socket.close(1008, 'Too many messages');
          if (socket.bufferedAmount > mostUnreadBytes) return socket.terminate();
          if (binary) return socket.close(CloseCode.BadRequest, 'Messages are text');
          hear((data as Buffer).toString('utf8')).catch((error: unknown) => {
            log.error({ error }, 'a message of a socket could not be handled');
            socket.close(CloseCode.InternalServerError, 'Internal server error');
          });
        });
      },
    },
    extra,
  );
  socket.on('pong', () => (answered = true));
  socket.on('error', error => log.debug({ error }, 'a socket failed')); // what ws refuses: too long, not UTF-8; it closes by itself
  socket.once('close', (code, reason) => {
    clearInterval(ping);
    closed(code, reason.toString()).catch((error: unknown) => log.error({ error }, 'a socket could not be cleaned up'));
  });
}

/** What graphql-ws waits for: a stream without values that is over when the subscription is, or when the client completes it. */
export function untilEnded(ended: Promise<undefined>, completed: () => void): AsyncGenerator<never, undefined> {
  const over = async (): Promise<IteratorResult<never, undefined>> => ({ done: true, value: await ended });
  const leave = (): Promise<IteratorResult<never, undefined>> => {
    completed();
    return over();
  };
  return {
    next: over,
    return: leave,
    throw: leave,
    [Symbol.asyncIterator]() {
      return this;
    },
    async [Symbol.asyncDispose]() {
      await leave();
    },
  };
}
