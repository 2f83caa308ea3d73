import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Calls that have a customer are looked up by their party too: it may turn out to be another one's. */
export class Voice0006 implements MigrationInterface {
  name = 'Voice0000000000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index voice.call_party;
      create index call_party on voice.call (organization_id, party_id) where party_id is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index voice.call_party;
      create index call_party on voice.call (organization_id, party_id) where customer_id is null;
    `);
  }
}
