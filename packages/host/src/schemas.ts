import { loginPassword, Platform0001, Platform0002, Platform0003, Platform0004, Platform0005, Platform0006, Platform0007, Platform0008, Platform0009, Platform0010, Platform0011, SnakeCase, workGrants, type Subgraph } from '@deskgraph/kit';
import pg from 'pg';
import { PgBoss } from 'pg-boss';
import { DataSource } from 'typeorm';
import { queuesOf } from './queues.js';

/** Logins that belong to no room. */
export const platformLogins = ['gateway', 'worker', 'sequencer', 'hooks'];

const platformMigrations = [Platform0001, Platform0002, Platform0003, Platform0004, Platform0005, Platform0006, Platform0007, Platform0008, Platform0009, Platform0010, Platform0011];

/** A migration step as it is told to whoever waits. */
export type Progress = (step: string) => void;

/**
 * Brings a database up to date: logins, schemas, every room's migrations, the job queues. Runs as the owner, one process at a time, and may be
 * run again at any time.
 */
export async function migrate(ownerUrl: string, secret: string, subgraphs: readonly Subgraph<never>[], progress: Progress = () => undefined): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl, application_name: 'deskgraph-migrate' });
  await owner.connect();
  try {
    await owner.query(`select pg_advisory_lock(hashtext('deskgraph-migrate'))`);
    const logins = [...platformLogins, ...subgraphs.flatMap(({ name, logins: named = [] }) => [name, ...named])];
    for (const login of logins) await ensureLogin(owner, login, loginPassword(secret, login));
    await owner.query('revoke all on schema public from public');
    for (const schema of ['platform', 'jobs', 'auth', ...subgraphs.map(({ name }) => name)]) await owner.query(`create schema if not exists ${pg.escapeIdentifier(schema)}`);

    await run(ownerUrl, 'platform', platformMigrations, progress);
    for (const { name, logins: named = [], consumers = {} } of subgraphs) {
      for (const login of [name, ...named]) await owner.query(workGrants(login));
      for (const consumer of Object.keys(consumers)) await owner.query('insert into platform.consumer (name, position) values ($1, 0) on conflict do nothing', [consumer]);
    }
    await migrateJobs(ownerUrl, owner, subgraphs, progress);
    for (const { name, migrations } of subgraphs) await run(ownerUrl, name, migrations, progress);
  } finally {
    await owner.end();
  }
}

/** A login without any right of its own; its password follows the house's secret. */
async function ensureLogin(owner: pg.Client, login: string, password: string): Promise<void> {
  const name = pg.escapeIdentifier(login);
  const { rowCount } = await owner.query('select 1 from pg_roles where rolname = $1', [login]);
  if (rowCount === 0) await owner.query(`create role ${name} login noinherit`);
  await owner.query(`alter role ${name} password ${pg.escapeLiteral(password)}`);
}

async function run(ownerUrl: string, schema: string, migrations: Subgraph['migrations'], progress: Progress): Promise<void> {
  const source = new DataSource({
    type: 'postgres',
    url: ownerUrl,
    schema,
    migrations,
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    namingStrategy: new SnakeCase(),
    installExtensions: false,
  });
  await source.initialize();
  try {
    for (const { name } of await source.runMigrations()) progress(`${schema}: ${name.replace(/0*(\d+)$/, ' $1')}`);
  } finally {
    await source.destroy();
  }
}

/** pg-boss keeps its own tables; queues are made here, so that no login that only enqueues needs to write more than jobs. */
async function migrateJobs(ownerUrl: string, owner: pg.Client, subgraphs: readonly Subgraph<never>[], progress: Progress): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, schema: 'jobs', schedule: false, supervise: false });
  await boss.start();
  try {
    for (const { name, options } of queuesOf(subgraphs)) {
      if (await boss.getQueue(name)) await boss.updateQueue(name, options);
      else {
        await boss.createQueue(name, options);
        progress(`jobs: ${name}`);
      }
    }
  } finally {
    await boss.stop({ graceful: false });
  }
  await owner.query(`
    grant usage on schema jobs to worker;
    grant select, insert, update, delete on all tables in schema jobs to worker;
    grant usage on all sequences in schema jobs to worker;
    grant execute on all functions in schema jobs to worker;
  `);
  // Whoever only enqueues reads the queues and writes jobs: nothing of schedules, of other processes or of warnings.
  const { rows } = await owner.query<{ table: string }>('select distinct table_name as table from jobs.queue');
  const tables = rows.map(({ table }) => `jobs.${pg.escapeIdentifier(table)}`).join(', ');
  for (const login of subgraphs.flatMap(({ name, logins = [] }) => [name, ...logins])) {
    await owner.query(`
      revoke all on all tables in schema jobs from ${login};
      grant usage on schema jobs to ${login};
      grant select on jobs.queue to ${login};
      grant select, insert on ${tables} to ${login};
    `);
  }
}
