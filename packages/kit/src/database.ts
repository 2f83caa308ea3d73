import type { Socket } from 'node:net';
import pg from 'pg';
import { DataSource, Repository, type EntityManager, type MixedList, type ObjectLiteral, type QueryRunner } from 'typeorm';
import { SnakeCase } from './naming.js';
import type { Work } from './context.js';

type Entities = MixedList<(new (...args: never[]) => object) | string>;

// TypeORM's own makes a class each time, and a repository is made for each read: the class costs more than the rest of it, and no call of its methods is ever fast.
Repository.prototype.extend = function extend(this: Repository<ObjectLiteral>, methods: object) {
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
 * What is asked under an organization. One that only reads holds no connection: what is asked within a turn leaves as one transaction and one write, from
 * BEGIN to COMMIT, and waits for neither: Postgres gives each statement a snapshot of its own anyway. One that writes is one transaction, and does nothing
 * before it has begun.
 */
export function openSession(database: Database, scope: Scope, work: Work): Session {
  const runner = database.createQueryRunner();
  (runner as { isTransactionActive: boolean }).isTransactionActive = true; // told by hand and from the start: locks demand it, and `save` does not open a transaction of its own
  return scope.readOnly ? reading(runner, database.driver, scope, work) : writing(runner, scope, work);
}

/** The part of TypeORM's driver that lends a connection, with what gives it back. */
interface Pool {
  obtainMasterConnection(): Promise<[client: pg.PoolClient, release: (isBroken: boolean) => void]>;
}

interface Turn {
  readonly client: pg.PoolClient;
  readonly begun: Promise<unknown>;
}

function reading(runner: QueryRunner, pool: Pool, { organizationId }: Scope, work: Work): Session {
  let turn: Promise<Turn> | undefined;
  const open = async (): Promise<Turn> => {
    const [client, release] = await pool.obtainMasterConnection().catch((error: unknown) => {
      turn = undefined;
      throw error;
    });
    client.on('error', ignore);
    const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
    stream.cork();
    process.nextTick(() => {
      turn = undefined;
      void client.query('commit').then(() => false, () => true).then(isBroken => { // a lost connection has already failed the statement that mattered
        client.off('error', ignore);
        release(isBroken);
      });
      stream.uncork();
    });
    const begun = client.query(`begin read only; ${bind(organizationId)}`);
    begun.catch(ignore); // told to who asks the first statement
    return { client, begun };
  };
  const ask = async (statement: Statement): Promise<unknown> => {
    const { client, begun } = await (turn ??= open());
    work.statements++;
    const [, result] = await Promise.all([begun, client.query(...statement)]);
    return result;
  };
  // TypeORM sends through what this answers, so that no statement can leave outside of a transaction
  runner.connect = () => Promise.resolve({
    query: (...statement: Statement) => {
      if (runner.isReleased) throw new Error('The session is over.');
      return ask(statement).catch((error: unknown) => {
        if ((error as { code?: string }).code !== failedBefore) throw error;
        return ask(statement);
      });
    },
  });

  const query = runner.query.bind(runner);
  let last: Promise<unknown> = Promise.resolve();
  runner.query = ((...args: Parameters<QueryRunner['query']>) => {
    const answer = query(...args);
    last = Promise.allSettled([last, answer]); // failures are told to whoever asked
    return answer;
  }) as QueryRunner['query'];
  const end = async (): Promise<void> => {
    await settled(() => last);
    await runner.release();
  };
  return { db: runner.manager, commit: end, rollback: end };
}

type Statement = [text: string, values?: unknown[]];

/** The SQLSTATE of a statement behind another one that failed in the same transaction. */
const failedBefore = '25P02';
const ignore = (): undefined => undefined;

function writing(runner: QueryRunner, { organizationId }: Scope, work: Work): Session {
  let client: pg.PoolClient | undefined;
  let begun: Promise<unknown> | undefined;
  const begin = async (): Promise<unknown> => {
    client = (await runner.connect()) as pg.PoolClient;
    return client.query(`begin; ${bind(organizationId)}`);
  };
  const query = runner.query.bind(runner);
  let isOver = false;
  const run = async (...args: Parameters<QueryRunner['query']>): Promise<unknown> => {
    if (isOver) throw new Error('The transaction is over.');
    await (begun ??= begin());
    work.statements++;
    return query(...args);
  };
  let last: Promise<unknown> = Promise.resolve();
  runner.query = ((...args: Parameters<QueryRunner['query']>) => {
    const answer = last.then(() => run(...args)); // one after the other: a statement may rest on the one before
    last = answer.catch(() => undefined); // told to whoever asked
    return answer;
  }) as QueryRunner['query'];
  const end = async (command: 'commit' | 'rollback'): Promise<void> => {
    await settled(() => last);
    isOver = true;
    (runner as { isTransactionActive: boolean }).isTransactionActive = false;
    await Promise.resolve(client?.query(command)).finally(() => runner.release());
  };
  return { db: runner.manager, commit: () => end('commit'), rollback: () => end('rollback') };
}

/** Waits for what is under way, and for what was asked meanwhile by those who waited for that. */
async function settled(last: () => Promise<unknown>): Promise<void> {
  for (let seen: Promise<unknown> | undefined; seen !== last();) await (seen = last());
}

/** The statement that binds a transaction to an organization until it ends. */
export function bind(organizationId: string | null): string {
  return `select set_config('app.organization_id', ${pg.escapeLiteral(organizationId ?? '')}, true)`;
}
