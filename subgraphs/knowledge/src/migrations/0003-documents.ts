import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tickets are found by the texts that ticketing publishes; their versions are the platform's. */
export class Knowledge0003 implements MigrationInterface {
  name = 'Knowledge0000000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      grant select on platform.document to knowledge;
      alter table knowledge.source alter column version type bigint;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from knowledge.source where kind = 'TICKET';
      alter table knowledge.source alter column version type integer;
      revoke select on platform.document from knowledge;
    `);
  }
}
