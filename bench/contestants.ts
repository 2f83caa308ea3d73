import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '@deskgraph/host';

const root = fileURLToPath(new URL('..', import.meta.url));
const peers = join(root, 'bench/peers');
/** What `npm start` gives the house, and the peers get as well. */
const youngSpace = '--max-semi-space-size=64';

/** A process that answers, and the way to end it. */
export interface Running {
  readonly url: string;
  readonly pid: number;
  close(): Promise<void>;
}

/** What Hive Gateway is set up with. */
export interface HiveOptions {
  /** Plan in Rust instead of JavaScript. */
  readonly rust: boolean;
  readonly places: Readonly<Record<string, string>>;
  /** The key that viewers are signed with, in hex. */
  readonly key: string;
}

/** Installs bench/peers, when that is not done yet. */
export function installPeers(): void {
  const [lock, installed] = [join(peers, 'package-lock.json'), join(peers, 'node_modules/.package-lock.json')];
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  const own = process.env.npm_execpath;
  const arguments_ = ['ci', '--no-audit', '--no-fund'];
  if (own !== undefined && /\.c?js$/.test(own)) execFileSync(process.execPath, [own, ...arguments_], { cwd: peers, stdio: 'inherit' });
  else execFileSync('npm', arguments_, { cwd: peers, stdio: 'inherit' });
}

/** Starts Hive Gateway over these rooms, with the house's own supergraph. */
export async function startHive({ rust, places, key }: HiveOptions): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), 'deskgraph-peers-'));
  const supergraph = join(folder, 'supergraph.graphql');
  const text = readFileSync(join(root, 'schema/supergraph.graphql'), 'utf8');
  writeFileSync(supergraph, text.replaceAll(/@join__graph\(name: "(\w+)", url: "[^"]*"\)/g, (_, name: string) => `@join__graph(name: "${name}", url: "${places[name] ?? ''}/graphql")`));
  const port = String(await freePort());
  const bin = join(peers, 'node_modules/@graphql-hive/gateway/dist/bin.js');
  const planner = rust ? ['--hive-router-runtime'] : ['--jit']; // with both it answers nulls
  const child = spawn(process.execPath, [youngSpace, bin, 'supergraph', supergraph, ...planner, '--disable-websockets', '--config-path', join(peers, 'gateway.config.mjs'), '--host', '127.0.0.1', '--port', port], {
    cwd: peers, stdio: ['ignore', 'inherit', 'inherit'], env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production', DESKGRAPH_PEERS: JSON.stringify({ key, accounts: places.accounts }) },
  });
  const running = await ready(child, `http://127.0.0.1:${port}`, '/readiness');
  return { ...running, close: async () => {
    await running.close();
    rmSync(folder, { recursive: true, force: true });
  } };
}

/** Starts the whole house in one process, on a database that is there. */
export async function startOne(environment: Readonly<Record<string, string>>): Promise<Running> {
  const port = String(await freePort());
  const dataDir = mkdtempSync(join(tmpdir(), 'deskgraph-peers-'));
  const hooks = ['--conditions=development', '--import', new URL('../scripts/swc-hooks.mjs', import.meta.url).href];
  const child = spawn(process.execPath, [youngSpace, ...hooks, join(root, 'packages/host/src/one.ts'), '--empty'], {
    cwd: root, stdio: ['ignore', 'ignore', 'inherit'], env: { PATH: process.env.PATH, HOME: process.env.HOME, DESKGRAPH_DATA_DIR: dataDir, DESKGRAPH_PORT: port, DESKGRAPH_MAIL_IN: 'off', NODE_ENV: 'production', ...environment },
  });
  const running = await ready(child, `http://127.0.0.1:${port}`, '/health/ready');
  return { ...running, close: async () => {
    await running.close();
    rmSync(dataDir, { recursive: true, force: true });
  } };
}

async function ready(child: ChildProcess, url: string, path: string): Promise<Running> {
  const ended = new Promise<void>(done => child.once('exit', () => { done(); }));
  const close = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  for (const end = Date.now() + 90_000; ; await new Promise(done => setTimeout(done, 200))) {
    const status = await fetch(url + path).then(response => response.status, () => 0);
    if (status === 200) return { url, pid: child.pid ?? 0, close };
    if (child.exitCode !== null || Date.now() > end) {
      await close();
      throw new Error(`A gateway did not start: ${url}${path} says ${String(status)}.`);
    }
  }
}

/** CPU milliseconds that these processes have used so far, of all their threads, as Linux counts them. */
export function cpuOf(pids: readonly number[]): number {
  const ticks = pids.map(pid => {
    const fields = readFileSync(`/proc/${String(pid)}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
    return Number(fields[11]) + Number(fields[12]);
  });
  return ticks.reduce((sum, each) => sum + each, 0) * 10; // Linux tells ticks of 10 ms
}
