import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, loginUrl, openHouse, openPostgres, ownerOf, platformLogins, readConfig, subgraphs, type House } from '@deskgraph/host';
import { openLog } from '@deskgraph/kit';
import { openSandbox } from '@deskgraph/sandbox';
import { openFactory } from './factory.js';
import type { Standing } from './standing.js';

/** A whole house on free ports and a cluster of its own, gone without a trace on `close`. */
export interface RaisedHouse {
  readonly house: House;
  readonly standing: Standing;
  close(): Promise<void>;
}

const secret = 'only-for-tests-Zk3v9Qw7Lr2Tn8Xb5Hs1Yd6';

/** Raises a house. `durable` keeps Postgres's promises, for measurements; `settings` go over the test run's own. */
export async function raiseHouse({ durable = false, settings = {} }: { durable?: boolean; settings?: Record<string, string> } = {}): Promise<RaisedHouse> {
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
    const config = readConfig({
      DESKGRAPH_ENV: 'test',
      DESKGRAPH_PORT: String(port),
      DESKGRAPH_SECRET: secret,
      DESKGRAPH_DATA_DIR: dataDir,
      DESKGRAPH_TRACE: 'on',
      DESKGRAPH_RATE_LIMIT_SIGN_INS: '100000000',
      DESKGRAPH_RATE_LIMIT_POINTS: '100000000',
      DESKGRAPH_RATE_LIMIT_ANONYMOUS_POINTS: '100000000',
      ...settings,
    });
    const ownerUrl = await ownerOf(postgres.url, secret);
    const log = openLog(process.env.LOG_LEVEL ?? 'silent');
    const house = await openHouse(config, { ownerUrl, secret, log, sandbox: { smtpUrl: sandbox.smtp.url, mailboxUrl: sandbox.mailbox.url } });
    closers.push(() => house.close());
    const logins = [...platformLogins, ...subgraphs.flatMap(({ name, logins: named = [] }) => [name, ...named])];
    const loginUrls = { deskgraph_owner: ownerUrl, ...Object.fromEntries(logins.map(login => [login, loginUrl({ ownerUrl, secret }, login)])) };
    const factory = await openFactory(house, secret);
    closers.push(() => factory.close());
    return { house, close, standing: { url: config.publicUrl, loginUrls, ownerUrl: postgres.url, mailboxUrl: sandbox.mailbox.url, secret, factoryUrl: factory.url } };
  } catch (error) {
    await close();
    throw error;
  }
}
