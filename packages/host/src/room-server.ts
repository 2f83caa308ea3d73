import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { inTrace, statementsHeader, traced, viewerCheck, viewerHeader, viewerKey, webBody, type LocalRoom, type Log, type RoomRequest, type ViewerClaims } from '@deskgraph/kit';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';

/** A room that answers the gateway from a process of its own. */
export interface RoomServer {
  readonly port: number;
  /** Stops listening and lets requests under way end, for at most `seconds`. */
  close(seconds: number): Promise<void>;
}

/** What a room server needs. */
export interface RoomServerOptions {
  readonly room: LocalRoom;
  /** The 32 bytes that gateway and rooms share. */
  readonly key: Buffer;
  readonly host: string;
  readonly port: number;
  readonly log: Log;
}

/** The gateway has refused longer documents long before. */
const longestQuestion = 4 * 1024 * 1024;

/** Serves a room over HTTP: to whoever brings a viewer that the gateway signed for this room, and to nobody else. */
export async function openRoomServer({ room, key: bytes, host, port, log }: RoomServerOptions): Promise<RoomServer> {
  const check = viewerCheck(viewerKey(bytes), room.name);
  let draining = false;

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.url === '/health/live') return json(response, draining ? 503 : 200, { status: draining ? 'draining' : 'live' });
    const viewer = await check(String(request.headers[viewerHeader] ?? '')).catch(() => undefined);
    if (viewer === undefined) return json(response, 401, { error: { code: 'UNAUTHENTICATED', message: 'Only the gateway asks here.' } });
    if (request.url === '/graphql' && request.method === 'POST') return inTrace(request.headers, () => ask(request, response, viewer));
    await inTrace(request.headers, () => pass(request, response));
  };
  const ask = async (request: IncomingMessage, response: ServerResponse, viewer: ViewerClaims | null): Promise<void> => {
    const { query, variables, operationName } = JSON.parse(await textOf(request)) as RoomRequest;
    const requestId = String(request.headers['x-deskgraph-request-id'] ?? '');
    const { result, statements } = await traced(`room ${room.name}`, { request_id: requestId }, () => room.execute({ query, variables, operationName, viewer, requestId }));
    const { errors } = result;
    json(response, 200, errors ? { ...result, errors: errors.map(error => told(error, requestId)) } : result, { [statementsHeader]: String(statements) });
  };
  const pass = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { [viewerHeader]: _signature, host: _host, connection: _connection, 'transfer-encoding': _encoding, ...headers } = incoming.headers;
    const bodiless = incoming.method === 'GET' || incoming.method === 'HEAD';
    const request = new Request(`http://${room.name}${incoming.url ?? '/'}`, {
      method: incoming.method ?? 'GET', headers: headers as Record<string, string>, ...(bodiless ? {} : { body: webBody(incoming), duplex: 'half' as const }),
    });
    const answered = await room.fetch(request);
    if (response.destroyed) return answered.body?.cancel(); // whoever asked went away
    const cookies = answered.headers.getSetCookie();
    response.writeHead(answered.status, { ...Object.fromEntries(answered.headers), ...(cookies.length > 0 && { 'set-cookie': cookies }) });
    if (answered.body) await pipeline(Readable.fromWeb(answered.body as ReadableStream), response);
    else response.end();
  };
  /** An error nobody foresaw stays in this process: its cause is logged here, and the gateway only learns that there was one. */
  const told = (error: GraphQLError, requestId: string): GraphQLFormattedError => {
    if (error.extensions.code !== undefined) return error.toJSON();
    log.error({ error: error.originalError ?? error, requestId, room: room.name, path: error.path?.join('.') }, 'an operation failed');
    return new GraphQLError('The room failed.', { nodes: error.nodes, source: error.source, positions: error.positions, path: error.path }).toJSON();
  };

  const server = createServer({ keepAliveTimeout: 30_000, requestTimeout: 60_000 }, (request, response) => {
    answer(request, response).catch((error: unknown) => {
      log.error({ error, room: room.name }, 'a room could not answer');
      if (response.headersSent) response.destroy();
      else json(response, 500, { error: { code: 'INTERNAL', message: 'The room failed.' } });
    });
  });
  await new Promise<void>((done, fail) => server.once('error', fail).listen(port, host, done));
  return {
    port: (server.address() as AddressInfo).port,
    async close(seconds) {
      draining = true;
      const late = setTimeout(() => { server.closeAllConnections(); }, seconds * 1000);
      await new Promise<void>(done => { server.close(() => { done(); }); server.closeIdleConnections(); });
      clearTimeout(late);
    },
  };
}

function json(response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

function textOf(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > longestQuestion) request.destroy(new Error('The question is too long.'));
      else chunks.push(chunk);
    });
    request.once('end', () => { resolve(Buffer.concat(chunks).toString('utf8')); });
    request.once('error', reject);
    request.once('close', () => { reject(new Error('Whoever asked went away.')); });
  });
}
