import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where a mail goes on is found by index: in what was begun after a closed ticket, and where a mail that names it is. What strangers name may be too long for a tree. */
export class Ticketing0010 implements MigrationInterface {
  name = 'Ticketing0000000000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index ticket_previous on ticketing.ticket (organization_id, previous_id) where previous_id is not null;
      create index inbound_mail_in_reply_to on ticketing.inbound_mail using hash (in_reply_to);
      create index inbound_mail_thread on ticketing.inbound_mail using hash (("references"[1]));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index ticketing.inbound_mail_thread, ticketing.inbound_mail_in_reply_to, ticketing.ticket_previous');
  }
}
