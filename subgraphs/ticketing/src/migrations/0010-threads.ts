import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where a mail goes on is found by index: in what was begun after a closed ticket. */
export class Ticketing0010 implements MigrationInterface {
  name = 'Ticketing0000000000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index ticket_previous on ticketing.ticket (organization_id, previous_id) where previous_id is not null');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index ticketing.ticket_previous');
  }
}
