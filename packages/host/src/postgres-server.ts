import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, openSync, closeSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { codeOf } from './failure.js';
import type { Place } from './postgres-place.js';

/** The superuser of an embedded cluster. */
export const SUPERUSER = 'postgres';
/** The product's database in an embedded cluster. */
export const DATABASE = 'deskgraph';

/** How a cluster is started. */
export interface ServerOptions {
  readonly place: Place;
  readonly password: string;
  /** Gives up durability for speed: a crash may lose everything. Tests only. */
  readonly ephemeral: boolean;
  readonly log: (line: string) => void;
}

/** A running cluster, held by `lease`: the last of its holders to leave stops it. */
export interface Server {
  readonly port: number;
  /** The folder of its Unix socket, which costs less than TCP; null where there is none. */
  readonly socketDir: string | null;
  /** True when it was already running. */
  readonly adopted: boolean;
  readonly lease: pg.Client;
}

const run = promisify(execFile);
/** The advisory lock every holder shares; it lives in the database `postgres`. */
const HOLDERS = 4_118_001;
const STARTING_OR_STOPPING = '57P03';
const WRONG_PASSWORD = '28P01';
const DUPLICATE_DATABASE = '42P04';
const GIVE_UP_MS = 30_000;
/** What macOS takes; Linux takes a few signs more. */
const longestSocketPath = 103;

/** Joins the cluster when it runs, else starts it, making it first when there is none. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { place } = options;
  if (!existsSync(join(place.data, 'PG_VERSION'))) await initialise(options);
  let isLaunched = false;
  try {
    for (let attempt = 1; ; attempt++) {
      const running = await joinRunning(options);
      if (running) return { ...running, adopted: !isLaunched };
      const port = await choosePort(join(place.home, 'port'));
      try {
        await launch(options, port);
        isLaunched = true;
        writeFileSync(join(place.home, 'port'), `${String(port)}\n`);
      } catch (error) {
        // The port may have been taken meanwhile, or another start was quicker, or the children of a killed server still hold its memory.
        const log = logFile(place);
        if (attempt === 6) throw new Error(`Postgres does not start; the end of ${log}:\n${lastLines(log)}`, { cause: error });
        options.log('Postgres did not start, trying again');
        await sleep(500);
      }
    }
  } catch (error) {
    if (isLaunched) await stopServer(place);
    throw error;
  }
}

/** Gives the lease back, and stops the cluster when nobody else holds one. */
export async function leaveServer(place: Place, lease: pg.Client): Promise<void> {
  let last = true;
  try {
    await lease.query('select pg_advisory_unlock_shared($1)', [HOLDERS]);
    const { rows } = await lease.query<{ last: boolean }>('select pg_try_advisory_lock($1) as last', [HOLDERS]);
    last = rows[0]?.last ?? true;
  } catch {
    // The connection is lost, so nothing can be asked: whoever else holds the cluster starts it again.
  }
  if (last) await stopServer(place);
  await lease.end().catch(() => undefined);
}

/** Stops the cluster, whoever holds it: open transactions roll back and everything committed is on the disk. */
export async function stopServer(place: Place): Promise<void> {
  for (const mode of ['fast', 'immediate']) {
    const postmaster = readPostmaster(place);
    if (!postmaster || !(await isOurs(place, postmaster.pid))) return;
    // It fails when another holder was quicker, too.
    await run(program(place, 'pg_ctl'), ['stop', '-D', place.data, '-m', mode, '-w', '-t', '30'], child(place)).catch(() => undefined);
  }
}

async function initialise({ place, password, ephemeral, log }: ServerOptions): Promise<void> {
  const started = Date.now();
  const tag = randomBytes(4).toString('hex');
  const fresh = join(place.home, `new-${tag}`); // named `18` when whole: a start that was killed leaves no half cluster
  const passwordFile = join(place.home, `password-${tag}`);
  mkdirSync(fresh, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600, flag: 'wx' });
  if (place.as) for (const path of [fresh, passwordFile]) chownSync(path, place.as.uid, place.as.gid);
  try {
    await run(
      program(place, 'initdb'),
      [
        `--pgdata=${fresh}`, `--username=${SUPERUSER}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8',
        '--locale-provider=builtin', '--builtin-locale=C.UTF-8', `--locale=${process.platform === 'linux' ? 'C.UTF-8' : 'C'}`,
        '--lc-messages=C', ...(ephemeral ? ['--no-sync'] : []),
      ],
      child(place),
    );
    renameSync(fresh, place.data);
    log(`made a new Postgres cluster in ${String(Date.now() - started)} ms`);
  } catch (error) {
    if (!existsSync(join(place.data, 'PG_VERSION'))) throw error; // else another start was quicker, and its cluster serves
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(fresh, { recursive: true, force: true });
  }
}

async function launch({ place, ephemeral }: ServerOptions, port: number): Promise<void> {
  const settings = {
    listen_addresses: '127.0.0.1', // the default `localhost` fails where it also means ::1 and there is no IPv6
    unix_socket_directories: socketFolder(place) ?? '',
    port: String(port),
    max_connections: '400', // as compose's: a house of many processes takes 300
    timezone: 'UTC',
    ...(ephemeral ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
  const flags = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
  const log = logFile(place);
  closeSync(openSync(log, existsSync(log) && statSync(log).size > 8_000_000 ? 'w' : 'a', 0o600));
  if (place.as) chownSync(log, place.as.uid, place.as.gid);
  await run(program(place, 'pg_ctl'), ['start', '-D', place.data, '-l', log, '-o', flags.join(' '), '-w', '-t', '60'], child(place));
}

/** The running cluster of this place, or null when none runs. */
async function joinRunning(options: ServerOptions): Promise<Server | null> {
  const { place } = options;
  const giveUpAt = Date.now() + GIVE_UP_MS;
  for (;;) {
    const postmaster = readPostmaster(place);
    if (!postmaster) return null;
    if (!(await isOurs(place, postmaster.pid))) {
      rmSync(join(place.data, 'postmaster.pid'), { force: true }); // left by a crash; Postgres minds when the number is in use again
      return null;
    }
    const lease = postmaster.port === null ? null : await hold(options, postmaster.port);
    if (lease && postmaster.port !== null) return { port: postmaster.port, socketDir: postmaster.socketDir, adopted: true, lease };
    if (Date.now() > giveUpAt) {
      throw new Error(`process ${String(postmaster.pid)} holds ${place.data} and does not answer: stop it, then start again`);
    }
    await sleep(50);
  }
}

/** A connection that holds the cluster; null while it starts or stops. */
async function hold({ place, password, log }: ServerOptions, port: number): Promise<pg.Client | null> {
  const lease = new pg.Client({
    host: '127.0.0.1', port, user: SUPERUSER, password, database: 'postgres', application_name: 'deskgraph watcher', keepAlive: true,
  });
  lease.on('error', () => undefined); // its `end` event tells
  try {
    await lease.connect();
    await lease.query('select pg_advisory_lock_shared($1)', [HOLDERS]); // waits while the last holder stops it, then fails
    await ensureDatabase(lease);
    return lease;
  } catch (error) {
    await lease.end().catch(() => undefined);
    const code = codeOf(error);
    if (code === WRONG_PASSWORD) {
      throw new Error(`Postgres of ${place.data} refuses the password in ${join(place.home, 'password')}: put the right one there`, {
        cause: error,
      });
    }
    if (code !== 'ECONNREFUSED' && code !== STARTING_OR_STOPPING) log(`Postgres answered ${code || String(error)}, waiting`);
    return null;
  }
}

async function ensureDatabase(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE]);
  if (rowCount) return;
  await client.query(`create database ${DATABASE}`).catch((error: unknown) => {
    if (codeOf(error) !== DUPLICATE_DATABASE) throw error;
  });
}

/** What postmaster.pid says: line 1 the process, line 4 the port (missing for the first moments of a start), line 5 the folder of the socket. */
function readPostmaster(place: Place): { pid: number; port: number | null; socketDir: string | null } | null {
  const path = join(place.data, 'postmaster.pid');
  if (!existsSync(path)) return null;
  const lines = readFileSync(path, 'utf8').split('\n');
  const [pid, , , port] = lines.map(line => Number.parseInt(line, 10));
  return pid ? { pid, port: port ? port : null, socketDir: lines[4] ? lines[4] : null } : null;
}

/** Whether this process is alive and a Postgres of this place; a dead one that nobody has waited for has no command line. */
async function isOurs(place: Place, pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) !== 'EPERM') return false;
  }
  try {
    if (process.platform === 'win32') return true; // its command line is not to be had cheaply
    if (process.platform === 'linux') return readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8').includes(place.data);
    return (await run('ps', ['-ww', '-o', 'command=', '-p', String(pid)])).stdout.includes(place.data);
  } catch {
    return false; // it ended meanwhile
  }
}

/** The port of last time when it is free, else any free one: two checkouts never fight, and a checkout keeps its address. */
async function choosePort(file: string): Promise<number> {
  const kept = existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : 0;
  return (kept ? await listenOnce(kept) : null) ?? (await listenOnce(0)) ?? kept;
}

function listenOnce(port: number): Promise<number | null> {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', () => {
      resolve(null);
    });
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === 'object' && address ? address.port : null);
      });
    });
  });
}

/** The folder of the socket, made ready: nobody but Postgres's own user and this one may enter it. Null where sockets are no files, or the path is too long for one. */
function socketFolder({ home, as }: Place): string | null {
  const folder = join(home, 'socket');
  if (process.platform === 'win32' || !/^[\w./-]+$/.test(folder) || `${folder}/.s.PGSQL.65535`.length > longestSocketPath) return null;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (as) chownSync(folder, as.uid, as.gid);
  return folder;
}

function program(place: Place, name: string): string {
  return join(place.bin, process.platform === 'win32' ? `${name}.exe` : name);
}

function child(place: Place): { cwd: string; uid?: number; gid?: number; windowsHide: true } {
  return { cwd: place.home, windowsHide: true, ...place.as }; // a folder the user postgres may enter
}

function logFile(place: Place): string {
  return join(place.home, 'server.log');
}

function lastLines(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').slice(-15).join('\n') : '';
}
