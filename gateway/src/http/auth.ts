import { raw, type Request, type RequestHandler } from 'express';
import type { Room } from '@deskgraph/kit';
import { rateHeaders, type Rates } from '../rates.js';
import { HttpRefusal, sized } from './answers.js';
import type { Origins } from './origins.js';
import { passOn } from './proxy.js';
import { scopeOf } from './scope.js';

/** Doors where a password or a token can be guessed, or where mail goes out. */
const guarded = new Set([
  ...['/auth/sign-in', '/auth/sign-up', '/auth/token', '/auth/verify', '/auth/verify/resend', '/auth/reset', '/auth/reset/request'],
  ...['/auth/invitation', '/auth/invitation/accept', '/auth/setup'],
]);
const others = new Set(['/auth/sign-out', '/auth/session']);

/** Another spelling of a door's path must not be counted as another door. */
const plainPath = /^\/auth(\/[a-z-]+)+$/;

/** No form of ours is longer. */
const formLimitBytes = 32 * 1024;

/** /auth: counted, kept from foreign pages, and handed to accounts. */
export function authDoor({ accounts, rates, origins }: { accounts: Room; rates: Rates; origins: Origins }): RequestHandler[] {
  const shape: RequestHandler = (request, _response, next) => {
    const path = request.baseUrl + request.path;
    if (!plainPath.test(path)) throw new HttpRefusal(404, 'NOT_FOUND', 'There is nothing here.');
    scopeOf(request).route = guarded.has(path) || others.has(path) ? path : '/auth/*';
    if (request.method === 'POST') checkForgery(request, origins);
    else if (request.method !== 'GET') throw new HttpRefusal(405, 'METHOD_NOT_ALLOWED', 'Use GET or POST.', { allow: 'GET, POST' });
    next();
  };

  const count: RequestHandler = async (request, response, next) => {
    const path = request.baseUrl + request.path;
    const charge = await rates.auth(scopeOf(request).address, guarded.has(path) ? path : null, personIn(request));
    response.set(rateHeaders(charge));
    if (charge.unavailable) throw new HttpRefusal(503, 'UNAVAILABLE', 'This is not available right now. Try again.', rateHeaders(charge));
    if (!charge.allowed) throw new HttpRefusal(429, 'TOO_MANY_REQUESTS', 'Too many tries. Wait a little.', rateHeaders(charge));
    next();
  };

  const hand: RequestHandler = (request, response) => passOn(accounts, '/auth', request, response);

  return [shape, sized(formLimitBytes), raw({ type: () => true, limit: formLimitBytes, inflate: false }), count, hand];
}

/** A form on a foreign page can send neither JSON nor a header of ours without asking first, and asking is refused. */
function checkForgery(request: Request, origins: Origins): void {
  origins.check(request);
  if (!request.is('application/json'))
    throw new HttpRefusal(415, 'UNSUPPORTED_MEDIA_TYPE', 'Send application/json.', { accept: 'application/json' });
  if (!request.get('x-deskgraph-csrf')) throw new HttpRefusal(403, 'CSRF_HEADER_MISSING', 'Send the header x-deskgraph-csrf: 1.');
}

/** The mail address a form is about. Reads the body, which must be a JSON object. */
function personIn(request: Request): string | null {
  if (request.method !== 'POST') return null;
  const body: unknown = Buffer.isBuffer(request.body) && request.body.length > 0 ? parse(request.body) : {};
  if (body === null || typeof body !== 'object' || Array.isArray(body))
    throw new HttpRefusal(400, 'BAD_REQUEST', 'The body must be a JSON object.');
  const { email } = body as { email?: unknown };
  return typeof email === 'string' ? email : null;
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new HttpRefusal(400, 'MALFORMED_JSON', 'The body is not valid JSON.');
  }
}
