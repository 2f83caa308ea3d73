import { AsyncLocalStorage } from 'node:async_hooks';
import type { Transaction } from '@deskgraph/kit';
import type { PostgresPool, PostgresPoolClient } from 'kysely';

const callers = new AsyncLocalStorage<Transaction>();

/** Lets everything `work` asks of `callersPool` run on this transaction. */
export function onTransaction<T>(tx: Transaction, work: () => Promise<T>): Promise<T> {
  return callers.run(tx, work);
}

/** The transaction that `onTransaction` gave. */
export function callersTransaction(): Transaction {
  const tx = callers.getStore();
  if (!tx) throw new Error('Credentials are read and written inside a transaction only.');
  return tx;
}

/** A pool that owns no connection: whoever asks gets the caller's, so that credentials commit and roll back with everything else. */
export const callersPool: PostgresPool = {
  connect: () => Promise.resolve(clientOf(callersTransaction())),
  end: () => Promise.resolve(),
  options: {},
};

const control = /^\s*(begin|start|commit|rollback|savepoint|release)\b/i;

function clientOf({ db }: Transaction): PostgresPoolClient {
  const query = async (text: unknown, values: readonly unknown[] = []) => {
    if (typeof text !== 'string' || control.test(text)) throw new Error('The caller begins and ends this transaction.');
    const [command = ''] = text.trim().toUpperCase().split(/\s/, 1);
    const answer = await db.query<unknown[]>(text, [...values]);
    const [rows, rowCount] = command === 'UPDATE' || command === 'DELETE' ? (answer as [unknown[], number]) : [answer, answer.length];
    return { command, rowCount, rows };
  };
  return { query, release: () => undefined } as PostgresPoolClient;
}
