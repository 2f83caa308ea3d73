import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Calls are read by their end too. What is not over comes last. */
export class Voice0003 implements MigrationInterface {
  name = 'Voice0000000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create index call_over on voice.call (organization_id, (case when ended_at is null then 'infinity' else ended_at end), id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index voice.call_over');
  }
}
