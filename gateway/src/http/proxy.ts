import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { Request as Incoming, Response as Outgoing } from 'express';
import { webBody, type Room } from '@deskgraph/kit';
import { isRecord } from '../record.js';
import { within } from '../sources.js';
import { HttpRefusal } from './answers.js';
import { scopeOf, type Scope } from './scope.js';

/** Headers of one hop, and those that a room must not believe or we say ourselves. */
const notPassedOn = new Set([
  ...[
    'connection',
    'keep-alive',
    'proxy-authenticate',
    'proxy-authorization',
    'te',
    'trailer',
    'transfer-encoding',
    'upgrade',
    'expect',
    'proxy-connection',
  ],
  ...['host', 'content-length', 'accept-encoding', 'forwarded', 'via', 'x-real-ip', 'x-request-id', 'x-original-url', 'x-rewrite-url'],
]);
const notPassedBack = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'trailer',
  'upgrade',
  'content-length',
  'set-cookie',
  'x-powered-by',
  'server',
]);

const patienceMs = 30_000;
/** A file may take as long as the server lets a request take, and a moment more. */
const filePatienceMs = 65_000;

/**
 * Hands a request to a room and streams its answer back. The room sees path and query as they came, below `prefix` and nowhere else; the
 * caller's address as `x-deskgraph-client-ip`; never the Host header, so no link can be built from it.
 */
export async function passOn(room: Room, prefix: string, request: Incoming, response: Outgoing): Promise<void> {
  const scope = scopeOf(request);
  const url = new URL(`http://${room.name}${request.originalUrl}`);
  // WHATWG URLs resolve `/auth/../internal/viewer` and its encodings
  if (url.host !== room.name || !(url.pathname === prefix || url.pathname.startsWith(`${prefix}/`)))
    throw new HttpRefusal(404, 'NOT_FOUND', 'There is nothing here.');

  const aborted = new AbortController();
  response.once('close', () => aborted.abort());
  const bodiless = request.method === 'GET' || request.method === 'HEAD';
  const isFile = request.method === 'PUT'; // streamed; all else has been read and measured
  const body = isFile ? webBody(request) : bodiless || !Buffer.isBuffer(request.body) ? null : new Uint8Array(request.body);
  const inner = new Request(url, { method: request.method, headers: headersFor(request), body, signal: aborted.signal, ...(isFile && { duplex: 'half' as const }) });
  const answer = await within(isFile ? filePatienceMs : patienceMs, room.fetch(inner)).catch((error: unknown) => {
    if (!aborted.signal.aborted) scope.log.error({ error, room: room.name }, 'a room did not answer');
    throw new HttpRefusal(503, 'UNAVAILABLE', 'This is not available right now. Try again.', { 'retry-after': '5' });
  });

  if (response.destroyed) return answer.body?.cancel(); // whoever asked went away
  response.status(answer.status);
  for (const [name, value] of answer.headers) {
    if (!notPassedBack.has(name) && (name === 'cache-control' || !response.hasHeader(name))) response.setHeader(name, value);
  }
  for (const cookie of answer.headers.getSetCookie()) response.append('set-cookie', cookie);
  if (!answer.body || request.method === 'HEAD') response.end();
  else if (answer.status >= 400 && isJson(answer)) response.end(withRequestId(await answer.text(), scope));
  else {
    const length = answer.headers.get('content-length');
    if (length !== null) response.setHeader('content-length', length);
    await pipeline(Readable.fromWeb(answer.body as ReadableStream), response).catch((error: unknown) =>
      scope.log.warn({ error }, 'an answer ended early'),
    );
  }
}

const isJson = ({ headers }: Response) => /^application\/json\b/.test(headers.get('content-type') ?? '');

/** A room's refusal as every refusal leaves: with the request's id, its code in the log. Any other text as it is. */
function withRequestId(text: string, scope: Scope): string {
  const body = parsed(text);
  if (!isRecord(body) || !isRecord(body.error)) return text;
  if (typeof body.error.code === 'string') scope.codes = [...scope.codes, body.error.code];
  return JSON.stringify({ ...body, requestId: scope.requestId });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function headersFor(request: Incoming): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value === undefined || notPassedOn.has(name) || name.startsWith('x-forwarded-') || name.startsWith('x-deskgraph-')) continue;
    headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  headers.set('x-deskgraph-request-id', scopeOf(request).requestId);
  headers.set('x-deskgraph-client-ip', request.ip ?? '');
  return headers;
}
