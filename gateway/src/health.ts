import type { Request, RequestHandler } from 'express';
import type { Pool } from 'pg';
import type { Room, Viewer } from '@deskgraph/kit';
import { scopeOf } from './http/scope.js';
import { within } from './sources.js';

/** How one dependency is. `needed: false` (it is true unless said) marks one the house can work without. */
export interface Health {
  readonly ok: boolean;
  readonly needed?: boolean;
  /** For administrators: a figure or a short word, never a secret. */
  readonly detail?: string;
}

/** One question about one dependency. A throw, or silence for two seconds, is `ok: false`. */
export type HealthCheck = () => Promise<Health>;

/** What the house is made of, as GET /health/ready tells an administrator. */
export interface Readiness {
  readonly ready: boolean;
  readonly draining: boolean;
  readonly dependencies: Readonly<Record<string, Health & { ms: number }>>;
}

const patienceMs = 2000;
/** Questions within this time share one answer: the page is open to everybody and asks every dependency. */
const freshMs = 1000;

/** GET /health/live: this process answers. */
export const liveDoor: RequestHandler = (request, response) => {
  scopeOf(request).route = '/health/live';
  response.json({ status: 'live' });
};

/** GET /health/ready: 200 while the house can do its work, else 503; what is wrong is told only to viewers with `health.read`. */
export function readyDoor(options: {
  checks: Readonly<Record<string, HealthCheck>>;
  draining: () => boolean;
  viewerOf: (request: Request) => Promise<Viewer | null>;
}): RequestHandler {
  let asked: { at: number; answer: Promise<Readiness['dependencies']> } | undefined;
  const dependencies = () => {
    if (!asked || Date.now() - asked.at > freshMs) asked = { at: Date.now(), answer: askAll(options.checks) };
    return asked.answer;
  };

  return async (request, response) => {
    const scope = scopeOf(request);
    scope.route = '/health/ready';
    const draining = options.draining();
    const found = await dependencies();
    const ready = !draining && Object.values(found).every(({ ok, needed = true }) => ok || !needed);
    const status = draining ? 'draining' : ready ? 'ready' : 'unavailable';
    const viewer = await options.viewerOf(request).catch(() => null); // a bad credential must not make the house look ill
    scope.viewer = viewer;
    response.status(ready ? 200 : 503).json(viewer?.may('health.read') ? { status, ready, draining, dependencies: found } : { status });
  };
}

/** The checks the gateway makes itself: its own login's connection, and one trivial operation per room. */
export function ownChecks(pool: Pool, rooms: readonly Room[]): Record<string, HealthCheck> {
  const postgres: HealthCheck = async () => {
    await pool.query('select 1');
    return { ok: true };
  };
  const room =
    (one: Room): HealthCheck =>
    async () => {
      const { result } = await one.execute({ query: '{ __typename }', viewer: null, requestId: 'health' });
      return { ok: !result.errors?.length };
    };
  return { postgres, ...Object.fromEntries(rooms.map(one => [`room ${one.name}`, room(one)])) };
}

async function askAll(checks: Readonly<Record<string, HealthCheck>>): Promise<Readiness['dependencies']> {
  const answers = Object.entries(checks).map(async ([name, check]) => {
    const started = performance.now();
    const health = await within(patienceMs, Promise.resolve().then(check)).catch((): Health => ({ ok: false, detail: 'no answer' }));
    return [name, { ...health, ms: Math.round(performance.now() - started) }] as const;
  });
  return Object.fromEntries(await Promise.all(answers));
}
