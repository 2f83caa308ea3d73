import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a merge moves knows whose it was, so that it can go back. Of what was moved before nobody knows. */
export class Crm0003 implements MigrationInterface {
  name = 'Crm0000000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table crm.identity add column origin_customer_id uuid;
      alter table crm.interaction add column origin_customer_id uuid;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table crm.interaction drop column origin_customer_id;
      alter table crm.identity drop column origin_customer_id;
    `);
  }
}
