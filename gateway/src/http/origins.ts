import cors from 'cors';
import type { Request, RequestHandler } from 'express';
import { HttpRefusal } from './answers.js';

/** Which web pages may call us. */
export interface Origins {
  /** Answers preflights and sets the CORS headers, for listed origins only. */
  readonly cors: RequestHandler;
  /** Throws 403 when a page that is not ours and not listed sends this request. No Origin at all is no browser's cross-site request. */
  check(request: Request): void;
  /** Whether a page of this origin may call us. */
  allows(origin: string): boolean;
}

/** Our own origin and the listed ones, compared as whole strings. */
export function openOrigins(publicUrl: string, corsOrigins: readonly string[]): Origins {
  const allowed = new Set([publicUrl, ...corsOrigins].map(url => new URL(url).origin));
  const headers = [
    'content-type',
    'authorization',
    'x-organization-id',
    'x-deskgraph-csrf',
    'x-apollo-operation-name',
    'apollo-require-preflight',
  ];
  const listed = cors({
    origin: [...allowed],
    credentials: true,
    methods: ['GET', 'POST', 'PUT'],
    allowedHeaders: headers,
    exposedHeaders: ['x-request-id', 'x-deskgraph-position', 'ratelimit', 'ratelimit-policy', 'retry-after'],
    maxAge: 600,
  });
  const check = (request: Request) => {
    const origin = request.get('origin');
    if (origin !== undefined && !allowed.has(origin))
      throw new HttpRefusal(403, 'ORIGIN_NOT_ALLOWED', 'Pages of this origin may not call this address.');
  };

  return {
    cors(request, response, next) {
      response.vary('Origin');
      const origin = request.get('origin');
      if (origin !== undefined && allowed.has(origin)) {
        listed(request, response, next);
        return;
      }
      if (request.method === 'OPTIONS') check(request);
      next();
    },
    check,
    allows: origin => allowed.has(origin),
  };
}
