import { publishGrants } from '@deskgraph/kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tickets are found by their texts. */
export class Ticketing0004 implements MigrationInterface {
  name = 'Ticketing0000000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(publishGrants('ticketing'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('revoke all on platform.document from ticketing');
  }
}
