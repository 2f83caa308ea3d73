import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every order in which the lists of the platform's tables are read has an index. What has not ended comes last. */
export class Platform0010 implements MigrationInterface {
  name = 'Platform0000000000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index job_due on platform.job (organization_id, due_at, id);
      create index job_over on platform.job (organization_id, (case when ended_at is null then 'infinity' else ended_at end), id);
      create index inbox_over on platform.inbox (organization_id, (case when handled_at is null then 'infinity' else handled_at end), id);
      create index integration_log_duration on platform.integration_log (organization_id, duration_ms, id);
      create index parked_at on platform.parked (organization_id, parked_at, id);
      create index parked_order on platform.parked (organization_id, position, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index platform.job_due, platform.job_over, platform.inbox_over, platform.integration_log_duration, platform.parked_at, platform.parked_order');
  }
}
