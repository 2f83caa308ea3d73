import { readFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { deriveKey, hookLogin, loginPassword, newId, openDatabase, openRoom, type Databases, type LocalRoom, type Log, type Subgraph, type Tools } from '@deskgraph/kit';
import { openGateway, rules, subscriptions, type Gateway } from '@deskgraph/gateway';
import pg from 'pg';
import { openQueues, type Queues } from './jobs.js';
import { ownOrigins } from './port.js';
import { openPorts, type Ports } from './ports.js';
import { permissions, schedules, subgraphs } from './rooms.js';
import { migrate, type Progress } from './schemas.js';
import { openWork } from './work.js';
import type { Config } from './config.js';

/** What the house stands on, beside its configuration. */
export interface Ground {
  /** The owner's URL: used for migrations only. */
  readonly ownerUrl: string;
  readonly secret: string;
  readonly log: Log;
  /** The sandbox's servers, where one runs. */
  readonly sandbox: { readonly smtpUrl: string; readonly mailboxUrl: string } | null;
  readonly progress?: Progress;
}

/** One room as it runs here. */
export interface OpenRoom {
  readonly subgraph: Subgraph<never>;
  readonly databases: Databases;
  readonly tools: Tools;
  readonly room: LocalRoom;
}

/** The whole house in one process, behind one port. */
export interface House {
  readonly gateway: Gateway;
  readonly rooms: readonly OpenRoom[];
  readonly ports: Ports;
  /** Drains and closes everything, the door first. */
  close(): Promise<void>;
}

/** Where the committed schema and the built console lie, seen from `src` as from `dist`. */
const root = new URL('../../../', import.meta.url);

/** The rooms without a door: migrated and open, for the operator's tool and for `openHouse`. */
export async function openRooms(config: Config, ground: Ground): Promise<{ rooms: readonly OpenRoom[]; queues: Queues; ports: Ports; close(): Promise<void> }> {
  await migrate(ground.ownerUrl, ground.secret, subgraphs, ground.progress);
  const urlOf = (login: string): string => loginUrl(ground, login);
  const queues = await openQueues(urlOf('worker'), ground.log, subgraphs);
  const ports = openPorts(config, ground);
  const tools = toolsOf(config, ground, queues, ports);
  const rooms = await Promise.all(subgraphs.map(subgraph => openOne(subgraph, urlOf, tools)));
  return {
    rooms,
    queues,
    ports,
    async close() {
      await queues.stop(config.drainSeconds);
      await Promise.all(rooms.map(({ room }) => room.close()));
    },
  };
}

/** Migrates, then opens every room, the workers and the gateway. */
export async function openHouse(config: Config, ground: Ground): Promise<House> {
  const { log, progress = () => undefined } = ground;
  const { rooms, queues, ports, close } = await openRooms(config, ground);
  const urlOf = (login: string): string => loginUrl(ground, login);
  const keep = { eventsDays: config.keepEventsDays, idempotencyDays: config.keepIdempotencyDays };
  const work = await openWork({ rooms, queues, urlOf, redisUrl: config.redisUrl, ports, keep, log });
  progress('rooms and workers are up');

  const pool = new pg.Pool({ connectionString: urlOf('gateway'), max: 5, application_name: 'deskgraph-gateway', connectionTimeoutMillis: 2000, statement_timeout: 5000 });
  pool.on('error', error => { log.warn({ error }, 'idle gateway connection lost'); });
  const opened = openGateway({
    ...gatewayOptions(config),
    supergraph: readFileSync(new URL('schema/supergraph.graphql', root), 'utf8'),
    rooms: rooms.map(({ room }) => room),
    rules,
    live: { databaseUrl: urlOf('gateway'), redisUrl: config.redisUrl, subscriptions, socketsPerViewer: config.socketsPerViewer, subscriptionsPerSocket: config.subscriptionsPerSocket },
    pool,
    log,
    webRoot: new URL('web/dist/', root).pathname,
    sandboxMailbox: ground.sandbox?.mailboxUrl,
    health: { mail: () => ports.mail.check().then(({ ready, state, failure }) => ({ ok: ready || state === 'off', detail: failure?.kind ?? state })) },
  });
  const gateway = await opened.catch(async (error: unknown) => {
    await work.close();
    await close();
    await pool.end();
    throw error;
  });
  progress('the gateway is up');

  return {
    gateway,
    rooms,
    ports,
    async close() {
      await gateway.close();
      await work.close();
      await close();
      await pool.end();
    },
  };
}

/** A login's URL, derived from the owner's: same server and database, its own name and password. */
export function loginUrl({ ownerUrl, secret }: Pick<Ground, 'ownerUrl' | 'secret'>, login: string): string {
  const url = new URL(ownerUrl);
  url.username = login;
  url.password = loginPassword(secret, login);
  return url.href;
}

async function openOne(subgraph: Subgraph<never>, urlOf: (login: string) => string, tools: Tools): Promise<OpenRoom> {
  const { name, entities, logins = [], hooks } = subgraph;
  const open = (login: string, poolSize: number) => openDatabase({ url: urlOf(login), schema: name, entities, poolSize });
  const named = await Promise.all([...logins, ...(hooks ? [hookLogin] : [])].map(async login => [login, await open(login, 6)] as const));
  const databases: Databases = { own: await open(name, 10), named: Object.fromEntries(named) };
  return { subgraph, databases, tools, room: openRoom(subgraph, databases, tools) };
}

/** The real clock, ids and randomness. */
function toolsOf(config: Config, { secret, log }: Ground, jobs: Queues, ports: Ports): Tools {
  return {
    now: () => new Date(),
    newId: () => newId(),
    randomBytes,
    key: purpose => deriveKey(secret, purpose),
    jobs,
    log,
    publicUrl: config.publicUrl,
    permissions,
    schedules,
    ports,
    providers: { mail: () => ports.mail.check().then(({ state, ready, failure }) => ({ state, ready, detail: failure?.message ?? null })) },
  };
}

/** The part of the configuration that is the gateway's. */
function gatewayOptions(config: Config) {
  return {
    publicUrl: config.publicUrl,
    host: config.host,
    port: config.port,
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
    drainSeconds: config.drainSeconds,
    trace: config.trace,
    drainNoticeSeconds: config.drainNoticeSeconds,
    securityContact: config.securityContact,
    metricsToken: config.metricsToken,
  };
}
