import type { Transaction } from '@deskgraph/kit';

/** What first-run set-up asks of the database. */
export const setups = ({ db }: Transaction) => ({
  /** One set-up at a time, in every process. */
  async lock(): Promise<void> {
    await db.query(`select pg_advisory_xact_lock(hashtextextended('accounts.setup', 0))`);
  },

  /** Whether no organization exists yet, anywhere. */
  async needed(): Promise<boolean> {
    const [row] = await db.query<{ needed: boolean }[]>('select not exists (select from accounts.organization) as needed');
    return row?.needed ?? false;
  },
});
