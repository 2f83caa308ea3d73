/**
 * The process that owns an embedded Postgres. Its standard input is a pipe from the process that wants the database: the first line says
 * how to start it, and the end of the pipe - a close, an exit, a kill -9 - means that it is wanted no more. It tells what happens as lines
 * of JSON on its standard output. Ctrl-C does not reach it: it runs in a session of its own.
 */
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WatcherMessage, WatcherOrder } from './postgres.js';
import { findPlace } from './postgres-place.js';
import { leaveServer, startServer, type Server } from './postgres-server.js';
import { secretFile } from './secret.js';

process.stdout.on('error', () => undefined); // the parent is gone; the end of the input says so too
process.on('SIGINT', () => undefined);
process.on('SIGHUP', () => undefined);

const input = createInterface({ input: process.stdin });
const unwanted = new AbortController();
input.once('close', () => {
  unwanted.abort();
});
process.once('SIGTERM', () => {
  unwanted.abort();
});

function say(message: WatcherMessage): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

async function watch(order: WatcherOrder): Promise<void> {
  const place = findPlace(order.dataDir);
  if (place.isElsewhere) say({ log: `the user postgres may not enter ${order.dataDir}: the data is in ${place.home}` });
  const password = secretFile(join(place.home, 'password'));
  const start = (): Promise<Server> =>
    startServer({
      place, password, ephemeral: order.ephemeral,
      log: line => {
        say({ log: line });
      },
    });
  let server = await start();
  say({ ready: { port: server.port, socketDir: server.socketDir, adopted: server.adopted, home: place.home, password } });
  while ((await firstOf(server.lease)) === 'lost') {
    say({ log: 'lost Postgres; starting it again' });
    await sleep(200);
    server = await start();
  }
  await leaveServer(place, server.lease);
}

/** What comes first: Postgres is lost, or nobody wants it any more. */
function firstOf(lease: Server['lease']): Promise<'lost' | 'unwanted'> {
  return new Promise(resolve => {
    const leave = (): void => {
      resolve('unwanted');
    };
    if (unwanted.signal.aborted) leave();
    unwanted.signal.addEventListener('abort', leave, { once: true });
    lease.once('end', () => {
      unwanted.signal.removeEventListener('abort', leave);
      resolve('lost');
    });
  });
}

input.once('line', line => {
  watch(JSON.parse(line) as WatcherOrder).then(
    () => process.exit(0),
    (error: unknown) => {
      say({ failed: error instanceof Error ? error.message : String(error) });
      process.exitCode = 1;
      process.stdin.destroy();
    },
  );
});
