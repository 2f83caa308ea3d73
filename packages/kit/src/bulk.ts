import { setTimeout as sleep } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import type { Context, Transaction } from './context.js';
import { Refused } from './refusal.js';
import { transact } from './transaction.js';

type Class<T> = new (...args: never[]) => T;

/** How many rows a bulk verb takes in one transaction at the most. */
export const bulkLimit = 500;
/** How often it is tried, and how long is waited the first time; twice as long each time after. */
const [mostTries, firstWaitMs] = [8, 50];

/**
 * Takes in many rows of the past at once, all or none: what a bulk verb of a room is made of. `work` gets the transaction, and answers how many were new.
 * It locks many rows, and consumers that deal with many events lock them in another order: where it was in their way, it is tried again.
 */
export async function bulk(ctx: Context, rows: readonly object[], work: (tx: Transaction) => Promise<number>): Promise<number> {
  if (rows.length > bulkLimit) throw new Error(`${String(rows.length)} rows at once; ${String(bulkLimit)} is the most.`);
  if (rows.length === 0) return 0;
  for (let tries = 1; ; tries++) {
    try {
      return await transact(ctx, work);
    } catch (error) {
      if (!(error instanceof Refused && error.code === 'UNAVAILABLE') || tries === mostTries) throw error;
      await sleep(firstWaitMs * 2 ** (tries - 1));
    }
  }
}

/** Those of some rows whose ids are not stored yet. */
export async function unknownAmong<Row extends { readonly id: string }>({ db, viewer }: Pick<Context, 'db' | 'viewer'>, entity: Class<object>, rows: readonly Row[]): Promise<Row[]> {
  const known = await db.query<{ id: string }[]>(`select id from ${tableOf(db, entity)} where organization_id = $1 and id = any($2)`, [viewer.organizationId, rows.map(({ id }) => id)]);
  const ids = new Set(known.map(({ id }) => id));
  return rows.filter(({ id }) => !ids.has(id));
}

/** Inserts rows of an entity with one statement, however many they are. */
export async function insertAll<Row extends object>({ db }: Pick<Context, 'db'>, entity: Class<Row>, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const { columns } = db.getRepository(entity).metadata;
  const names = columns.map(({ databaseName }) => `"${databaseName}"`).join(', ');
  const values = rows.map(row => Object.fromEntries(columns.map(({ databaseName, propertyName }) => [databaseName, inJson(row[propertyName as keyof Row])])));
  const table = tableOf(db, entity);
  await db.query(`insert into ${table} (${names}) select ${names} from json_populate_recordset(null::${table}, $1::json)`, [JSON.stringify(values)]);
}

function tableOf(db: EntityManager, entity: Class<object>): string {
  return db.getRepository(entity).metadata.tablePath.split('.').map(part => `"${part}"`).join('.');
}

/** A value as Postgres reads it from JSON. */
function inJson(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  return Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value;
}
