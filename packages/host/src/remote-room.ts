import type { IncomingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { signViewer, statementsHeader, traceHeaders, viewerHeader, viewerKey, type Room, type RoomRequest, type RoomResult, type ViewerClaims } from '@deskgraph/kit';
import { circuitBreaker, ConsecutiveBreaker, handleWhen } from 'cockatiel';
import { Pool } from 'undici';

/** A room in another process, and the way to let go of it. */
export interface RemoteRoom extends Room {
  close(): Promise<void>;
}

const patienceMs = 10_000;
/** A file takes as long as its sender does, within what the gateway lets a request take. */
const filePatienceMs = 65_000;
/** After so many failures in a row nobody waits for the room any more; one request a second finds out whether it is back. */
const failuresInARow = 5;
const halfOpenMs = 1000;
/** A signature is good for 60 s and used for 20. */
const reuseMs = 20_000;
const connections = 50;

/** Whoever asked went away: no fault of the room's. */
class SenderGone extends Error {}

interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Posts a question; half the price of `request`, which makes a stream of each answer. */
function post(pool: Pool, headers: Record<string, string>, body: string): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let head: Omit<Answered, 'text'>;
    pool.dispatch({ method: 'POST', path: '/graphql', headers, body }, {
      onRequestStart: () => undefined,
      onResponseStart: (_controller, status, answered) => { head = { status, headers: answered }; },
      onResponseData: (_controller, chunk) => { chunks.push(chunk); },
      onResponseEnd: () => { resolve({ ...head, text: (chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)).toString('utf8') }); },
      onResponseError: (_controller, error) => { reject(error); },
    });
  });
}

/** A room in another process: asked over kept connections, each request with a viewer signed for it. Throws while the room is away. */
export function openRemoteRoom({ name, url, key: bytes }: { name: string; url: string; key: Buffer }): RemoteRoom {
  const key = viewerKey(bytes);
  const pool = new Pool(url, { connections, pipelining: 1, headersTimeout: patienceMs, bodyTimeout: patienceMs, connectTimeout: 2000 });
  const breaker = circuitBreaker(handleWhen(error => !(error instanceof SenderGone)), { halfOpenAfter: halfOpenMs, breaker: new ConsecutiveBreaker(failuresInARow) });
  const signed = new WeakMap<object, { readonly token: string; readonly until: number }>();
  const anonymous = {};

  const tokenFor = (viewer: ViewerClaims | null): string => {
    const known = signed.get(viewer ?? anonymous);
    if (known && known.until > Date.now()) return known.token;
    const token = signViewer(key, name, viewer);
    signed.set(viewer ?? anonymous, { token, until: Date.now() + reuseMs });
    return token;
  };

  return {
    name,
    sdl: '',
    execute({ query, variables, operationName, viewer, requestId }: RoomRequest): Promise<RoomResult> {
      return breaker.execute(async () => {
        const headers = { 'content-type': 'application/json', 'x-deskgraph-request-id': requestId, ...traceHeaders(), [viewerHeader]: tokenFor(viewer) };
        const answered = await post(pool, headers, JSON.stringify({ query, variables, operationName }));
        if (answered.status !== 200) throw new Error(`The room ${name} answered ${String(answered.status)}.`);
        return { result: JSON.parse(answered.text) as RoomResult['result'], statements: Number(answered.headers[statementsHeader] ?? 0) };
      });
    },
    async fetch(request) {
      const { pathname, search } = new URL(request.url);
      const headers = { ...Object.fromEntries(request.headers), ...traceHeaders(), [viewerHeader]: tokenFor(null) };
      const body = request.body && Readable.fromWeb(request.body as ReadableStream);
      const answered = await breaker.execute(() =>
        pool.request({ method: request.method, path: pathname + search, headers, body, signal: request.signal, ...(request.method === 'PUT' && { headersTimeout: filePatienceMs }) }).catch((error: unknown) => {
          throw request.signal.aborted ? new SenderGone('The sender went away.', { cause: error }) : error;
        }),
      );
      const passed = new Headers();
      for (const [header, value] of Object.entries(answered.headers)) for (const one of [value].flat()) if (one !== undefined) passed.append(header, one);
      const bodiless = answered.statusCode === 204 || answered.statusCode === 304;
      const stream: unknown = Readable.toWeb(answered.body);
      return new Response(bodiless ? null : (stream as BodyInit), { status: answered.statusCode, headers: passed });
    },
    close: () => pool.close(),
  };
}
