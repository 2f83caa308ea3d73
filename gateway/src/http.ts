import type { ApolloServer } from '@apollo/server';
import express, { type Express } from 'express';
import type { GraphQLSchema } from 'graphql';
import type { Pool } from 'pg';
import type { Log, Room } from '@deskgraph/kit';
import type { GatewayContext } from './context.js';
import { liveDoor, ownChecks, readyDoor, type HealthCheck } from './health.js';
import { failures, notFound } from './http/answers.js';
import { authDoor } from './http/auth.js';
import { openCallers, type Hearing } from './http/callers.js';
import { filesDoor } from './http/files.js';
import { costDoor, graphqlDoor } from './http/graphql.js';
import { securityHeaders } from './http/headers.js';
import { hooksDoor } from './http/hooks.js';
import { opening } from './http/opening.js';
import type { Origins } from './http/origins.js';
import type { Figures } from './limits.js';
import { metricsDoor, type Metrics } from './metrics.js';
import { mailboxPath, pages } from './pages.js';
import type { Operations } from './operations.js';
import type { Rates } from './rates.js';
import { sessionCookie } from './viewer.js';

/** What the doors are made of. */
export interface DoorOptions {
  readonly publicUrl: string;
  readonly trustedProxies: readonly string[];
  readonly bodyLimitBytes: number;
  /** The longest body that /files takes. */
  readonly fileLimitBytes: number;
  readonly webRoot: string | null;
  readonly metricsToken: string | null;
  /** See PageOptions. */
  readonly securityContact?: string;
  readonly sandboxMailbox?: string;
  readonly health: Readonly<Record<string, HealthCheck>>;
  readonly pool: Pool;
  readonly log: Log;
  readonly rooms: readonly Room[];
  /** The room behind /auth. */
  readonly accounts: Room;
  readonly server: ApolloServer<GatewayContext>;
  /** What clients see, and how large one operation may be. */
  readonly schema: GraphQLSchema;
  readonly limits?: Partial<Figures>;
  readonly hear: Hearing;
  readonly rates: Rates;
  readonly operations: Operations;
  /** The newest event that answers from now on know of; null without live updates. */
  readonly position: () => number | null;
  readonly metrics: Metrics;
  readonly draining: () => boolean;
  readonly origins: Origins;
  /** Adds routes after ours and before the pages. */
  readonly extraRoutes?: (app: Express) => void;
}

/** Every way in, in the order they are tried. */
export function doors(options: DoorOptions): Express {
  const { publicUrl, accounts, rooms, origins, rates, metrics, draining } = options;
  const cookieName = sessionCookie(publicUrl);
  const callers = openCallers(options.hear, cookieName);

  const app = express();
  app.disable('x-powered-by').disable('etag').enable('case sensitive routing').set('query parser', 'simple');
  app.set('trust proxy', options.trustedProxies.length > 0 ? [...options.trustedProxies] : false);

  app.use(opening(options), ...securityHeaders(publicUrl));
  app.get('/health/live', liveDoor);
  app.get('/health/ready', readyDoor({ checks: { ...ownChecks(options.pool, rooms), ...options.health }, draining, viewerOf: callers }));
  app.get('/metrics', metricsDoor(metrics, options));
  app.use(['/graphql', '/auth', '/files'], origins.cors);
  app.all('/graphql', graphqlDoor({ ...options, callers, origins, cookieName }));
  app.all('/graphql/cost', costDoor({ ...options, callers, origins, cookieName, figures: options.limits }));
  app.use('/auth', authDoor({ accounts, rates, origins }));
  app.all('/hooks/:room{/*rest}', hooksDoor({ rooms, rates, bodyLimitBytes: options.bodyLimitBytes }));
  app.all('/files/:room{/*rest}', filesDoor({ rooms, origins, limitBytes: options.fileLimitBytes }));
  const { sandboxMailbox } = options;
  if (sandboxMailbox !== undefined) app.get(mailboxPath, (_request, response) => response.redirect(sandboxMailbox));
  options.extraRoutes?.(app);
  app.use(pages(options));
  app.use(notFound);
  app.use(failures);
  return app;
}
