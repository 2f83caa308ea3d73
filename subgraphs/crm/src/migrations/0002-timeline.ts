import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What somebody asked stands in their timeline too. */
export class Crm0002 implements MigrationInterface {
  name = 'Crm0000000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table crm.interaction drop constraint interaction_channel_check,
        add constraint interaction_channel_check check (channel in ('CALL', 'MAIL', 'ORDER', 'TICKET', 'NOTE'))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from crm.interaction where channel = 'TICKET';
      alter table crm.interaction drop constraint interaction_channel_check,
        add constraint interaction_channel_check check (channel in ('CALL', 'MAIL', 'ORDER', 'NOTE'))`);
  }
}
