import type { MigrationInterface, QueryRunner } from 'typeorm';

/** With whom a call is: the number's party, and the customer it turned out to be. */
export class Voice0002 implements MigrationInterface {
  name = 'Voice0000000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table voice.call add column party_id uuid, add column customer_id uuid;
      create index call_party on voice.call (organization_id, party_id) where customer_id is null;
      create index call_customer on voice.call (organization_id, customer_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table voice.call drop column party_id, drop column customer_id');
  }
}
