import { randomBytes } from 'node:crypto';
import { deriveKey, hookLogin, loginPassword, newId, openCallLimit, openDatabase, openFolder, openRoom, type Databases, type FileStore, type Subgraph, type Tools } from '@deskgraph/kit';
import pg from 'pg';
import type { Config } from './config.js';
import type { Ground, OpenRoom } from './house.js';
import { openQueues, type Queues } from './jobs.js';
import { openPorts, type Ports } from './ports.js';
import { permissions, schedules, subgraphs } from './rooms.js';

/** Rooms in this process, with what they stand on. */
export interface OpenRooms {
  readonly rooms: readonly OpenRoom[];
  readonly queues: Queues;
  readonly ports: Ports;
  readonly files: FileStore;
  /** Lets running jobs finish, then gives everything back. */
  close(): Promise<void>;
}

/** Opens rooms, without a door, on a database that is up to date: all of them unless `names` says which. */
export async function openRooms(config: Config, ground: Ground, names?: readonly string[]): Promise<OpenRooms> {
  const urlOf = (login: string): string => loginUrl(ground, login);
  const queues = await openQueues(urlOf('worker'), ground.log, subgraphs);
  const pool = new pg.Pool({ connectionString: urlOf('worker'), max: 2, application_name: 'deskgraph-limits' });
  pool.on('error', error => { ground.log.warn({ error }, 'idle connection lost'); });
  const ports = openPorts(config, ground, openCallLimit(pool, 'smtp', { calls: config.mailsPerMinute, seconds: 60 }));
  const files = openFolder(config.filesDir, config.fileLimitBytes);
  const tools = toolsOf(config, ground, { jobs: queues, ports, files });
  const wanted = subgraphs.filter(({ name }) => names?.includes(name) ?? true);
  const opening = await Promise.allSettled(wanted.map(subgraph => openOne(subgraph, urlOf, tools)));
  const rooms = opening.flatMap(one => (one.status === 'fulfilled' ? one.value : []));
  const close = async (): Promise<void> => {
    await queues.stop(config.drainSeconds);
    await Promise.all([pool.end(), ports.mailReader.close(), ...rooms.map(({ room }) => room.close())]);
  };
  const failed = opening.find(one => one.status === 'rejected');
  if (!failed) return { rooms, queues, ports, files, close };
  await close();
  throw failed.reason;
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
function toolsOf(config: Config, { secret, log }: Ground, { jobs, ports, files }: { jobs: Queues; ports: Ports; files: FileStore }): Tools {
  const keys = new Map<string, Buffer>();
  const key = (purpose: string): Buffer => {
    const known = keys.get(purpose) ?? deriveKey(secret, purpose);
    keys.set(purpose, known);
    return known;
  };
  return {
    now: () => new Date(),
    newId: at => (at ? newId({ msecs: at.getTime() }) : newId()),
    randomBytes,
    key,
    jobs,
    files,
    log,
    publicUrl: config.publicUrl,
    permissions,
    schedules,
    ports,
    providers: { mail: () => ports.mail.check().then(({ state, ready, failure }) => ({ state, ready, detail: failure?.message ?? null })) },
  };
}
