import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A member's picture: the id of a file, which is the platform's. */
export class Accounts0003 implements MigrationInterface {
  name = 'Accounts0000000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table accounts.member add column picture_id uuid');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table accounts.member drop column picture_id');
  }
}
