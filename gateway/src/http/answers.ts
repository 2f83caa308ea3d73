import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { scopeOf } from './scope.js';

/** An HTTP request that is refused before anything ran. `code` is for programs, `message` for people. */
export class HttpRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** What a person reads when the fault is ours. */
export function apology(requestId: string): string {
  return `Something went wrong. Quote request ${requestId} if you report it.`;
}

/** Answers a refusal in the shape of the door that was knocked at: GraphQL's or plain JSON's. */
export function refuse(request: Request, response: Response, { status, code, message, headers }: HttpRefusal): void {
  const scope = scopeOf(request);
  scope.codes = [...scope.codes, code];
  response.status(status).set(headers);
  if (request.path !== '/graphql' && request.path !== '/graphql/cost') {
    response.json({ error: { code, message }, requestId: scope.requestId });
    return;
  }
  const body = { errors: [{ message, extensions: { code, ...retryAfter(headers) } }], extensions: { requestId: scope.requestId } };
  response
    .type(request.accepts(['application/json', 'application/graphql-response+json']) || 'application/json')
    .send(JSON.stringify(body));
}

/** The answer where there is no door. */
export const notFound: RequestHandler = () => {
  throw new HttpRefusal(404, 'NOT_FOUND', 'There is nothing here.');
};

/** The one place where a thrown value becomes an answer; what is not a refusal is logged and masked. */
export const failures: ErrorRequestHandler = (error: unknown, request, response, _next) => {
  const refusal = error instanceof HttpRefusal ? error : bodyRefusal(error);
  if (!refusal) scopeOf(request).log.error({ error }, 'a request failed');
  if (response.headersSent) {
    response.destroy();
    return;
  }
  // an unread body would be taken for the next request on this connection
  if (!request.complete) response.set('connection', 'close');
  refuse(request, response, refusal ?? new HttpRefusal(500, 'INTERNAL', apology(scopeOf(request).requestId)));
};

/** Refuses a body by its announced length, before a byte of it is read: the body parsers read even what they refuse to its end. */
export function sized(limitBytes: number): RequestHandler {
  return (request, _response, next) => {
    if (Number(request.get('content-length') ?? 0) > limitBytes) throw new HttpRefusal(...tooLarge);
    next();
  };
}

const tooLarge = [413, 'PAYLOAD_TOO_LARGE', 'The body is too large.'] as const;
const bodyRefusals: Readonly<Record<string, readonly [status: number, code: string, message: string]>> = {
  'entity.too.large': tooLarge,
  'entity.parse.failed': [400, 'MALFORMED_JSON', 'The body is not valid JSON.'],
  'charset.unsupported': [415, 'UNSUPPORTED_MEDIA_TYPE', 'The body must be UTF-8.'],
  'encoding.unsupported': [415, 'UNSUPPORTED_MEDIA_TYPE', 'The body must not be compressed.'],
  'request.size.invalid': [400, 'BAD_REQUEST', 'The body is not as long as it was announced.'],
  'request.aborted': [400, 'BAD_REQUEST', 'The body ended early.'],
};

/** express and its body parsers mark the client's faults by `type` or by a 4xx `status`. */
function bodyRefusal(error: unknown): HttpRefusal | undefined {
  const { type, status } = error as { type?: string; status?: number };
  const known = typeof type === 'string' ? bodyRefusals[type] : undefined;
  if (known) return new HttpRefusal(...known);
  const clients = typeof status === 'number' && status >= 400 && status < 500;
  return clients
    ? new HttpRefusal(status === 404 ? 404 : 400, status === 404 ? 'NOT_FOUND' : 'BAD_REQUEST', 'The request cannot be read.')
    : undefined;
}

function retryAfter(headers: Readonly<Record<string, string>>): { retryAfter?: number } {
  const seconds = headers['retry-after'];
  return seconds === undefined ? {} : { retryAfter: Number(seconds) };
}
