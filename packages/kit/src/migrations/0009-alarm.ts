import type { MigrationInterface, QueryRunner } from 'typeorm';
import { acrossPolicy } from '../tenancy.js';

/** What the gateway counts for alerts, in all organizations together; it sees states and times, and nothing of whom or what. */
const counted = { job: 'state', parked: 'state', schedule: 'due_at, missed_at' } as const;

/** The figures of /metrics about what waits or went wrong outside of requests. */
export class Platform0009 implements MigrationInterface {
  name = 'Platform0000000000009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index job_dead on platform.job (state) where state = 'DEAD';
      create index parked_open on platform.parked (state) where state = 'PARKED';
      ${Object.entries(counted).map(([table, columns]) => `${acrossPolicy(`platform.${table}`, 'gateway')} grant select (${columns}) on platform.${table} to gateway;`).join('\n')}
      grant select (position) on platform.consumer to gateway;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index platform.job_dead, platform.parked_open;
      ${Object.entries(counted).map(([table, columns]) => `revoke select (${columns}) on platform.${table} from gateway; drop policy across_gateway on platform.${table};`).join('\n')}
      revoke select (position) on platform.consumer from gateway;
    `);
  }
}
