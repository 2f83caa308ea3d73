import type { Transaction } from '@deskgraph/kit';
import { sessionIdleMs, sessionLifeMs, withAuth } from '../auth/auth.js';
import { Session } from './session.entity.js';

/** Where a request came from, as the gateway saw it. */
export interface Client {
  readonly ipAddress: string | null;
  readonly userAgent: string | null;
}

/** Sessions, kept by better-auth on this transaction. What it calls a token is the hash of ours. */
export const sessions = (tx: Transaction) => ({
  /** Stores a session and sweeps the person's ended ones. Answers its id. */
  async insert(userId: string, tokenHash: string, client: Client): Promise<string> {
    const now = tx.now();
    await tx.db.query('delete from auth.session where user_id = $1 and (expires_at <= $2 or created_at <= $3)', [
      userId,
      now,
      bornAfter(tx),
    ]);
    const row = { token: tokenHash, createdAt: now, updatedAt: now, expiresAt: new Date(now.getTime() + sessionIdleMs), ...client };
    const { id } = await withAuth(tx, store => store.createSession(userId, false, row, true));
    return id;
  },

  /** The living session behind a token. */
  async byToken(tokenHash: string): Promise<{ id: string; userId: string } | null> {
    const [row] = await tx.db.query<{ id: string; userId: string }[]>(
      'select id, user_id as "userId" from auth.session where token = $1 and expires_at > $2 and created_at > $3',
      [tokenHash, tx.now(), bornAfter(tx)],
    );
    return row ?? null;
  },

  /** A person's living sessions, the last used first. */
  async ofUser(userId: string, currentId: string): Promise<Session[]> {
    const rows = await tx.db.query<Session[]>(
      `select id, created_at as "createdAt", updated_at as "lastSeenAt", expires_at as "expiresAt", user_agent as "userAgent", ip_address as "ipAddress",
         id = $4 as current
       from auth.session where user_id = $1 and expires_at > $2 and created_at > $3 order by updated_at desc, id desc`,
      [userId, tx.now(), bornAfter(tx), currentId],
    );
    return rows.map(row => Object.assign(new Session(), row));
  },

  /** The person's sessions beyond the newest `most`. */
  async beyond(userId: string, most: number): Promise<string[]> {
    const rows = await tx.db.query<{ id: string }[]>(
      'select id from auth.session where user_id = $1 order by created_at desc, id desc offset $2',
      [userId, most],
    );
    return rows.map(({ id }) => id);
  },

  /** Ends these sessions of a person. Answers the ids of those that were there. */
  async delete(userId: string, ids: readonly string[]): Promise<string[]> {
    const [rows] = await tx.db.query<[{ id: string }[]]>(
      'delete from auth.session where user_id = $1 and id = any($2::uuid[]) returning id',
      [userId, ids],
    );
    return rows.map(({ id }) => id);
  },

  /** Ends every session of a person. Answers how many there were. */
  async deleteAll(userId: string): Promise<number> {
    const there = await withAuth(tx, store => store.listSessions(userId));
    await withAuth(tx, store => store.deleteUserSessions(userId));
    return there.length;
  },
});

function bornAfter({ now }: Transaction): Date {
  return new Date(now().getTime() - sessionLifeMs);
}
