import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environmentOf, freePort, loginUrl, migrate, openHouse, openPostgres, openRooms, ownerOf, platformLogins, readConfig, roles, startProcess, subgraphs, type Config, type Ground, type House, type Started } from '@deskgraph/host';
import { openLog } from '@deskgraph/kit';
import { openSandbox } from '@deskgraph/sandbox';
import { openFactory } from './factory.js';
import type { Standing } from './standing.js';

/** A whole house on free ports and a cluster of its own, gone without a trace on `close`. */
export interface RaisedHouse {
  /** The house as it runs here. In mode `each` its gateway is elsewhere. */
  readonly house: House;
  /** Its processes by role, in mode `each`. */
  readonly processes: ReadonlyMap<string, Started>;
  /** Starts a role again whose process has ended, or one more of it; `changes` go over its environment. */
  restart(role: string, changes?: Record<string, string>): Promise<void>;
  /** Opens one more gateway over the same rooms; answers its URL. */
  secondGateway(): Promise<string>;
  readonly standing: Standing;
  close(): Promise<void>;
}

const secret = 'only-for-tests-Zk3v9Qw7Lr2Tn8Xb5Hs1Yd6';

/** How a house is raised: in one process, or in a process for each room, the gateway and the worker. */
export interface RaiseOptions {
  readonly durable?: boolean;
  readonly settings?: Record<string, string>;
  readonly mode?: 'one' | 'each';
}

/** Raises a house. `durable` keeps Postgres's promises, for measurements; `settings` go over the test run's own. */
export async function raiseHouse({ durable = false, settings = {}, mode = 'one' }: RaiseOptions = {}): Promise<RaisedHouse> {
  const dataDir = mkdtempSync(join(tmpdir(), 'deskgraph-test-'));
  const closers: (() => unknown)[] = [() => { rmSync(dataDir, { recursive: true, force: true }); }];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const postgres = await openPostgres({ dataDir, ephemeral: !durable });
    closers.push(() => { rmSync(postgres.home, { recursive: true, force: true }); }); // it need not be in the data folder
    closers.push(() => postgres.close());
    const sandbox = await openSandbox();
    closers.push(() => sandbox.stop());
    const port = await freePort();
    const environment = {
      DESKGRAPH_ENV: 'test',
      DESKGRAPH_PORT: String(port),
      DESKGRAPH_SECRET: secret,
      DESKGRAPH_DATA_DIR: dataDir,
      DESKGRAPH_SMTP_IN_PORT: String(await freePort()),
      DESKGRAPH_TRACE: 'on',
      DESKGRAPH_RATE_LIMIT_SIGN_INS: '100000000',
      DESKGRAPH_RATE_LIMIT_POINTS: '100000000',
      DESKGRAPH_RATE_LIMIT_ANONYMOUS_POINTS: '100000000',
      ...settings,
    };
    const config = readConfig(environment);
    const ownerUrl = await ownerOf(postgres.url, secret);
    const log = openLog(process.env.LOG_LEVEL ?? 'silent');
    const ground: Ground = { ownerUrl, secret, log, sandbox: { smtpUrl: sandbox.smtp.url, mailboxUrl: sandbox.mailbox.url } };
    const processes = new Map<string, Started>();
    let start: (role: string, changes?: Record<string, string>) => Promise<Started> = () => Promise.reject(new Error('This house is one process.'));
    let house: RaisedHouse['house'];
    if (mode === 'one') {
      const whole = await openHouse(config, ground);
      closers.push(() => whole.close());
      house = whole;
    } else {
      await migrate(ownerUrl, secret, subgraphs);
      const local = await openRooms(config, ground);
      closers.push(() => local.close());
      house = {
        ...local,
        mailIn: null,
        get gateway(): never {
          throw new Error('The gateway of this house is a process of its own.');
        },
      };
      start = await starter(config, ground, environment);
      closers.push(async () => { await Promise.all([...processes.values()].map(one => one.close())); });
    }
    const restart: RaisedHouse['restart'] = async (role, changes) => { processes.set(role, await start(role, changes)); };
    if (mode === 'each') await Promise.all(roles.map(role => restart(role)));
    const secondGateway = async (): Promise<string> => {
      const other = String(await freePort());
      processes.set('gateway 2', await start('gateway', { DESKGRAPH_PORT: other, DESKGRAPH_MAIL_IN: 'off', DESKGRAPH_CORS_ORIGINS: `http://localhost:${other}` }));
      return `http://localhost:${other}`;
    };
    const logins = [...platformLogins, ...subgraphs.flatMap(({ name, logins: named = [] }) => [name, ...named])];
    const loginUrls = { deskgraph_owner: ownerUrl, ...Object.fromEntries(logins.map(login => [login, loginUrl({ ownerUrl, secret }, login)])) };
    const factory = await openFactory(house, secret);
    closers.push(() => factory.close());
    return { house, processes, restart, secondGateway, close, standing: { url: config.publicUrl, loginUrls, ownerUrl: postgres.url, mailboxUrl: sandbox.mailbox.url, smtpPort: config.smtpInPort, filesDir: config.filesDir, secret, factoryUrl: factory.url } };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Starts roles, each in a process that gets the same settings and its own place. */
async function starter(config: Config, { ownerUrl, sandbox }: Ground, settings: Record<string, string>): Promise<(role: string, changes?: Record<string, string>) => Promise<Started>> {
  const environment = { ...settings, ...(await environmentOf(config, ownerUrl)) };
  return (role, changes = {}) => startProcess(role, { environment: { ...environment, ...changes }, sandbox, tell: line => { if (process.env.LOG_LEVEL) process.stderr.write(`${role} ${line}\n`); } });
}
