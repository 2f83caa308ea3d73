import { createHash, randomUUID } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { beginSpan, type Log } from '@deskgraph/kit';
import type { Metrics } from '../metrics.js';
import { addressKey } from './address.js';
import { openScope, type Scope } from './scope.js';

const wellFormedId = /^[A-Za-z0-9_-]{8,64}$/;

/** First on every request: gives it an id and a scope, takes away what only we may say, and writes its one log line when it is over. */
export function opening(options: { log: Log; metrics: Metrics; draining: () => boolean }): RequestHandler {
  return (request, response, next) => {
    const started = performance.now();
    const requestId = idOf(request);
    const address = addressKey(request.ip);
    const scope: Scope = {
      requestId,
      log: options.log.child({ requestId }),
      address,
      route: 'none',
      viewer: null,
      operation: null,
      cost: null,
      codes: [],
    };
    openScope(request, scope);
    stripIdentity(request);
    response.set({ 'x-request-id': requestId, 'cache-control': 'no-store' });
    if (options.draining()) response.set('connection', 'close');

    response.once('close', () => {
      const seconds = (performance.now() - started) / 1000;
      const status = response.writableFinished ? response.statusCode : 499; // the client went away
      span.setAttributes({ 'http.route': scope.route, 'http.response.status_code': status }).end();
      options.metrics.request(scope.route, status, seconds);
      logLine(scope, request.method, status, seconds);
    });
    const span = beginSpan('request', { request_id: requestId, 'http.request.method': request.method }, next);
  };
}

/** A proxy we trust may bring the id its own log uses; nobody else writes into ours. */
function idOf(request: Request): string {
  const given = request.get('x-request-id');
  const trusts = request.app.get('trust proxy fn') as (address: string | undefined, hop: number) => boolean;
  return given !== undefined && wellFormedId.test(given) && trusts(request.socket.remoteAddress, 0) ? given : randomUUID();
}

/** Rooms believe `x-deskgraph-*`, so nobody outside may send them. */
function stripIdentity(request: Request): void {
  for (const name of Object.keys(request.headers)) {
    if (name.startsWith('x-deskgraph-') && name !== 'x-deskgraph-csrf') Reflect.deleteProperty(request.headers, name);
  }
}

const quiet = new Set(['/health/live', '/health/ready', '/metrics', '/assets']);

/** Neither bodies, variables, addresses, tokens nor query strings; the person only as a digest. */
function logLine(scope: Scope, method: string, status: number, seconds: number): void {
  const line = {
    method,
    route: scope.route,
    status,
    ms: Math.round(seconds * 1000),
    viewer: scope.viewer ? createHash('sha256').update(scope.viewer.id).digest('hex').slice(0, 12) : null,
    organizationId: scope.viewer?.organizationId ?? null,
    operation: scope.operation,
    cost: scope.cost,
    codes: scope.codes,
  };
  if (status >= 500) scope.log.warn(line, 'request');
  else if (quiet.has(scope.route)) scope.log.debug(line, 'request');
  else scope.log.info(line, 'request');
}
