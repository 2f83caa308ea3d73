import type { Transaction } from '@deskgraph/kit';
import { withAuth } from '../auth/auth.js';
import { isPassword } from '../auth/auth.password.js';

/** A person, whatever organizations they are in. */
export interface User {
  readonly id: string;
  readonly name: string;
  /** In lower case. */
  readonly email: string;
  /** Whether they have shown that the address is theirs. Nobody gets in before. */
  readonly emailVerified: boolean;
}

/** People and their passwords, kept by better-auth on this transaction. */
export const users = (tx: Transaction) => ({
  byEmail(email: string): Promise<User | null> {
    return withAuth(tx, async store => (await store.findUserByEmail(email))?.user ?? null);
  },

  byId(id: string): Promise<User | null> {
    return withAuth(tx, store => store.findUserById(id));
  },

  insert({ name, email, emailVerified, passwordHash }: Omit<User, 'id'> & { passwordHash: string | null }): Promise<User> {
    const at = { createdAt: tx.now(), updatedAt: tx.now() };
    return withAuth(tx, async store => {
      const user = await store.createUser({ name, email, emailVerified, ...at }, { method: 'email-password' });
      if (passwordHash !== null)
        await store.linkAccount({ userId: user.id, providerId: 'credential', accountId: user.id, password: passwordHash, ...at });
      return user;
    });
  },

  /** Changes the person; a password's hash goes to their credential, which is made when there is none. */
  async change(id: string, { passwordHash, ...change }: { emailVerified?: boolean; name?: string; passwordHash?: string }): Promise<void> {
    const at = { createdAt: tx.now(), updatedAt: tx.now() };
    await withAuth(tx, async store => {
      if (Object.keys(change).length > 0) await store.updateUser(id, { ...change, updatedAt: tx.now() });
      if (passwordHash === undefined) return;
      if (await store.findCredentialAccount(id)) await store.updatePassword(id, passwordHash);
      else await store.linkAccount({ userId: id, providerId: 'credential', accountId: id, password: passwordHash, ...at });
    });
  },

  /** Whether this is the person's password. For nobody it takes as long and answers no. */
  async matches(user: User | null, password: string): Promise<boolean> {
    const stored = user && (await withAuth(tx, store => store.findCredentialAccount(user.id)));
    return isPassword(stored?.password ?? null, password);
  },

  async hasPassword(id: string): Promise<boolean> {
    return withAuth(tx, async store => (await store.findCredentialAccount(id)) !== null);
  },

  /** Takes their password from a person whose address is not verified. */
  async dropPassword(id: string): Promise<void> {
    await tx.db.query(
      `delete from auth.account using auth."user" u where user_id = $1 and provider_id = 'credential' and u.id = $1 and not u.email_verified`,
      [id],
    );
  },

  /** One at a time for each address: two sign-ups must not both find it free. */
  async lock(email: string): Promise<void> {
    await tx.db.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`user|${email}`]);
  },
});
