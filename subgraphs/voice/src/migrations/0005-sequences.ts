import type { MigrationInterface, QueryRunner } from 'typeorm';

/** News is numbered as the switchboard likes, by the clock for one. */
export class Voice0005 implements MigrationInterface {
  name = 'Voice0000000000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table voice.call alter column sequence type bigint');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table voice.call alter column sequence type integer using least(sequence, 2147483647)::integer');
  }
}
