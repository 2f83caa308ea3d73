// The house as many processes. `npm run each` starts them all, beside one database; `node each.js <role>` is one of them.
import { openLog } from '@deskgraph/kit';
import { openSandbox } from '@deskgraph/sandbox';
import { environmentOf, startProcess } from './children.js';
import { ConfigError, readConfig } from './config.js';
import { ensureDemo } from './demo.js';
import { fillDemo } from './demo/fill.js';
import type { Ground } from './house.js';
import { openRooms } from './open.js';
import { ownerOf } from './owner.js';
import { settlePort } from './port.js';
import { openPostgres } from './postgres.js';
import { openProcess, roles, type Role } from './process.js';
import { openTeller } from './progress.js';
import { subgraphs } from './rooms.js';
import { openTracing } from './tracing.js';
import { migrate } from './schemas.js';
import { welcome } from './welcome.js';

type Sandbox = Ground['sandbox'];
type Close = () => Promise<void>;

const teller = openTeller();
const [role, ...rest] = process.argv.slice(2).filter(argument => argument !== '--empty');

/** One process: its settings from the environment, the sandbox's addresses from whoever started it. */
async function one(role: Role): Promise<Close> {
  const config = readConfig();
  if (config.databaseUrl === null) throw new Error('A process of its own needs DESKGRAPH_DATABASE_URL.');
  const sandbox = rest[0] === undefined ? null : (JSON.parse(rest[0]) as Sandbox);
  const tracing = await openTracing(config.otlpEndpoint, role);
  const opened = await openProcess(role, config, { ownerUrl: config.databaseUrl, secret: config.secret, log: openLog(config.logLevel), sandbox });
  process.send?.('ready');
  process.once('disconnect', () => { process.kill(process.pid, 'SIGTERM'); }); // whoever started it is gone
  return async () => {
    await opened.close();
    await tracing.close();
  };
}

/** All of them, and what they stand on. */
async function all(): Promise<Close> {
  const config = await settlePort(readConfig(undefined, { argv: process.argv.slice(2) }));
  const log = openLog(config.logLevel);
  const closers: Close[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const postgres = config.databaseUrl === null ? await openPostgres({ dataDir: config.dataDir, log: line => { log.debug({ postgres: line }, 'postgres'); } }) : null;
    if (postgres) closers.push(() => postgres.close());
    const ownerUrl = postgres ? await ownerOf(postgres.url, config.secret) : (config.databaseUrl ?? '');
    teller.step('PostgreSQL is up');
    const opened = config.mail === 'sandbox' ? await openSandbox() : null;
    if (opened) closers.push(() => opened.stop());
    const sandbox = opened && { smtpUrl: opened.smtp.url, mailboxUrl: opened.mailbox.url };
    const ground: Ground = { ownerUrl, secret: config.secret, log, sandbox };
    await migrate(ownerUrl, config.secret, subgraphs, step => { teller.step(step); });

    const environment = await environmentOf(config, ownerUrl);
    const children = roles.map(async name => startProcess(name, { environment, sandbox, tell: line => { teller.say(`${name.padEnd(10)} ${line}`); } }));
    for (const [index, child] of (await Promise.allSettled(children)).entries()) {
      if (child.status === 'rejected') throw child.reason;
      closers.push(child.value.close);
      teller.step(`${roles[index] ?? ''} is up (process ${String(child.value.pid)})`);
      void child.value.ended.then(() => { if (!stopping) teller.step(`${roles[index] ?? ''} has ended; the others go on without it`); });
    }
    const mailIn = config.mailIn ? { host: config.smtpInHost, port: Number(environment.DESKGRAPH_SMTP_IN_PORT) } : null;
    const local = await openRooms(config, ground);
    const demo = config.empty || config.env === 'production' ? null : await ensureDemo(local, config, postgres?.home ?? null, mailIn?.port ?? null, step => { teller.step(step); });
    teller.say(...(await welcome(local, config, demo, sandbox?.mailboxUrl ?? null, mailIn)));
    const filling = demo && config.demo === 'full' ? fillDemo(local, demo, step => { teller.step(step); }) : null;
    const closed = (filling?.over ?? Promise.resolve()).then(() => local.close());
    closers.push(async () => {
      await filling?.close();
      await closed;
    });
    return close;
  } catch (error) {
    await close();
    throw error;
  }
}

let stopping = false;
let close: Close | undefined;
function stop(): void {
  if (stopping) return;
  stopping = true;
  void (close?.() ?? Promise.resolve()).then(() => process.exit(0), () => process.exit(1));
}

try {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  if (role !== undefined && !roles.includes(role)) throw new Error(`Say which process: ${roles.join(', ')}.`);
  close = role === undefined ? await all() : await one(role);
} catch (error) {
  teller.say(error instanceof ConfigError ? error.message : `Deskgraph could not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  process.exit(1);
}
