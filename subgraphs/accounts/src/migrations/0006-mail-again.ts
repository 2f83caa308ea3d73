import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A mail whose job died keeps its sealed part: the job may be tried again. */
export class Accounts0006 implements MigrationInterface {
  name = 'Accounts0000000000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table accounts.mail drop constraint mail_check;
      alter table accounts.mail add constraint mail_check check (case state when 'QUEUED' then sealed is not null when 'SENT' then sealed is null else true end);
      create index mail_failed on accounts.mail (organization_id, created_at) where state = 'FAILED' and sealed is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index accounts.mail_failed;
      update accounts.mail set sealed = null where state = 'FAILED';
      alter table accounts.mail drop constraint mail_check;
      alter table accounts.mail add constraint mail_check check ((state = 'QUEUED') = (sealed is not null));
    `);
  }
}
