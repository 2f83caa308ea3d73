import type { Transaction } from '@deskgraph/kit';
import { withAuth } from '../auth/auth.js';

/** What a link lets its holder do. */
export type LinkPurpose = 'verify' | 'reset';

/** The mailed links' SQL. Only a hash of purpose and token is stored. */
export const links = (tx: Transaction) => ({
  /** Stores a link that works until `expiresAt`, and sweeps those that have ended. */
  async insert(purpose: LinkPurpose, token: string, userId: string, expiresAt: Date): Promise<void> {
    const at = tx.now();
    await tx.db.query(
      'delete from auth.verification where id in (select id from auth.verification where expires_at < $1 limit 100 for update skip locked)',
      [at],
    );
    const row = {
      identifier: identifier(purpose, token),
      value: purpose,
      userId,
      expiresAt,
      createdAt: at,
      updatedAt: at,
    };
    await withAuth(tx, store => store.createVerificationValue(row));
  },

  /** Uses a link up and says whose it was: of several callers one gets it. Null when it was used, has ended or never was. */
  async consume(purpose: LinkPurpose, token: string): Promise<string | null> {
    const used = await withAuth(tx, store => store.consumeVerificationValue(identifier(purpose, token)));
    if (!used || used.expiresAt <= tx.now()) return null;
    return (used as typeof used & { userId: string }).userId;
  },

  /** Ends every link of a person. */
  async deleteAll(userId: string): Promise<void> {
    await tx.db.query('delete from auth.verification where user_id = $1', [userId]);
  },
});

function identifier(purpose: LinkPurpose, token: string): string {
  return `${purpose}:${token}`;
}
