import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { systemEnvironment } from './config.js';
import { DATABASE, SUPERUSER } from './postgres-server.js';

/** What to open. */
export interface PostgresOptions {
  /** Holds the cluster, its port and its password; made when absent. */
  readonly dataDir: string;
  /** Hears what the watcher does; no line holds a secret. */
  readonly log?: (line: string) => void;
  /** Gives up durability for speed. Tests only. */
  readonly ephemeral?: boolean;
}

/** An embedded Postgres that runs as long as this process, or another holder of the same data folder, wants it. */
export interface Postgres {
  /** The superuser's address of the product's database, password included: never log it. Clients that know Unix sockets take its `host`, others TCP. */
  readonly url: string;
  readonly port: number;
  /** True when the cluster was already running: it outlived its last owner, or another process of this checkout holds it. */
  readonly adopted: boolean;
  /** The process that owns the cluster for this one. */
  readonly watcher: number;
  /** The folder of the cluster, below `dataDir` or, where Postgres's user may not enter that, elsewhere. */
  readonly home: string;
  /** Lets go; the last to do so stops the cluster, and the promise resolves when it has stopped. */
  close(): Promise<void>;
}

/** What the watcher is told. */
export interface WatcherOrder {
  readonly dataDir: string;
  readonly ephemeral: boolean;
}

/** What the watcher tells, a line each. */
export type WatcherMessage =
  | { readonly log: string }
  | { readonly failed: string }
  | { readonly ready: { readonly port: number; readonly socketDir: string | null; readonly adopted: boolean; readonly home: string; readonly password: string } };

/**
 * Starts PostgreSQL 18 on a free loopback port of its own, or joins the one that already runs on this data folder. A watcher process owns
 * it, so that it stops when this process ends, however it ends.
 */
export async function openPostgres(options: PostgresOptions): Promise<Postgres> {
  const log = options.log ?? (() => undefined);
  const watcher = spawn(process.execPath, watcherArguments(), {
    detached: true, // out of the terminal's reach
    windowsHide: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...systemEnvironment(), LC_ALL: 'C', TZ: 'UTC' },
  });
  const ended = new Promise<void>(done => {
    watcher.once('close', () => {
      done();
    });
  });
  let complaint = '';
  watcher.stderr.on('data', (text: Buffer) => {
    complaint = (complaint + text.toString()).slice(-4_000);
  });
  watcher.stdin.on('error', () => undefined); // it died first; its end is reported below
  const order: WatcherOrder = { dataDir: resolve(options.dataDir), ephemeral: options.ephemeral ?? false };
  watcher.stdin.write(`${JSON.stringify(order)}\n`);

  const ready = await new Promise<Extract<WatcherMessage, { ready: unknown }>['ready']>((open, fail) => {
    createInterface({ input: watcher.stdout }).on('line', line => {
      const message = JSON.parse(line) as WatcherMessage;
      if ('log' in message) log(message.log);
      else if ('ready' in message) open(message.ready);
      else {
        fail(new Error(message.failed));
        log(message.failed);
      }
    });
    watcher.once('error', fail);
    void ended.then(() => {
      fail(new Error(`the Postgres watcher ended before Postgres was ready: ${complaint}`));
    });
  });

  let closing: Promise<void> | undefined;
  watcher.once('exit', code => {
    if (!closing) log(`the Postgres watcher ended (${String(code)}): Postgres runs on, unwatched, and the next start adopts it`);
  });
  // A process that forgets to close still ends; its end closes the pipe.
  for (const handle of [watcher, watcher.stdin as Socket, watcher.stdout as Socket, watcher.stderr as Socket]) handle.unref();
  return {
    url: `postgres://${SUPERUSER}:${ready.password}@127.0.0.1:${String(ready.port)}/${DATABASE}${ready.socketDir === null ? '' : `?host=${ready.socketDir}`}`,
    port: ready.port,
    adopted: ready.adopted,
    watcher: watcher.pid ?? 0,
    home: ready.home,
    close: () =>
      (closing ??= (async () => {
        watcher.ref();
        watcher.stdin.end();
        if (watcher.exitCode === null && watcher.signalCode === null) await once(watcher, 'exit');
      })()),
  };
}

/** The watcher is a file beside this one: built, or (in development) TypeScript that needs the hooks. */
function watcherArguments(): string[] {
  const isSource = import.meta.url.endsWith('.ts');
  const file = fileURLToPath(new URL(`./postgres-watcher.${isSource ? 'ts' : 'js'}`, import.meta.url));
  return isSource ? ['--import', new URL('../../../scripts/swc-hooks.mjs', import.meta.url).href, file] : [file];
}
