import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who goes on to somebody with whom they were merged into knows with whom. */
export class Crm0004 implements MigrationInterface {
  name = 'Crm0000000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table crm.customer add column brought_by_id uuid');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table crm.customer drop column brought_by_id');
  }
}
