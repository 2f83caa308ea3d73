import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Some calls end without a word of the switchboard. */
export class Voice0007 implements MigrationInterface {
  name = 'Voice0000000000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table voice.call add column is_end_lost boolean not null default false');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table voice.call drop column is_end_lost');
  }
}
