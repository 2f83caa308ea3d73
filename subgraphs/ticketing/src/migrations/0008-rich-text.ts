import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What members write may be HTML as well. */
export class Ticketing0008 implements MigrationInterface {
  name = 'Ticketing0000000000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table ticketing.message add column html text check (length(html) between 1 and 200000)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table ticketing.message drop column html');
  }
}
