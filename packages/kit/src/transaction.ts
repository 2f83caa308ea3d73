import { bind, openSession, type Database } from './database.js';
import { isTransaction, type Context, type Transaction } from './context.js';
import { refusalOf } from './refusal.js';
import { traced } from './trace.js';
import { systemViewer } from './viewer.js';

type Verb<T> = (tx: Transaction) => Promise<T>;

/**
 * Runs `work` in one transaction under the viewer's organization. A throw takes back its rows, events, audit rows and jobs alike. Inside an open
 * transaction it joins that one. It has committed before its answer is resolved further.
 */
export function transact<T>(ctx: Context, work: Verb<T>): Promise<T> {
  if (isTransaction(ctx)) return work(ctx);
  return run(ctx, ctx.databases.own, ctx.viewer.organizationId, work);
}

/** As `transact`, for the house itself: consumers, jobs and hooks. `cause` (an event or job id) goes into the audit rows. */
export function transactAs<T>(ctx: Context, organizationId: string, cause: string, work: Verb<T>): Promise<T> {
  const acting: Context = { ...ctx, viewer: systemViewer(organizationId), work: { ...ctx.work, cause } };
  return run(acting, ctx.databases.own, organizationId, work);
}

/**
 * Runs `work` before or across organizations, as a named login that has policies of its own on exactly the tables it needs. No organization
 * is bound until `enter` names one.
 */
export function transactAcross<T>(ctx: Context, login: string, work: Verb<T>): Promise<T> {
  const database = ctx.databases.named[login];
  if (!database) throw new Error(`This room has no login ${login}.`);
  return run(ctx, database, null, work);
}

/** Binds an open transaction to an organization; from here on it sees and writes that one's rows. Answers the transaction to go on with. */
export async function enter(tx: Transaction, organizationId: string): Promise<Transaction> {
  await tx.db.query(bind(organizationId));
  return { ...tx, viewer: { ...tx.viewer, organizationId } };
}

function run<T>(ctx: Context, database: Database, organizationId: string | null, work: Verb<T>): Promise<T> {
  return traced('transaction', { request_id: ctx.requestId }, () => runIn(ctx, database, organizationId, work));
}

async function runIn<T>(ctx: Context, database: Database, organizationId: string | null, work: Verb<T>): Promise<T> {
  const session = openSession(database, { organizationId, readOnly: false }, ctx.work);
  const tx: Transaction = { ...ctx, db: session.db, loaders: new Map(), open: true, audited: { count: 0 } };
  try {
    const answer = await work(tx);
    if (ctx.work.mutation && tx.audited.count === 0) throw new Error(`${ctx.work.mutation} would commit without an audit row.`);
    await session.commit();
    ctx.loaders.clear(); // what they hold was read before
    return answer;
  } catch (error) {
    await session.rollback().catch(() => undefined); // the first error is the one to tell
    throw refusalOf(error);
  }
}
