import type { MigrationInterface, QueryRunner } from 'typeorm';
import { acrossPolicy, sweepPolicies } from '../tenancy.js';

/** What ends, and by which of its times it is kept. */
const kept = { 'platform.job': 'ended_at', 'platform.inbox': 'handled_at', 'platform.integration_log': 'at' } as const;

/** The worker deletes what has ended and was kept long enough: jobs, deliveries, calls to providers and settled events. */
export class Platform0006 implements MigrationInterface {
  name = 'Platform0000000000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index inbox_handled on platform.inbox (handled_at) where handled_at is not null;
      create index parked_settled on platform.parked (settled_at) where settled_at is not null;
      ${Object.entries(kept).map(([table, column]) => acrossPolicy(table, 'worker') + sweepPolicies(table, 'worker', column)).join('\n')}
      ${sweepPolicies('platform.parked', 'worker', 'settled_at')}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index platform.inbox_handled, platform.parked_settled;
      ${Object.keys(kept).map(table => `revoke all on ${table} from worker; drop policy across_worker on ${table}; drop policy sweep_worker on ${table};`).join('\n')}
      revoke delete on platform.parked from worker;
      drop policy sweep_worker on platform.parked;
    `);
  }
}
