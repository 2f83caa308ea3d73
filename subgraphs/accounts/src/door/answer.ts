import { Refused, type Context } from '@deskgraph/kit';
import { TooManyRequests } from '../attempt/attempt.service.js';

const statuses: Readonly<Record<string, number>> = {
  INVALID: 400,
  TOKEN_INVALID: 400,
  INVALID_CREDENTIALS: 401,
  UNAUTHENTICATED: 401,
  EMAIL_NOT_VERIFIED: 403,
  FORBIDDEN: 403,
  ORG_SUSPENDED: 403,
  SETUP_NEEDED: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  TOO_MANY_REQUESTS: 429,
  UNAVAILABLE: 503,
};

/** Says that it worked. No answer of these endpoints may be stored anywhere. */
export function ok(content: Record<string, unknown> = {}, headers: Record<string, string> = {}): Response {
  return Response.json({ ok: true, ...content }, { headers: { 'cache-control': 'no-store', ...headers } });
}

/** Says what was refused, or, masked, that something failed. */
export function failure(ctx: Context, error: unknown): Response {
  if (!(error instanceof Refused)) ctx.log.error({ error }, 'An auth endpoint failed.');
  const { code, message, field } =
    error instanceof Refused ? error : { code: 'INTERNAL', message: 'Something failed here. Try again.', field: undefined };
  const headers: Record<string, string> = { 'cache-control': 'no-store' };
  if (error instanceof TooManyRequests) headers['retry-after'] = String(error.retryAfterSeconds);
  return Response.json({ error: { code, message, ...(field === undefined ? {} : { field }) } }, { status: statuses[code] ?? 500, headers });
}
