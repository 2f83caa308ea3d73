import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ApolloServer } from '@apollo/server';
import type { FormattedExecutionResult, GraphQLSchema } from 'graphql';
import proxyAddress from 'proxy-addr';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Log, Viewer, ViewerClaims } from '@deskgraph/kit';
import type { GatewayContext } from './context.js';
import { addressKey } from './http/address.js';
import type { Hearing } from './http/callers.js';
import type { Origins } from './http/origins.js';
import { inScope, type Scope } from './http/scope.js';
import type { Variables } from './guard/walk.js';
import type { Figures } from './limits.js';
import { openAdmission } from './live/admit.js';
import { openAsking } from './live/asking.js';
import { openFeed } from './live/feed.js';
import { openGroups } from './live/groups.js';
import { openLists } from './live/lists.js';
import { openNotes } from './live/notes.js';
import { personalFields } from './live/personal.js';
import { openRows } from './live/rows.js';
import { openSockets } from './live/sockets.js';
import { subscribe } from './live/subscribe.js';
import { checkSubscriptions, type Subscriptions } from './live/table.js';
import type { Operations } from './operations.js';
import type { Metrics } from './metrics.js';
import type { Rates } from './rates.js';
import { followRevocations, revokedBy } from './revocations.js';
import type { Rules } from './rules/index.js';
import type { Viewers } from './viewer.js';

/** Where events come from, and how much one viewer may hold open. */
export interface LiveSettings {
  /** As the login `gateway`. */
  readonly databaseUrl: string;
  /** Null: events are read from Postgres. */
  readonly redisUrl: string | null;
  readonly subscriptions: Subscriptions;
  readonly socketsPerViewer: number;
  readonly subscriptionsPerSocket: number;
}

/** What live updates need of the gateway. */
interface LiveOptions extends LiveSettings {
  readonly http: Server;
  readonly server: ApolloServer<GatewayContext>;
  readonly apiSchema: GraphQLSchema;
  /** The supergraph's text: it says which fields are personal. */
  readonly supergraph: string;
  readonly rules: Rules;
  readonly limits?: Partial<Figures>;
  readonly rates: Rates;
  readonly viewers: Viewers;
  readonly hear: Hearing;
  readonly origins: Origins;
  readonly trustedProxies: readonly string[];
  readonly cookieName: string;
  readonly bodyLimitBytes: number;
  readonly operations: Operations;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly draining: () => boolean;
}

/** Live updates while they are open. */
export interface Live {
  /** The newest event that answers from now on know of. */
  readonly position: number;
  close(): Promise<void>;
}

/** More sockets than one process holds well are sent to another. */
const mostSockets = 20_000;

/** Opens `/graphql` for WebSockets and follows the event log. Throws when the table of subscriptions does not fit the schema. */
export async function openLive(options: LiveOptions): Promise<Live> {
  const { apiSchema: schema, server, rules, rates, metrics, log, subscriptions: table } = options;
  const faults = checkSubscriptions(schema, table);
  if (faults.length > 0) throw new Error(`The subscriptions do not fit the schema:\n${faults.join('\n')}`);

  const run = (context: GatewayContext, address: string, query: string, variables: Variables, operationName?: string | null): Promise<FormattedExecutionResult> =>
    inScope(scopeOf(context, address), async () => {
      const { body } = await server.executeOperation({ query, variables: { ...variables }, operationName: operationName ?? undefined }, { contextValue: context });
      if (body.kind !== 'single') throw new Error('The gateway answers in one piece.');
      return body.singleResult;
    });
  const contextOf = (viewer: Viewer): GatewayContext => {
    const requestId = randomUUID();
    return { viewer, requestId, log: log.child({ requestId }), cost: 0, trace: { fetches: 0, statements: 0 } };
  };

  const asking = openAsking((viewer, text, variables) => run({ ...contextOf(viewer), live: true }, 'inside', text, variables));
  const groups = openGroups({ asking, metrics, log });
  const rows = openRows({ asking, metrics });
  const lists = openLists({ rows, log, position: () => feed.position });
  const notes = openNotes(schema);
  const revoked = (match: (claims: ViewerClaims) => boolean): void => {
    options.viewers.forget(match);
    sockets.recheck(match);
  };
  const feed = await openFeed({
    ...options,
    async hear(events) {
      for (const event of events) {
        const match = revokedBy(event);
        if (match) revoked(match); // before anything later is told to those who match
        groups.hear(event);
        lists.hear(event);
        notes.hear(event);
      }
    },
  });
  const ground = { schema, feed, groups, lists, rows, notes, metrics };
  const sockets = openSockets({
    ...options,
    contextOf,
    position: () => feed.position,
    charge: (viewer, address) => rates.operation(viewer, address, 1),
    admit: openAdmission({ schema, rules, rates, table, figures: options.limits, personal: personalFields(options.supergraph) }),
    run: (sent, viewer, address) => run(contextOf(viewer), address, sent.query, sent.variables ?? {}, sent.operationName),
    subscribe: (viewer, admitted, sent, deliver) => subscribe(ground, viewer, admitted, sent.variables ?? {}, deliver),
  });
  const revocations = await followRevocations({ url: options.databaseUrl, log, revoked });
  const stop = door(options, () => sockets.size, sockets.open);

  return {
    get position() {
      return feed.position;
    },
    async close() {
      stop();
      await sockets.close();
      await revocations.close();
      await feed.close();
    },
  };
}

/** Lets upgrades in that come to /graphql, from a page that may call us or from no page at all. Answers what takes it off the server again. */
function door(
  { http, origins, trustedProxies, bodyLimitBytes, draining }: LiveOptions,
  size: () => number,
  open: (socket: WebSocket, request: IncomingMessage, address: string) => void,
): () => void {
  const wire = new WebSocketServer({ noServer: true, clientTracking: false, perMessageDeflate: false, maxPayload: bodyLimitBytes, handleProtocols: offered => (offered.has(protocol) ? protocol : false) });
  const trusts = proxyAddress.compile([...trustedProxies]);
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on('error', () => socket.destroy());
    const { origin } = request.headers;
    const refusal =
      request.url?.split('?')[0] !== '/graphql' ? '404 Not Found'
      : draining() || size() >= mostSockets ? '503 Service Unavailable'
      : origin !== undefined && !origins.allows(origin) ? '403 Forbidden'
      : null;
    if (refusal !== null) return void socket.end(`HTTP/1.1 ${refusal}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
    const address = addressKey(proxyAddress(request, trusts));
    wire.handleUpgrade(request, socket, head, opened => open(opened, request, address));
  };
  http.on('upgrade', upgrade);
  return () => void http.off('upgrade', upgrade);
}

const protocol = 'graphql-transport-ws';

/** What the pipeline asks of the request it answers, for one that came over a socket. */
function scopeOf({ requestId, log, viewer }: GatewayContext, address: string): Scope {
  return { requestId, log, address, route: 'socket', viewer, operation: null, cost: null, codes: [] };
}
