import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RequestHandler } from 'express';
import type { Viewer } from '@deskgraph/kit';
import { HttpRefusal } from './http/answers.js';
import { scopeOf } from './http/scope.js';
import type { Credentials } from './viewer.js';

/** Whether a session may ask anything, or only what the console was built with. */
export type OperationsMode = 'any' | 'listed';

/** The operations the console was built with. */
export interface Operations {
  /** The text under the hash that Apollo's clients send in `extensions.persistedQuery`; undefined for none of them. */
  find(extensions: unknown): string | undefined;
  /** Whether what is listed, or is not, may be asked. Who may read the schema explores it in the playground, and asks anything with a session; keys and tokens do anyway. */
  allow(credentials: Credentials, viewer: Viewer | null, isListed: boolean): boolean;
}

/** What is said where it may not. */
export const notListed = { code: 'OPERATION_NOT_LISTED', message: 'With a session this house answers only what its console asks. Load the page again, or use an API key.' };

type Persisted = { readonly persistedQuery?: { readonly sha256Hash?: unknown } } | null | undefined;

/** Reads `operations.json` of the built console. Throws where only listed operations are accepted and there is no list. */
export function openOperations(webRoot: string | null, mode: OperationsMode): Operations {
  const file = webRoot === null ? null : join(webRoot, 'operations.json');
  const isThere = file !== null && existsSync(file);
  if (mode === 'listed' && !isThere) throw new Error('Only listed operations are accepted, and there is no list: build the console first.');
  const texts = new Map(isThere ? Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : []);
  return {
    find: extensions => texts.get(String((extensions as Persisted)?.persistedQuery?.sha256Hash)),
    allow: ({ cookie }, viewer, isListed) => mode === 'any' || isListed || cookie === undefined || (viewer?.permissions.includes('graph.introspect') ?? false),
  };
}

/** Puts the listed text in the place of its hash, and holds sessions to the list. */
export function listedOperations(operations: Operations, credentialsOf: (request: Parameters<RequestHandler>[0]) => Credentials): RequestHandler {
  return (request, _response, next) => {
    const body = request.method === 'POST' ? (request.body as { query?: unknown; extensions?: unknown } | undefined) : undefined; // of a GET nobody runs it
    const text = operations.find(body?.extensions);
    if (body && text !== undefined) {
      body.query = text;
      delete body.extensions;
    }
    if (!operations.allow(credentialsOf(request), scopeOf(request).viewer, text !== undefined)) throw new HttpRefusal(403, notListed.code, notListed.message);
    next();
  };
}
