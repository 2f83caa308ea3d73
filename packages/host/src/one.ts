// The whole house in one process: `npm start`.
import { openLog } from '@deskgraph/kit';
import { openSandbox } from '@deskgraph/sandbox';
import { ConfigError, readConfig, type Config } from './config.js';
import { ensureDemo } from './demo.js';
import { fillDemo } from './demo/fill.js';
import { codeOf } from './failure.js';
import { openHouse } from './house.js';
import { ownerOf } from './owner.js';
import { settlePort } from './port.js';
import { openPostgres } from './postgres.js';
import { openTeller, type Teller } from './progress.js';
import { openTracing } from './tracing.js';
import { welcome } from './welcome.js';

async function start(config: Config, teller: Teller): Promise<() => Promise<void>> {
  const log = openLog(config.logLevel);
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const tracing = await openTracing(config.otlpEndpoint, 'house');
    closers.push(() => tracing.close());
    let ownerUrl = config.databaseUrl;
    let home: string | null = null;
    if (ownerUrl === null) {
      const postgres = await openPostgres({ dataDir: config.dataDir, log: line => { log.debug({ postgres: line }, 'postgres'); } });
      closers.push(() => postgres.close());
      home = postgres.home;
      ownerUrl = await ownerOf(postgres.url, config.secret);
      teller.step(`PostgreSQL 18 ${postgres.adopted ? 'was running already' : 'is up'} on port ${String(postgres.port)}, data in ${postgres.home}`);
    }
    const sandbox = config.mail === 'sandbox' ? await openSandbox() : null;
    if (sandbox) {
      closers.push(() => sandbox.stop());
      teller.step(`the provider sandbox is up: SMTP on ${sandbox.smtp.host}:${String(sandbox.smtp.port)}`);
    }
    const house = await openHouse(config, {
      ownerUrl,
      secret: config.secret,
      log,
      sandbox: sandbox && { smtpUrl: sandbox.smtp.url, mailboxUrl: sandbox.mailbox.url },
      progress: step => { teller.step(step); },
    });
    closers.push(() => house.close());
    const demo = config.empty || config.env === 'production' ? null : await ensureDemo(house, config, home, house.mailIn?.port ?? null, step => { teller.step(step); });
    teller.say(...(await welcome(house, config, demo, sandbox?.mailbox.url ?? null, house.mailIn)));
    if (demo && config.demo === 'full') {
      const filling = fillDemo(house, demo, step => { teller.step(step); });
      closers.push(() => filling.close());
    }
    return close;
  } catch (error) {
    await close();
    throw error;
  }
}

const teller = openTeller();
try {
  const close = await start(await settlePort(readConfig(undefined, { argv: process.argv.slice(2) })), teller);
  let asked = 0;
  const stop = (signal: string): void => {
    const now = Date.now();
    if (asked > 0 && now - asked < 1000) return; // a signal to the whole group arrives twice
    if (asked > 0) process.exit(1); // asked again: at once
    asked = now;
    teller.step(`${signal}: finishing what runs`);
    close().then(
      () => {
        teller.step('stopped');
        process.exit(0);
      },
      (error: unknown) => {
        teller.say(String(error));
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
} catch (error) {
  teller.say(reasonOf(error));
  process.exit(1);
}

function reasonOf(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  if (codeOf(error) === 'EADDRINUSE') return `Deskgraph could not start: port ${String((error as { port?: number }).port)} is taken: set DESKGRAPH_PORT to another, or to 0 for a free one`;
  return `Deskgraph could not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
