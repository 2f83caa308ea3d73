import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { findPlace, nativeFolder } from './postgres-place.js';
import { openPostgres, type Postgres } from './postgres.js';

jest.setTimeout(60_000);

const isRoot = process.getuid?.() === 0;
const here = join(process.cwd(), 'packages/host/src');
const opened: Postgres[] = [];
const holders: ChildProcess[] = [];
const folders: string[] = [];
let dataDir: string;

function folder(below = tmpdir()): string {
  const made = mkdtempSync(join(below, 'deskgraph-postgres-'));
  if (isRoot && below === tmpdir()) spawnSync('chmod', ['711', made]);
  folders.push(made);
  return made;
}

async function open(where: string): Promise<Postgres> {
  const postgres = await openPostgres({ dataDir: where, ephemeral: true });
  opened.push(postgres);
  folders.push(postgres.home);
  return postgres;
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Another process that opens the same data folder and holds it until it is killed. */
async function holder(where: string): Promise<{ process: ChildProcess; watcher: number; adopted: boolean }> {
  const script = `
    const { openPostgres } = await import(${JSON.stringify(pathToFileURL(join(here, 'postgres.ts')).href)});
    const postgres = await openPostgres({ dataDir: ${JSON.stringify(where)}, ephemeral: true });
    process.on('SIGINT', () => void postgres.close().then(() => process.exit(0)));
    console.log(JSON.stringify({ adopted: postgres.adopted, watcher: postgres.watcher }));
    setInterval(() => undefined, 60_000);`;
  const hooks = pathToFileURL(join(process.cwd(), 'scripts/swc-hooks.mjs')).href;
  const child = spawn(process.execPath, ['--import', hooks, '--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  holders.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const first = await lines.next();
  return { process: child, ...(JSON.parse(String(first.value)) as { watcher: number; adopted: boolean }) };
}

function postmaster(postgres: { home: string }): number | null {
  const file = join(postgres.home, '18/postmaster.pid');
  return existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : null;
}

/** A dead process that nobody has waited for has the state Z. */
function isAlive(pid: number | null): boolean {
  if (pid === null) return false;
  try {
    if (process.platform === 'linux') return !readFileSync(`/proc/${String(pid)}/stat`, 'utf8').includes(') Z ');
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function ended(pid: number | null, within: number): Promise<boolean> {
  const until = Date.now() + within;
  while (isAlive(pid) && Date.now() < until) await sleep(25);
  return !isAlive(pid);
}

beforeAll(() => {
  dataDir = folder();
});

afterEach(async () => {
  for (const child of holders.splice(0)) child.kill('SIGKILL');
  for (const postgres of opened.splice(0)) await postgres.close();
});

afterAll(() => {
  for (const made of folders) rmSync(made, { recursive: true, force: true });
});

describe('the embedded Postgres', () => {
  it('makes a cluster on the first start: 18, UTF-8, loopback only, a password of its own', async () => {
    const postgres = await open(dataDir);

    const [row] = await ask(postgres.url, `select current_setting('server_version_num')::int / 10000 as version,
      current_setting('server_encoding') as encoding, current_setting('listen_addresses') as address,
      current_setting('max_connections') as most,
      (select datlocale from pg_database where datname = current_database()) as locale,
      (select string_agg(distinct auth_method, ',') from pg_hba_file_rules) as methods`);

    expect(row).toEqual({
      version: 18, encoding: 'UTF8', address: '127.0.0.1', most: '400', locale: 'C.UTF-8', methods: 'scram-sha-256',
    });
    expect(postgres.adopted).toBe(false);
    expect(statSync(join(postgres.home, 'password')).mode & 0o777).toBe(0o600);
    await expect(ask(postgres.url.replace(/:[^:@]+@/, ':postgres@'), 'select 1')).rejects.toThrow('password authentication failed');
  });

  it('is reached over a Unix socket that nobody else may reach, and over TCP', async () => {
    const postgres = await open(dataDir);

    const [socket] = await ask(postgres.url, 'select inet_server_addr() is null as is_socket');
    const [tcp] = await ask(postgres.url.replace(/\?.*/, ''), 'select inet_server_addr() is null as is_socket');

    expect([socket, tcp]).toEqual([{ is_socket: true }, { is_socket: false }]);
    expect(statSync(join(postgres.home, 'socket')).mode & 0o777).toBe(0o700);
  });

  it('keeps its data and its port between starts', async () => {
    const first = await open(dataDir);
    await ask(first.url, 'create table kept as select 42 as answer');
    await first.close();
    expect(postmaster(first)).toBeNull();

    const second = await open(dataDir);

    expect(second.port).toBe(first.port);
    expect(await ask(second.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  it('takes another port when somebody has taken its own', async () => {
    const first = await open(dataDir);
    await first.close();
    const { createServer } = await import('node:net');
    const squatter = createServer().listen(first.port, '127.0.0.1');

    const second = await open(dataDir);

    expect(second.port).not.toBe(first.port);
    squatter.close();
  });

  it('stops within seconds of a kill -9 of the process that wanted it', async () => {
    const held = await holder(dataDir);
    const server = postmaster({ home: join(dataDir, 'postgres') });
    expect(isAlive(server)).toBe(true);

    held.process.kill('SIGKILL');

    expect(await ended(server, 5_000)).toBe(true);
    expect(await ended(held.watcher, 5_000)).toBe(true);
  });

  it('stops cleanly when Ctrl-C reaches the whole process group', async () => {
    const held = await holder(dataDir);
    const server = postmaster({ home: join(dataDir, 'postgres') });

    process.kill(-(held.process.pid ?? 0), 'SIGINT');

    expect(await ended(server, 5_000)).toBe(true);
    expect(readFileSync(join(dataDir, 'postgres/server.log'), 'utf8').trim().split('\n').at(-1)).toContain('database system is shut down');
  });

  it('is adopted when it outlived both its owner and the watcher', async () => {
    const held = await holder(dataDir);
    const server = postmaster({ home: join(dataDir, 'postgres') });
    process.kill(held.watcher, 'SIGKILL');
    held.process.kill('SIGKILL');
    await ended(held.watcher, 2_000);
    expect(isAlive(server)).toBe(true);

    const adopted = await open(dataDir);

    expect(adopted.adopted).toBe(true);
    expect(postmaster(adopted)).toBe(server);
    expect(await ask(adopted.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await adopted.close();
    expect(isAlive(server)).toBe(false);
  });

  it('runs until the last of two holders leaves', async () => {
    const mine = await open(dataDir);
    const other = await holder(dataDir);
    expect(other.adopted).toBe(true);

    await mine.close();
    const stillThere = await ask(mine.url, 'select 1 as one');
    const server = postmaster(mine);
    other.process.kill('SIGKILL');

    expect(stillThere).toEqual([{ one: 1 }]);
    expect(await ended(server, 5_000)).toBe(true);
  });

  it('comes back by itself when its own process is killed', async () => {
    const postgres = await open(dataDir);
    const server = postmaster(postgres);

    process.kill(server ?? 0, 'SIGKILL');
    await ended(server, 2_000);

    let answer: unknown[] = [];
    for (let attempt = 0; attempt < 100 && answer.length === 0; attempt++) {
      answer = await ask(postgres.url, 'select 1 as one').catch(() => sleep(100, []));
    }
    expect(answer).toEqual([{ one: 1 }]);
    expect(postmaster(postgres)).not.toBe(server);
  });

  it('starts over a postmaster.pid whose number now belongs to another program', async () => {
    const before = await open(dataDir);
    await before.close();
    const lines = [process.pid, `${before.home}/18`, 1, before.port, '', '127.0.0.1', ''];
    writeFileSync(join(before.home, '18/postmaster.pid'), lines.join('\n'));

    const after = await open(dataDir);

    expect(after.adopted).toBe(false);
    expect(await ask(after.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  it('runs twice on one machine, each with its own data', async () => {
    const [left, right] = await Promise.all([open(dataDir), open(folder())]);

    expect(left.port).not.toBe(right.port);
    expect(await ask(left.url, `select to_regclass('kept') is not null as found`)).toEqual([{ found: true }]);
    expect(await ask(right.url, `select to_regclass('kept') is not null as found`)).toEqual([{ found: false }]);
  });

  it('is made once when two processes start it for the first time together', async () => {
    const fresh = folder();

    const [left, right] = await Promise.all([open(fresh), open(fresh)]);

    expect(left.url).toBe(right.url);
    expect([left.adopted, right.adopted].filter(Boolean)).toHaveLength(1);
  });
});

(isRoot ? describe : describe.skip)('as root', () => {
  it('keeps its data elsewhere, at the same place each time, when the checkout is below a folder only root may enter', async () => {
    const hidden = join(folder('/root'), 'checkout');
    const first = await open(hidden);
    await ask(first.url, 'create table kept as select 42 as answer');
    await first.close();

    const second = await open(hidden);

    expect(first.home.startsWith(hidden)).toBe(false);
    expect(second.home).toBe(first.home);
    expect(readFileSync(join(first.home, 'belongs-to'), 'utf8').trim()).toBe(hidden);
    expect(await ask(second.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  it('removes the data of a checkout that is gone, and of no other', async () => {
    const [gone, kept] = [join(folder('/root'), 'gone'), join(folder('/root'), 'kept')];
    const [left, right] = [await open(gone), await open(kept)];
    await left.close();
    await right.close();
    rmSync(gone, { recursive: true });
    writeFileSync(join(gone, '../still-here'), '');

    findPlace(folder());

    expect([left, right].map(({ home }) => existsSync(home))).toEqual([false, true]);
  });

  it('copies the programs to where the user postgres may run them', () => {
    const hidden = folder('/root');
    mkdirSync(join(hidden, 'bin'), { recursive: true });
    cpSync(join(nativeFolder(), '../package.json'), join(hidden, 'package.json'));
    spawnSync('cp', ['-al', nativeFolder(), join(hidden, 'native')]);

    const place = findPlace(folder(), join(hidden, 'native'));

    expect(place.bin.startsWith(hidden)).toBe(false);
    expect(spawnSync(join(place.bin, 'initdb'), ['--version'], { ...place.as, cwd: '/', encoding: 'utf8' }).stdout).toContain('18.4');
  });
});
