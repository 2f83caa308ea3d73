import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingMessage } from 'node:http';
import type { Log, Viewer } from '@deskgraph/kit';

/** What is known of one HTTP request, from its first byte to its log line. */
export interface Scope {
  readonly requestId: string;
  /** Already carries the request id. */
  readonly log: Log;
  /** Whom to charge when nobody is signed in: an IPv4 address, or the /64 of an IPv6 one. Never logged. */
  readonly address: string;
  /** The pattern that answered, e.g. `/hooks/:room`; never the path, which may hold a secret. */
  route: string;
  viewer: Viewer | null;
  operation: string | null;
  cost: number | null;
  codes: readonly string[];
}

const scopes = new WeakMap<IncomingMessage, Scope>();
const current = new AsyncLocalStorage<Scope>();

/** Remembers the scope of a request. */
export function openScope(request: IncomingMessage, scope: Scope): void {
  scopes.set(request, scope);
}

/** The scope of a request that went through `opening`. */
export function scopeOf(request: IncomingMessage): Scope {
  const scope = scopes.get(request);
  if (!scope) throw new Error('This request has no scope: `opening` comes first.');
  return scope;
}

/** Runs `work` so that `currentScope` answers inside it: Apollo gives its error formatter no context. */
export function inScope<T>(scope: Scope, work: () => T): T {
  return current.run(scope, work);
}

/** The scope of the request being answered; undefined outside of one. */
export function currentScope(): Scope | undefined {
  return current.getStore();
}
