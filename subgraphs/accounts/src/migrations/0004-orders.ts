import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every order in which API keys and invitations are read has an index. A key that never expires comes last. */
export class Accounts0004 implements MigrationInterface {
  name = 'Accounts0000000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index api_key_name on accounts.api_key (organization_id, name, id);
      create index api_key_expiry on accounts.api_key (organization_id, (case when expires_at is null then 'infinity' else expires_at end), id);
      create index invitation_email on accounts.invitation (organization_id, email, id);
      create index invitation_expiry on accounts.invitation (organization_id, expires_at, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index accounts.api_key_name, accounts.api_key_expiry, accounts.invitation_email, accounts.invitation_expiry');
  }
}
