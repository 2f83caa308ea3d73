import { roomGrants } from '@deskgraph/kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The room has no tables of its own: it shows and settles what every room leaves in the platform's. */
export class Operations0001 implements MigrationInterface {
  name = 'Operations0000000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${roomGrants('operations')}
      grant select on platform.audit, platform.integration_log, platform.head to operations;
      grant select (organization_id, position, at) on platform.event to operations;
      grant insert, update, delete on platform.connection to operations;
      grant delete on platform.inbox to operations;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      revoke select on platform.audit, platform.integration_log, platform.head from operations;
      revoke select (organization_id, position, at) on platform.event from operations;
      revoke insert, update, delete on platform.connection from operations;
      revoke delete on platform.inbox from operations;
    `);
  }
}
