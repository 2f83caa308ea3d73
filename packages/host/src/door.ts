import { readFileSync } from 'node:fs';
import type { Room } from '@deskgraph/kit';
import { openGateway, rules, subscriptions, type Gateway } from '@deskgraph/gateway';
import pg from 'pg';
import type { Config } from './config.js';
import type { Ground } from './house.js';
import { openMailDoor, type MailDoor } from './mail-door.js';
import { loginUrl } from './open.js';
import { ownOrigins } from './port.js';
import { openPorts } from './ports.js';

/** Where the committed schema and the built console lie, seen from `src` as from `dist`. */
const root = new URL('../../../', import.meta.url);

/** The public port, and the one mail comes in at, over rooms in this process or in others. */
export interface Door {
  readonly gateway: Gateway;
  /** Null where no mail is taken in. */
  readonly mailIn: MailDoor | null;
  /** Drains, then gives back everything but the rooms. */
  close(): Promise<void>;
}

/** Opens the gateway over these rooms. */
export async function openDoor(config: Config, ground: Ground, rooms: readonly Room[]): Promise<Door> {
  const { log } = ground;
  const databaseUrl = loginUrl(ground, 'gateway');
  const { mail } = openPorts(config, ground); // its reader of mails starts nothing until it is asked
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 5, application_name: 'deskgraph-gateway', connectionTimeoutMillis: 2000, statement_timeout: 5000 });
  pool.on('error', error => { log.warn({ error }, 'idle gateway connection lost'); });
  const opened = openGateway({
    ...gatewayOptions(config),
    supergraph: readFileSync(new URL('schema/supergraph.graphql', root), 'utf8'),
    rooms,
    rules,
    live: { databaseUrl, redisUrl: config.redisUrl, subscriptions, socketsPerViewer: config.socketsPerViewer, subscriptionsPerSocket: config.subscriptionsPerSocket },
    pool,
    log,
    webRoot: new URL('web/dist/', root).pathname,
    sandboxMailbox: ground.sandbox?.mailboxUrl,
    health: { mail: () => mail.check().then(({ ready, state, failure }) => ({ ok: ready || state === 'off', detail: failure?.kind ?? state })) },
  });
  const gateway = await opened.catch(async (error: unknown) => {
    await pool.end();
    throw error;
  });
  const mailIn = await openMailDoor(config, rooms, log).catch(async (error: unknown) => {
    await gateway.close();
    await pool.end();
    throw error;
  });
  return {
    gateway,
    mailIn,
    async close() {
      await Promise.all([gateway.close(), mailIn?.close()]);
      await pool.end();
    },
  };
}

/** The part of the configuration that is the gateway's. */
function gatewayOptions(config: Config) {
  return {
    publicUrl: config.publicUrl,
    host: config.host,
    port: config.port,
    consoleOperations: config.consoleOperations,
    corsOrigins: [...config.corsOrigins, ...ownOrigins(config)],
    trustedProxies: config.trustedProxies,
    limits: { maxDepth: config.maxDepth, maxAliases: config.maxAliases, maxDirectives: config.maxDirectives, maxTokens: config.maxTokens, maxCost: config.maxCost },
    rates: {
      points: config.rateLimitPoints,
      seconds: config.rateLimitSeconds,
      anonymousPoints: config.rateLimitAnonymousPoints,
      whenStoreIsDown: config.rateStoreDown,
      auth: { seconds: 60, perAddress: config.rateLimitSignIns, perDoor: Math.floor(config.rateLimitSignIns / 4), perPerson: Math.floor(config.rateLimitSignIns / 12) },
    },
    bodyLimitBytes: config.bodyLimitBytes,
    fileLimitBytes: config.fileLimitBytes,
    drainSeconds: config.drainSeconds,
    trace: config.trace,
    drainNoticeSeconds: config.drainNoticeSeconds,
    securityContact: config.securityContact,
    metricsToken: config.metricsToken,
  };
}
