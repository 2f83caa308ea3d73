import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Invitations count as mails to their address too: the room may count there, where addresses are keyed hashes, and sees nothing else of `auth`. */
export class Accounts0003 implements MigrationInterface {
  name = 'Accounts0000000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      grant usage on schema auth to accounts;
      grant select, insert, update on auth.attempt to accounts;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      revoke select, insert, update on auth.attempt from accounts;
      revoke usage on schema auth from accounts;
    `);
  }
}
