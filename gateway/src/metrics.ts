import type { Request, RequestHandler } from 'express';
import type { Pool } from 'pg';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { sameSecret, type Log } from '@deskgraph/kit';
import { HttpRefusal } from './http/answers.js';
import { scopeOf } from './http/scope.js';
import { readWork, workFigures } from './work.js';

/** What the gateway counts. Labels come from short lists: routes, rooms, codes; never a name a client chose, never a person. */
export interface Metrics {
  readonly registry: Registry;
  request(route: string, status: number, seconds: number): void;
  operation(kind: string, outcome: 'ok' | 'errors', seconds: number): void;
  cost(points: number): void;
  error(code: string): void;
  limited(kind: string): void;
  fetch(room: string, outcome: 'ok' | 'errors' | 'unavailable', seconds: number): void;
  viewer(source: 'cache' | 'shared' | 'room'): void;
  rateStore(up: boolean): void;
  sockets(open: number): void;
  /** One subscription more, or one less. */
  subscriptions(step: 1 | -1): void;
  /** One question asked for all who share it; one frame handed to one of them. */
  execution(): void;
  frame(): void;
  /** Frames that a slow reader will never get, since a newer one, or RESYNC, took their place. */
  dropped(frames: number): void;
  /** A subscriber that had to ask again, since its cursor was too old or it missed too much. */
  resync(): void;
  /** What waits outside of requests, by figure; NaN where it is not known. */
  work(figures: Readonly<Record<string, string>>): void;
}

const latency = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Opens a registry of its own, so that two gateways in one process do not mix. */
export function openMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const named = (name: string, help: string, labelNames: string[] = []) => ({ name: `deskgraph_${name}`, help, labelNames, registers });

  const requests = new Histogram({
    ...named('http_request_seconds', 'HTTP requests by route and status class.', ['route', 'status']),
    buckets: latency,
  });
  const operations = new Histogram({
    ...named('operation_seconds', 'GraphQL operations by kind and outcome.', ['kind', 'outcome']),
    buckets: latency,
  });
  const fetches = new Histogram({
    ...named('room_fetch_seconds', 'Fetches from rooms by room and outcome.', ['room', 'outcome']),
    buckets: latency,
  });
  const costs = new Histogram({
    ...named('operation_cost', 'Cost of GraphQL operations, in points.'),
    buckets: [1, 5, 10, 50, 100, 500, 1000, 5000],
  });
  const errors = new Counter(named('errors_total', 'Errors in GraphQL answers by code.', ['code']));
  const denials = new Counter(named('denials_total', 'Fields and operations denied to the viewer, by code.', ['code']));
  const limited = new Counter(named('rate_limited_total', 'Requests refused because their caller sent too many.', ['kind']));
  const viewers = new Counter(named('viewer_lookups_total', 'Viewer look-ups by where the answer came from.', ['source']));
  const store = new Gauge(named('rate_store_up', '1 while the rate limits are kept in Postgres, 0 while it is unreachable.'));
  store.set(1);
  const sockets = new Gauge(named('live_sockets', 'Open WebSockets of signed-in viewers.'));
  const subscriptions = new Gauge(named('live_subscriptions', 'Subscriptions under way.'));
  const executions = new Counter(named('live_executions_total', 'Questions asked again after an event, each for all who share it.'));
  const frames = new Counter(named('live_frames_total', 'Frames handed to subscribers.'));
  const dropped = new Counter(named('live_frames_dropped_total', 'Frames a slow reader did not get, since a newer one, or RESYNC, took their place.'));
  const work = Object.entries(workFigures).map(([figure, { help }]) => [figure, new Gauge(named(`work_${figure}`, help))] as const);
  const resyncs = new Counter(named('live_resyncs_total', 'Subscribers told to ask again.'));

  return {
    registry,
    request: (route, status, seconds) => requests.observe({ route, status: `${Math.floor(status / 100)}xx` }, seconds),
    operation: (kind, outcome, seconds) => operations.observe({ kind, outcome }, seconds),
    cost: points => costs.observe(points),
    error: code => {
      errors.inc({ code });
      if (code === 'FORBIDDEN' || code === 'UNAUTHENTICATED') denials.inc({ code });
    },
    limited: kind => limited.inc({ kind }),
    fetch: (room, outcome, seconds) => fetches.observe({ room, outcome }, seconds),
    viewer: source => viewers.inc({ source }),
    rateStore: up => store.set(up ? 1 : 0),
    sockets: open => sockets.set(open),
    subscriptions: step => subscriptions.inc(step),
    execution: () => executions.inc(),
    frame: () => frames.inc(),
    dropped: frames => dropped.inc(frames),
    resync: () => resyncs.inc(),
    work: figures => { for (const [figure, gauge] of work) gauge.set(Number(figures[figure] ?? Number.NaN)); },
  };
}

interface MetricsDoor {
  readonly metricsToken: string | null;
  readonly publicUrl: string;
  /** As the login `gateway`. */
  readonly pool: Pool;
  readonly log: Log;
}

/**
 * GET /metrics. With a token configured, only `Authorization: Bearer <token>` opens it, from anywhere. Without one, only this machine does,
 * and not through a proxy; never where the product is reached over https, since something in front of it then ends TLS on this machine or
 * another. To everybody else there is no such page.
 */
export function metricsDoor(metrics: Metrics, { metricsToken: token, publicUrl, pool, log }: MetricsDoor): RequestHandler {
  const openToLocals = !publicUrl.startsWith('https:');
  return async (request, response) => {
    scopeOf(request).route = '/metrics';
    if (!(token === null ? openToLocals && isLocal(request) : sameSecret(request.get('authorization') ?? '', `Bearer ${token}`))) {
      throw new HttpRefusal(404, 'NOT_FOUND', 'There is nothing here.');
    }
    metrics.work(await readWork(pool).catch((error: unknown) => {
      log.warn({ error }, 'the figures of work could not be read');
      return {};
    }));
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  };
}

/** What proxies add, beside `x-forwarded-*`. */
const byProxies = new Set(['forwarded', 'via', 'x-real-ip']);

function isLocal(request: Request): boolean {
  const forwarded = Object.keys(request.headers).some(name => byProxies.has(name) || name.startsWith('x-forwarded-'));
  return !forwarded && /^(::1|(::ffff:)?127\.)/.test(request.socket.remoteAddress ?? '');
}
