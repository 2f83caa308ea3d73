import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Letter, Letters } from './letters.js';
import { SCRIPT, STYLE } from './mailbox-assets.js';
import { framedPage, listPage, mailPage, missingPage, VIEWS } from './mailbox-pages.js';
import type { View } from './mailbox-pages.js';
import type { Pbx, PbxCall } from './pbx.js';
import { read, summarize } from './reading.js';
import { troubleOf } from './trouble.js';
import type { Script } from './trouble.js';

/** The page and the JSON door to the mails received. */
export interface Mailbox {
  readonly url: string;
  stop(): Promise<void>;
}

/** How many mails a list shows. */
const LIST_LENGTH = 200;
const MAX_BODY_BYTES = 16_384;
const PAGE_POLICY = [
  "default-src 'none'", "style-src 'self'", "script-src 'self'", "connect-src 'self'", 'img-src data:', "frame-src 'self'",
  "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
].join('; ');
const FRAME_POLICY = [
  'sandbox allow-popups allow-popups-to-escape-sandbox', "default-src 'none'", "style-src 'unsafe-inline'", 'img-src data:',
  "form-action 'none'", "frame-ancestors 'self'",
].join('; ');

/** What one request is answered with. */
interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string | Buffer;
  readonly policy?: string | undefined;
  readonly filename?: string | undefined;
}

/** What the doors are about. */
interface Providers {
  readonly letters: Letters;
  readonly script: Script;
  readonly pbx: Pbx;
}

/** Opens the mailbox on a free loopback port. */
export async function openMailbox(providers: Providers): Promise<Mailbox> {
  const { letters } = providers;
  const server = createServer((request, response) => {
    const { port } = server.address() as AddressInfo;
    const refusal = refusalOf(request, port);
    if (refusal) return send(response, refusal);
    const url = URL.parse(request.url ?? '/', 'http://127.0.0.1');
    if (!url) return send(response, refused(400, 'This address cannot be read.'));
    if (request.method === 'GET' && url.pathname === '/live') return follow(letters, response);
    answer(providers, request, url).then(
      found => send(response, found),
      (error: unknown) => { send(response, error instanceof TypeError ? refused(400, error.message) : refused(500, 'The sandbox failed.')); },
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Keeps other web pages out: a foreign name that resolves here (Host), and a foreign page that calls here (Origin). */
function refusalOf({ headers, method }: IncomingMessage, port: number): Answer | undefined {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (!hosts.includes(headers.host ?? '')) return refused(421, 'This sandbox answers to 127.0.0.1 and localhost only.');
  const foreign = headers.origin !== undefined && !hosts.some(host => headers.origin === `http://${host}`);
  const crossSite = method !== 'GET' && headers['sec-fetch-site'] === 'cross-site';
  return foreign || crossSite ? refused(403, 'Not from another page.') : undefined;
}

async function answer({ letters, script, pbx }: Providers, request: IncomingMessage, url: URL): Promise<Answer> {
  const [, first = '', second = '', third = ''] = url.pathname.split('/');
  const { searchParams } = url;
  switch (`${request.method} /${first}`) {
    case 'GET /':
      return listed(letters, searchParams.get('search') ?? '');
    case 'GET /style.css':
      return { status: 200, type: 'text/css; charset=utf-8', body: STYLE };
    case 'GET /live.js':
      return { status: 200, type: 'text/javascript; charset=utf-8', body: SCRIPT };
    case 'GET /mails':
      return opened(letters.get(second), third, searchParams.get('view'));
    case 'GET /api':
      return second === 'failures' && third === '' ? json(200, { failures: script.pending() }) : asked(letters, url);
    case 'POST /api':
      if (third !== '') return gone();
      return second === 'failures' ? scripted(script, request) : second === 'calls' ? placed(pbx, request) : gone();
    case 'DELETE /api':
      if (third !== '' || (second !== 'mails' && second !== 'failures')) return gone();
      if (second === 'mails') return json(200, { deleted: letters.clear() });
      script.clear();
      return json(200, { failures: [] });
    default:
      return gone();
  }
}

async function listed(letters: Letters, search: string): Promise<Answer> {
  const found = letters.list(search.trim() === '' ? {} : { search: search.trim() });
  return page(200, listPage(await Promise.all(found.slice(0, LIST_LENGTH).map(summarize)), found.length, search.trim()));
}

async function opened(letter: Letter | undefined, part: string, asked: string | null): Promise<Answer> {
  if (!letter || (part !== '' && part !== 'html')) return page(404, missingPage());
  const mail = await read(letter);
  if (part === 'html') return { ...page(200, framedPage(mail)), policy: FRAME_POLICY };
  const preferred = VIEWS.find(view => view === asked) ?? 'html';
  const view: View = preferred === 'html' && mail.html === null ? 'text' : preferred;
  return page(200, mailPage(mail, view, view === 'source' ? letter.raw.toString('latin1') : ''));
}

async function asked(letters: Letters, { pathname, searchParams }: URL): Promise<Answer> {
  const [, , noun, id, part = '', ...more] = pathname.split('/');
  if (noun !== 'mails' || more.length > 0) return gone();
  if (id === undefined) {
    const found = letters.list({ to: searchParams.get('to') ?? undefined, search: searchParams.get('search') ?? undefined });
    return json(200, { total: found.length, mails: await Promise.all(found.slice(0, LIST_LENGTH).map(summarize)) });
  }
  const letter = letters.get(id);
  if (!letter) return gone();
  if (part === '') return json(200, await read(letter));
  return part === 'raw' ? { status: 200, type: 'message/rfc822', body: letter.raw, filename: `${id}.eml` } : gone();
}

async function scripted(script: Script, request: IncomingMessage): Promise<Answer> {
  const body = await bodyOf(request);
  if ('status' in body) return body;
  script.add(troubleOf(body.value));
  return json(201, { failures: script.pending() });
}

async function placed(pbx: Pbx, request: IncomingMessage): Promise<Answer> {
  const body = await bodyOf(request);
  if ('status' in body) return body;
  return json(201, await pbx.place(body.value as PbxCall));
}

/** The JSON of a request, or its refusal. */
async function bodyOf(request: IncomingMessage): Promise<{ readonly value: unknown } | Answer> {
  if (!/^application\/json(;|$)/.test(request.headers['content-type'] ?? '')) return refused(415, 'Send application/json.');
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) return refused(413, 'The body is too large.');
    chunks.push(chunk);
  }
  return { value: parsed(Buffer.concat(chunks).toString()) };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new TypeError('The body is not JSON.');
  }
}

/** Tells the page about every change until it goes away. */
function follow(letters: Letters, response: ServerResponse): void {
  response.writeHead(200, { ...guards(), 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write(': here\n\n');
  const stop = letters.watch(() => response.write('data: changed\n\n'));
  response.once('close', stop);
}

function page(status: number, body: string): Answer {
  return { status, type: 'text/html; charset=utf-8', body };
}

function json(status: number, value: unknown): Answer {
  return { status, type: 'application/json; charset=utf-8', body: JSON.stringify(value) };
}

function refused(status: number, error: string): Answer {
  return json(status, { error });
}

function gone(): Answer {
  return refused(404, 'There is nothing here.');
}

function guards(policy = PAGE_POLICY): Record<string, string> {
  return {
    'content-security-policy': policy,
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  };
}

function send(response: ServerResponse, { status, type, body, policy, filename }: Answer): void {
  response.writeHead(status, {
    ...guards(policy),
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    ...(filename !== undefined && { 'content-disposition': `attachment; filename="${filename}"` }),
  });
  response.end(body);
}
