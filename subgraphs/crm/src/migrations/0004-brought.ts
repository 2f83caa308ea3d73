import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is carried on by a merge knows by whom. The row of a consumer that is no more would hold up the sweep of events. */
export class Crm0004 implements MigrationInterface {
  name = 'Crm0000000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table crm.customer add column brought_by_id uuid;
      delete from platform.consumer where name = 'crm.companies';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table crm.customer drop column brought_by_id');
  }
}
