import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { GraphQLError } from 'graphql';
import { CloseCode, makeServer } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Log, Viewer } from '@deskgraph/kit';
import type { GatewayContext } from '../context.js';
import { HttpRefusal } from '../http/answers.js';
import type { Hearing } from '../http/callers.js';
import type { Metrics } from '../metrics.js';
import { notListed, type Operations } from '../operations.js';
import type { Credentials } from '../viewer.js';
import type { Admitted, Sent } from './admit.js';
import { ownerOf, rightsOf, shownBy } from './identity.js';
import { openOutlet, type Outlet } from './outlet.js';
import { resync, type Deliver, type Subscribed } from './subscribe.js';
import { attach, untilEnded, type Carried } from './wire.js';

/** Somebody's socket, once they said who they are. */
interface Connection {
  readonly socket: WebSocket;
  readonly address: string;
  readonly outlet: Outlet;
  /** Names the organization, whatever the person uses last in another tab. */
  readonly credentials: Credentials;
  viewer: Viewer;
  readonly subscriptions: Map<string, { readonly sent: Sent; readonly subscribed: Subscribed; end(): void }>;
  expiry?: NodeJS.Timeout | undefined;
  /** While it is asked again who this is: nothing runs under the old rights meanwhile. */
  rechecking?: Promise<void> | undefined;
  /** Whether something happened since it was last asked. */
  isDoubtful: boolean;
}

interface Extra extends Carried {
  connection?: Connection;
}

/** An operation between its admission and its first answer. */
interface Running {
  readonly connection: Connection;
  readonly id: string;
  readonly sent: Sent;
  readonly admitted: Admitted;
}

/** What sockets are made of. */
export interface SocketOptions {
  readonly cookieName: string;
  readonly socketsPerViewer: number;
  readonly subscriptionsPerSocket: number;
  readonly hear: Hearing;
  readonly operations: Operations;
  readonly contextOf: (viewer: Viewer) => GatewayContext;
  readonly admit: (sent: Sent, context: GatewayContext, address: string) => Promise<Admitted>;
  readonly run: (sent: Sent, viewer: Viewer, address: string) => Promise<object>;
  /** Takes the price of an operation that was refused. */
  readonly charge: (viewer: Viewer, address: string) => Promise<unknown>;
  readonly subscribe: (viewer: Viewer, admitted: Admitted, sent: Sent, deliver: Deliver) => Subscribed;
  readonly position: () => number;
  readonly metrics: Metrics;
  readonly log: Log;
}

/** All sockets of this gateway. */
export interface Sockets {
  readonly size: number;
  /** Takes over an upgraded connection. */
  open(socket: WebSocket, request: IncomingMessage, address: string): void;
  /** Asks again who those are that match, and lets nothing out to them until it is known. */
  recheck(match: (viewer: Viewer) => boolean): void;
  close(): Promise<void>;
}

/** The longest a timer can wait. */
const longestMs = 2 ** 31 - 1;

/** Opens the sockets of graphql-transport-ws. Frames of subscriptions go past graphql-ws, so that subscribers can share one serialisation. */
export function openSockets(options: SocketOptions): Sockets {
  const { metrics, log, contextOf } = options;
  const connections = new Set<Connection>();
  const raw = new Set<WebSocket>();
  const perViewer = new Map<string, number>();

  const count = (viewer: Viewer, step: 1 | -1): number => {
    const left = (perViewer.get(ownerOf(viewer)) ?? 0) + step;
    if (left === 0) perViewer.delete(ownerOf(viewer));
    else perViewer.set(ownerOf(viewer), left);
    return left;
  };
  const recheck = (connection: Connection): void => {
    connection.isDoubtful = true;
    connection.rechecking ??= askAgain(connection).finally(() => { connection.rechecking = undefined; });
  };
  const askAgain = async (connection: Connection): Promise<void> => {
    connection.outlet.hold();
    try {
      while (connection.isDoubtful) {
        connection.isDoubtful = false;
        const viewer = await patiently(() => options.hear(connection.credentials, randomUUID(), connection.address));
        if (!viewer) return connection.socket.close(CloseCode.Unauthorized, 'Unauthorized');
        await become(connection, viewer);
      }
    } catch (error) {
      if (error instanceof HttpRefusal && error.status < 500) connection.socket.close(CloseCode.Unauthorized, 'Unauthorized');
      else connection.socket.close(1013, 'Try again later'); // who cannot be asked for is not let in
    } finally {
      connection.outlet.release();
    }
  };
  const expire = (connection: Connection): void => {
    clearTimeout(connection.expiry);
    if (connection.viewer.expiresAt === null) return;
    const left = Math.max(Date.parse(connection.viewer.expiresAt) - Date.now(), 0);
    connection.expiry = setTimeout(() => { recheck(connection); }, Math.min(left + 50, longestMs)).unref();
  };
  const become = async (connection: Connection, viewer: Viewer): Promise<void> => {
    const changed = rightsOf(viewer) !== rightsOf(connection.viewer);
    connection.viewer = viewer;
    expire(connection);
    if (!changed) return;
    for (const [id, { sent, subscribed, end }] of connection.subscriptions) {
      connection.outlet.forget(id);
      try {
        await options.admit(sent, contextOf(viewer), connection.address);
        subscribed.become(viewer);
      } catch (error) {
        connection.outlet.send(id, JSON.stringify({ data: null, errors: errorsOf(error) }), 'newest');
        end();
      }
    }
  };

  const overflow = (): string => {
    metrics.resync();
    return resync(options.position());
  };

  const server = makeServer<Record<string, unknown>, Extra>({
    connectionInitWaitTimeout: 3000,
    async onConnect({ extra, connectionParams = {} }) {
      const { socket, request, address } = extra;
      const credentials = shownBy(request, connectionParams, options.cookieName);
      const viewer = credentials && (await options.hear(credentials, randomUUID(), address).catch((error: unknown) => {
        if (!(error instanceof HttpRefusal)) throw error;
        if (error.status >= 500 || error.status === 429) socket.close(1013, 'Try again later');
        return null;
      }));
      if (!credentials || !viewer || socket.readyState !== WebSocket.OPEN) return false;
      if (count(viewer, 1) > options.socketsPerViewer) {
        count(viewer, -1);
        socket.close(1013, 'Too many sockets');
        return false;
      }
      const outlet = openOutlet(socket, { overflow, dropped: metrics.dropped });
      const connection: Connection = { socket, address, outlet, viewer, credentials: { ...credentials, organizationId: viewer.organizationId }, subscriptions: new Map(), isDoubtful: false };
      extra.connection = connection;
      connections.add(connection);
      expire(connection);
      metrics.sockets(connections.size);
      return true;
    },
    async onSubscribe({ extra: { connection }, subscriptions }, id, payload) {
      if (!connection) return [new GraphQLError('Say who you are first.', { extensions: { code: 'UNAUTHENTICATED' } })];
      if (Object.keys(subscriptions).length > options.subscriptionsPerSocket) {
        const message = `A socket carries ${options.subscriptionsPerSocket} operations at most: complete some, or open another.`;
        return [new GraphQLError(message, { extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } })];
      }
      await connection.rechecking;
      const listed = options.operations.find(payload.extensions);
      const sent: Sent = listed === undefined ? payload : { ...payload, query: listed };
      if (!options.operations.allow(connection.credentials, connection.viewer, listed !== undefined)) return [new GraphQLError(notListed.message, { extensions: { code: notListed.code } })];
      try {
        const admitted = await options.admit(sent, contextOf(connection.viewer), connection.address);
        return { schema: admitted.schema, document: admitted.document, operationName: sent.operationName ?? null, variableValues: sent.variables ?? null, contextValue: { connection, id, sent, admitted } };
      } catch (error) {
        await options.charge(connection.viewer, connection.address);
        return errorsOf(error);
      }
    },
    subscribe: args => {
      const { connection, id, sent, admitted } = args.contextValue as Running;
      const ended = Promise.withResolvers<undefined>();
      const subscribed = options.subscribe(connection.viewer, admitted, sent, (payload, keep) => connection.outlet.send(id, payload, keep));
      const end = (): void => {
        connection.subscriptions.delete(id);
        subscribed.leave();
        metrics.subscriptions(-1);
        ended.resolve(undefined);
      };
      metrics.subscriptions(1);
      connection.subscriptions.set(id, { sent, subscribed, end });
      return untilEnded(ended.promise, () => {
        connection.outlet.forget(id);
        if (connection.subscriptions.has(id)) end();
      });
    },
    execute: async args => {
      const { connection, sent } = args.contextValue as Running;
      await connection.rechecking;
      if (connection.socket.readyState !== WebSocket.OPEN) return { errors: [new GraphQLError('Who you were has ended.', { extensions: { code: 'UNAUTHENTICATED' } })] };
      return (await options.run(sent, connection.viewer, connection.address)) as never;
    },
    onNext: (_context, _id, _payload, _args, result) => result,
    onClose({ extra: { connection } }) {
      if (!connection) return;
      connections.delete(connection);
      clearTimeout(connection.expiry);
      connection.outlet.close();
      count(connection.viewer, -1);
      metrics.sockets(connections.size);
    },
  });

  return {
    get size() {
      return raw.size;
    },
    open(socket, request, address) {
      raw.add(socket);
      socket.once('close', () => raw.delete(socket));
      attach(server, { socket, request, address }, log);
    },
    recheck(match) {
      for (const connection of connections) if (match(connection.viewer)) recheck(connection);
    },
    async close() {
      const gone = [...raw].map(socket => new Promise(done => socket.once('close', done)));
      for (const socket of raw) socket.close(1001, 'Going away');
      const late = setTimeout(() => raw.forEach(socket => socket.terminate()), 1000);
      await Promise.all(gone);
      clearTimeout(late);
    },
  };
}

/** Asks who somebody is again while whoever knows is away: after a restart all sockets ask at once. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (const wait of [200, 400, 800, 1600]) {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof HttpRefusal && error.status < 500) throw error;
      await sleep(wait * (0.5 + Math.random()));
    }
  }
  return ask();
}

/** What refused an operation, for the client. What was not meant for people is thrown on: the socket ends, and the log tells why. */
function errorsOf(error: unknown): GraphQLError[] {
  if (error instanceof GraphQLError) return [error];
  if (error instanceof AggregateError) return error.errors as GraphQLError[];
  throw error;
}
