import { createClient, type Client } from 'graphql-ws';
import WebSocket from 'ws';

/** A frame of a subscription as it came. */
export interface Frame {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { message: string; extensions?: Record<string, unknown> }[];
  readonly extensions?: { readonly position?: string } & Record<string, unknown>;
}

/** A subscription under way. */
export interface Watching {
  /** Every frame so far. */
  readonly frames: readonly Frame[];
  /** The next frame nobody has taken yet; throws when it does not come within 15 s. */
  next(): Promise<Frame>;
  /** So many of the next frames. */
  take(count: number): Promise<Frame[]>;
  /** Settles when the subscription is over: with what `error` carried, or null. */
  readonly over: Promise<unknown>;
  stop(): void;
}

/** Somebody's WebSocket. */
export interface TestSocket {
  /** Begins a subscription; resolves once the socket is there and the gateway has taken it. */
  watch(query: string, variables?: object): Promise<Watching>;
  /** Asks a query or mutation over the socket. */
  ask(query: string, variables?: object): Promise<Frame>;
  /** The code the gateway closed the socket with. */
  readonly closed: Promise<number>;
  /** Cuts the connection without a word. */
  cut(): void;
  close(): Promise<void>;
}

/** Who opens a socket: a browser's cookie, or what a partner's tool puts into connectionParams. */
export interface SocketIdentity {
  readonly cookie?: string;
  readonly authorization?: string;
  readonly organizationId?: string;
}

/** Opens a socket to a house. Nothing is tried again: a test wants to see what happens. */
export function openSocket(url: string, { cookie, ...params }: SocketIdentity): TestSocket {
  let socket: WebSocket | undefined;
  const closed = Promise.withResolvers<number>();
  const headers = cookie ? { cookie, origin: new URL(url).origin } : {};
  const opened = (wire: WebSocket): void => {
    socket = wire;
    wire.once('close', code => { closed.resolve(code); });
  };
  class Wire extends WebSocket {
    constructor(address: string, protocols?: string | string[]) {
      super(address, protocols, { headers });
      opened(this);
    }
  }
  const client: Client = createClient({ url: `${url.replace(/^http/, 'ws')}/graphql`, webSocketImpl: Wire, connectionParams: params, retryAttempts: 0, lazy: false, onNonLazyError: () => undefined });

  const watch = (query: string, variables: object = {}): Watching => {
    const frames: Frame[] = [];
    const takers: ((frame: Frame) => void)[] = [];
    const over = Promise.withResolvers<unknown>();
    let taken = 0;
    const stop = client.subscribe(
      { query, variables: variables as Record<string, unknown> },
      {
        next(frame) {
          frames.push(frame as Frame);
          if (takers.length > 0) takers.shift()?.(frames[taken++] as Frame);
        },
        error: over.resolve,
        complete: () => { over.resolve(null); },
      },
    );
    const next = (): Promise<Frame> =>
      new Promise((resolve, reject) => {
        if (taken < frames.length) return resolve(frames[taken++] as Frame);
        const timer = setTimeout(() => { reject(new Error(`No frame within 15 s after ${String(frames.length)}.`)); }, 15_000).unref();
        takers.push(frame => { clearTimeout(timer); resolve(frame); });
      });
    const take = async (count: number): Promise<Frame[]> => {
      const some: Frame[] = [];
      while (some.length < count) some.push(await next());
      return some;
    };
    return { frames, next, take, over: over.promise, stop };
  };

  return {
    async watch(query, variables) {
      const watching = watch(query, variables);
      await Promise.race([ask('{ __typename }'), watching.over]); // messages are taken in order: once this is answered, that is begun
      return watching;
    },
    ask,
    closed: closed.promise,
    cut: () => socket?.terminate(),
    close: async () => client.dispose(),
  };

  function ask(query: string, variables?: object): Promise<Frame> {
    const asking = watch(query, variables);
    return Promise.race([asking.next(), asking.over.then(error => ({ errors: [error].flat() }) as Frame)]);
  }
}
