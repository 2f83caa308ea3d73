import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a call is about. */
export class Voice0004 implements MigrationInterface {
  name = 'Voice0000000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table voice.call add column ticket_id uuid;
      create index call_ticket on voice.call (organization_id, ticket_id, started_at, id) where ticket_id is not null;
      drop index voice.call_customer;
      create index call_customer on voice.call (organization_id, customer_id, started_at, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table voice.call drop column ticket_id;
      drop index voice.call_customer;
      create index call_customer on voice.call (organization_id, customer_id);
    `);
  }
}
