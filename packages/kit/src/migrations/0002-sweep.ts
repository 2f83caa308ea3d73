import type { MigrationInterface, QueryRunner } from 'typeorm';
import { acrossPolicy, sweepPolicies } from '../tenancy.js';

/** The worker deletes what is kept for a time only. It sees when a row was made, and nothing else of it. */
export class Platform0002 implements MigrationInterface {
  name = 'Platform0000000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index event_at on platform.event (at);
      grant usage on schema platform to worker;
      ${['platform.event', 'platform.idempotency'].map(table => acrossPolicy(table, 'worker') + sweepPolicies(table, 'worker')).join('\n')}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index platform.event_at;
      ${['platform.event', 'platform.idempotency']
        .map(table => `revoke select (at), delete on ${table} from worker; drop policy across_worker on ${table}; drop policy sweep_worker on ${table};`)
        .join('\n')}
    `);
  }
}
