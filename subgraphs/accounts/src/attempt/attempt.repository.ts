import { createHmac } from 'node:crypto';
import type { Transaction } from '@deskgraph/kit';

export type AttemptKind = 'SIGN_IN' | 'MAIL';

/** How often something was tried for an address since the window began. */
export interface Attempts {
  readonly count: number;
  readonly startedAt: Date;
}

/** The attempts' SQL. Addresses are kept as keyed hashes, so that the table tells nobody who has an account. */
export const attempts = (tx: Transaction) => ({
  /** What was counted in the window that is still open, or null. */
  async open(kind: AttemptKind, email: string, windowMs: number): Promise<Attempts | null> {
    const [row] = await tx.db.query<Attempts[]>(
      'select count, started_at as "startedAt" from auth.attempt where kind = $1 and address = $2 and started_at > $3',
      [kind, hashed(tx, email), since(tx, windowMs)],
    );
    return row ?? null;
  },

  /** Counts one more, in a new window when the last is over. */
  async add(kind: AttemptKind, email: string, windowMs: number): Promise<void> {
    await tx.db.query(
      `insert into auth.attempt (kind, address, count, started_at) values ($1, $2, 1, $3)
       on conflict (kind, address) do update set
         count = case when attempt.started_at > $4 then attempt.count + 1 else 1 end,
         started_at = case when attempt.started_at > $4 then attempt.started_at else excluded.started_at end`,
      [kind, hashed(tx, email), tx.now(), since(tx, windowMs)],
    );
  },

  /** Forgets what was counted for an address. */
  async clear(kind: AttemptKind, email: string): Promise<void> {
    await tx.db.query('delete from auth.attempt where kind = $1 and address = $2', [kind, hashed(tx, email)]);
  },

  /** Forgets windows that began longer ago. Rows somebody is counting in are left for the next time. */
  async sweep(windowMs: number): Promise<void> {
    await tx.db.query(
      `delete from auth.attempt where (kind, address) in
         (select kind, address from auth.attempt where started_at < $1 limit 100 for update skip locked)`,
      [since(tx, windowMs)],
    );
  },
});

function hashed({ key }: Transaction, email: string): Buffer {
  return createHmac('sha256', key('attempt')).update(email).digest();
}

function since({ now }: Transaction, windowMs: number): Date {
  return new Date(now().getTime() - windowMs);
}
