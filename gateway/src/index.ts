import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import type { FormattedExecutionResult, GraphQLSchema } from 'graphql';
import type { GatewayContext } from './context.js';
import { maskErrors } from './errors.js';
import { openGraph, quietLogger } from './graph.js';
import { guard } from './guard.js';
import { doors, type DoorOptions } from './http.js';
import { openHearing } from './http/callers.js';
import { openOrigins } from './http/origins.js';
import { currentScope } from './http/scope.js';
import { documentOptions, limits, type Figures } from './limits.js';
import { openLive, type Live, type LiveSettings } from './live.js';
import { openMetrics } from './metrics.js';
import { openOperations, type OperationsMode } from './operations.js';
import { answering, charging, inOrder, runnable } from './pipeline.js';
import { openRates, type RateOptions } from './rates.js';
import { checkRules, type Rules } from './rules/index.js';
import { openViewers, sessionCookie, type Viewers } from './viewer.js';

export { roleMatrix } from './matrix.js';
export { checkRules } from './rules/index.js';
export { rules } from './rules/rooms.js';
export { subscriptions } from './live/subscriptions.js';
export type { LiveSettings } from './live.js';
export type { Health, HealthCheck } from './health.js';
export type { RateOptions } from './rates.js';
export type { GatewayContext, Rules, Viewers };

type Given =
  | 'publicUrl'
  | 'trustedProxies'
  | 'bodyLimitBytes'
  | 'fileLimitBytes'
  | 'webRoot'
  | 'metricsToken'
  | 'health'
  | 'pool'
  | 'log'
  | 'rooms'
  | 'extraRoutes';

/** Everything the gateway needs from outside. */
export interface GatewayOptions extends Pick<DoorOptions, Given | 'sandboxMailbox' | 'securityContact'> {
  /** The text of schema/supergraph.graphql. */
  readonly supergraph: string;
  readonly rules: Rules;
  /** Other sites whose pages may call the API with a session. */
  readonly corsOrigins: readonly string[];
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  /** How large one operation may be, where it differs from the figures in limits.ts. */
  readonly limits?: Partial<Figures>;
  readonly rates: RateOptions;
  /** What sessions may ask; anything unless said. */
  readonly consoleOperations?: OperationsMode;
  /** How long `close` waits for requests that are being answered. */
  readonly drainSeconds: number;
  /** How long `close` goes on listening while /health/ready already says no, so that a load balancer can turn away. 0 unless said. */
  readonly drainNoticeSeconds?: number;
  /** Puts the number of fetches and SQL statements into `extensions.trace`: for tests and benches. */
  readonly trace: boolean;
  /** Null: no WebSockets, and revocations count when what is remembered of a viewer ends, within seconds. */
  readonly live: LiveSettings | null;
}

/** The open gateway. */
export interface Gateway {
  /** Where it listens; not the public URL. */
  readonly url: string;
  readonly port: number;
  readonly apiSchema: GraphQLSchema;
  readonly server: ApolloServer<GatewayContext>;
  readonly viewers: Viewers;
  /** Says no at /health/ready, stops listening, lets requests under way finish, and gives back all but the pool and the rooms. */
  close(): Promise<void>;
}

const viewerCache = { cacheSeconds: 5, maxEntries: 10_000 };
const roomPatienceMs = 30_000;

/** Opens the gateway and listens. Throws when the rules do not cover the schema, when a room is missing, or when the port is taken. */
export async function openGateway(options: GatewayOptions): Promise<Gateway> {
  const { rooms, log, rules, pool } = options;
  const accounts = rooms.find(({ name }) => name === 'accounts');
  if (!accounts) throw new Error('The gateway needs the room accounts: it says who a viewer is.');

  const metrics = openMetrics();
  const graph = await openGraph({ ...options, metrics, timeoutMs: roomPatienceMs });
  const gaps = checkRules(graph.apiSchema, rules);
  if (gaps.length > 0) throw new Error(`The rules do not fit the schema:\n${gaps.join('\n')}`);

  const operations = openOperations(options.webRoot, options.consoleOperations ?? 'any');
  const rates = openRates({ ...options.rates, pool, log, metrics });
  const viewers = openViewers({ accounts, log, metrics, ...viewerCache });
  const http = createServer({ headersTimeout: 10_000, requestTimeout: 60_000, keepAliveTimeout: 10_000 });
  const server = new ApolloServer<GatewayContext>({
    gateway: graph.gateway,
    introspection: true, // the guard decides who may
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    csrfPrevention: true,
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    stopOnTerminationSignals: false, // the host listens for them
    nodeEnv: 'production',
    ...documentOptions(options.limits),
    logger: quietLogger(log),
    formatError: maskErrors(graph.apiSchema, log),
    stringifyResult: withRequestId,
    plugins: [
      ...inOrder([limits(options.limits), runnable, charging(rates), guard({ rules }), answering({ metrics, trace: options.trace })]),
      ApolloServerPluginDrainHttpServer({ httpServer: http, stopGracePeriodMillis: options.drainSeconds * 1000 }),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  await server.start();

  let draining = false;
  let live: Live | undefined;
  const hear = openHearing({ viewers, rates });
  const origins = openOrigins(options.publicUrl, options.corsOrigins);
  const isDraining = () => draining;
  const store = async () => ({ ok: !rates.down, needed: false, detail: `when down: ${options.rates.whenStoreIsDown}` });
  const health = { 'rate limits': store, ...options.health };
  http.on('request', doors({ ...options, health, accounts, server, schema: graph.apiSchema, hear, origins, rates, operations, metrics, draining: isDraining, position: () => live?.position ?? null }));
  const close = async () => {
    draining = true;
    if (options.drainNoticeSeconds) await sleep(options.drainNoticeSeconds * 1000);
    await live?.close();
    await server.stop();
    rates.close();
    metrics.registry.clear();
  };
  const open = async () => {
    if (options.live) {
      const cookieName = sessionCookie(options.publicUrl);
      live = await openLive({ ...options, ...options.live, http, server, apiSchema: graph.apiSchema, rates, operations, viewers, hear, origins, cookieName, metrics, draining: isDraining });
    }
    await new Promise<void>((resolve, reject) => http.once('error', reject).listen(options.port, options.host, resolve));
  };
  await open().catch(async (error: unknown) => {
    await close();
    throw error;
  });

  const { port } = http.address() as AddressInfo;
  let closed: Promise<void> | undefined;
  const shown = options.host.includes(':') ? `[${options.host}]` : options.host;
  return { url: `http://${shown}:${port}`, port, apiSchema: graph.apiSchema, server, viewers, close: () => (closed ??= close()) };
}

/** Answers that Apollo gives before the pipeline starts carry the request id too. */
function withRequestId(result: FormattedExecutionResult): string {
  const scope = currentScope();
  if (!scope || result.extensions?.requestId !== undefined) return JSON.stringify(result);
  scope.codes = (result.errors ?? []).map(({ extensions }) => (typeof extensions?.code === 'string' ? extensions.code : 'INTERNAL'));
  return JSON.stringify({ ...result, extensions: { ...result.extensions, requestId: scope.requestId } });
}
