import type { Transaction } from '@deskgraph/kit';
import { withAuth } from '../auth/auth.js';

/** What a link lets its holder do. */
export type LinkPurpose = 'verify' | 'reset';

/** What a link carries beside the person: for `verify`, the sign-up it confirms. */
export interface LinkContent {
  /** The password's hash, when the sign-up was not the first for this address. */
  readonly passwordHash?: string;
  readonly name?: string;
  readonly organization?: string;
}

/** A link's content as it is stored. */
interface Stored extends LinkContent {
  readonly purpose: LinkPurpose;
}

/** The mailed links' SQL. Only a hash of purpose and token is stored. */
export const links = (tx: Transaction) => ({
  /** Stores a link that works until `expiresAt`, and sweeps those that have ended. */
  async insert(purpose: LinkPurpose, token: string, userId: string, content: LinkContent, expiresAt: Date): Promise<void> {
    const at = tx.now();
    await tx.db.query(
      'delete from auth.verification where id in (select id from auth.verification where expires_at < $1 limit 100 for update skip locked)',
      [at],
    );
    const row = {
      identifier: identifier(purpose, token),
      value: JSON.stringify({ purpose, ...content }),
      userId,
      expiresAt,
      createdAt: at,
      updatedAt: at,
    };
    await withAuth(tx, store => store.createVerificationValue(row));
  },

  /** Uses a link up: of several callers one gets it. Null when it was used, has ended or never was. */
  async consume(purpose: LinkPurpose, token: string): Promise<{ userId: string; content: LinkContent } | null> {
    const used = await withAuth(tx, store => store.consumeVerificationValue(identifier(purpose, token)));
    if (!used || used.expiresAt <= tx.now()) return null;
    const { userId } = used as typeof used & { userId: string };
    return { userId, content: JSON.parse(used.value) as LinkContent };
  },

  /** What the person's newest open link of this purpose carries. */
  async newest(purpose: LinkPurpose, userId: string): Promise<LinkContent> {
    const [row] = await tx.db.query<{ value: string }[]>(
      `select value from auth.verification where user_id = $1 and expires_at > $2 and value::jsonb ->> 'purpose' = $3 order by created_at desc, id desc limit 1`,
      [userId, tx.now(), purpose],
    );
    if (!row) return {};
    const { purpose: _, ...content } = JSON.parse(row.value) as Stored;
    return content;
  },

  /** Ends every link of a person. */
  async deleteAll(userId: string): Promise<void> {
    await tx.db.query('delete from auth.verification where user_id = $1', [userId]);
  },
});

function identifier(purpose: LinkPurpose, token: string): string {
  return `${purpose}:${token}`;
}
