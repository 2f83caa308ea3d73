import type { Socket } from 'node:net';
import pg from 'pg';
import { DataSource, Repository, type EntityManager, type MixedList, type ObjectLiteral, type QueryRunner } from 'typeorm';
import { SnakeCase } from './naming.js';
import type { Work } from './context.js';

type Entities = MixedList<(new (...args: never[]) => object) | string>;

// TypeORM's own makes a class each time, and a repository is made for each read: the class costs more than the rest of it, and no call of its methods is ever fast.
Repository.prototype.extend = function extend<Methods>(this: Repository<ObjectLiteral>, methods: Methods) {
  return Object.assign(new Repository(this.target, this.manager, this.queryRunner), methods) as never;
};

/** How to reach Postgres as one login. */
export interface DatabaseOptions {
  /** postgres://login:password@host:port/database */
  readonly url: string;
  /** The room's schema; first in the search path. */
  readonly schema: string;
  readonly entities: Entities;
  readonly poolSize: number;
}

/** One login's door to Postgres. Only the transactions of this package go through it. */
export type Database = DataSource;

/** A room's logins: its own, and named ones for work before or across organizations. */
export interface Databases {
  readonly own: Database;
  readonly named: Readonly<Record<string, Database>>;
}

/** Opens a pool as one login. Statements end after 15 s, idle transactions after 60 s. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const limits = '-c statement_timeout=15000 -c idle_in_transaction_session_timeout=60000 -c lock_timeout=10000 -c jit=off';
  const source = new DataSource({
    type: 'postgres',
    driver: pg,
    url: options.url,
    schema: options.schema,
    entities: options.entities as never,
    namingStrategy: new SnakeCase(),
    synchronize: false,
    installExtensions: false,
    logging: false,
    applicationName: `deskgraph-${options.schema}`,
    extra: { max: options.poolSize, options: `${limits} -c search_path=${options.schema}`, connectionTimeoutMillis: 5000, pipeline: true },
  });
  return source.initialize();
}

/** What row-level security sees of a request. */
export interface Scope {
  /** Null before the organization is known: no tenant's rows exist then. */
  readonly organizationId: string | null;
  readonly readOnly: boolean;
}

/** A connection inside one transaction: begun with the first statement, over when `commit` or `rollback` says so. */
export interface Session {
  readonly db: EntityManager;
  commit(): Promise<void>;
  rollback(): Promise<void>;
}

/**
 * A transaction bound to an organization. One that only reads sends BEGIN, the binding and the first statements together, and waits neither between
 * statements nor for its end; one that writes does nothing before it has begun.
 */
export function openSession(database: Database, scope: Scope, work: Work): Session {
  const runner = database.createQueryRunner();
  const state = runner as { isTransactionActive: boolean };
  state.isTransactionActive = true; // told by hand and from the start: locks demand it, and `save` does not open a transaction of its own
  let client: pg.PoolClient | undefined;
  let begun: Promise<{ readonly answered: Promise<unknown> }> | undefined;

  const query = runner.query.bind(runner);
  const begin = async () => {
    client = (await runner.connect()) as pg.PoolClient;
    together(client);
    const answered = client.query(`begin${scope.readOnly ? ' read only' : ''}; ${bind(scope.organizationId)}`);
    if (scope.readOnly) answered.catch(() => undefined); // told to who asks the first statement
    else await answered;
    return { answered }; // in an object, or it would be waited for
  };
  const run = async (...args: Parameters<QueryRunner['query']>): Promise<unknown> => {
    const { answered } = await (begun ??= begin());
    work.statements++;
    if (client) together(client);
    const [result] = await Promise.all([query(...args) as Promise<unknown>, answered]);
    return result;
  };
  let last: Promise<unknown> = Promise.resolve();
  runner.query = ((...args: Parameters<QueryRunner['query']>) => {
    // what writes goes one after the other: a statement may rest on the one before
    const answer = scope.readOnly ? run(...args) : last.then(() => run(...args));
    last = Promise.allSettled([last, answer]); // failures are told to whoever asked
    return answer;
  }) as QueryRunner['query'];

  const end = async (command: 'commit' | 'rollback'): Promise<void> => {
    await last;
    state.isTransactionActive = false;
    if (client && scope.readOnly) together(client);
    const done = Promise.resolve(begun && client?.query(command));
    if (!scope.readOnly) return done.then(() => undefined).finally(() => runner.release());
    done.catch(() => undefined); // a lost connection has already failed the statement that mattered
    await runner.release(); // whoever has the connection next is answered after the end of this
  };
  return { db: runner.manager, commit: () => end('commit'), rollback: () => end('rollback') };
}

/** What is sent to Postgres from here to the end of this turn leaves as one write. */
function together(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  if (stream.writableCorked > 0) return;
  stream.cork();
  process.nextTick(() => { stream.uncork(); });
}

/** The statement that binds a transaction to an organization until it ends. */
export function bind(organizationId: string | null): string {
  return `select set_config('app.organization_id', ${pg.escapeLiteral(organizationId ?? '')}, true)`;
}
