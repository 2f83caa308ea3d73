import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantPolicies } from '../tenancy.js';

/** The texts by which the things of rooms are found. */
export class Platform0011 implements MigrationInterface {
  name = 'Platform0000000000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table platform.document (
        organization_id uuid not null,
        kind text not null check (kind in ('TICKET')),
        subject_id uuid not null,
        title text not null check (length(title) <= 500),
        text text not null check (length(text) <= 20000),
        state text not null check (state in ('OPEN', 'SETTLED')),
        -- Rises with each change, and over a withdrawal too: one version never means two texts.
        version bigint generated always as identity,
        at timestamptz not null,
        primary key (organization_id, kind, subject_id)
      );
      ${tenantPolicies('platform.document')}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table platform.document');
  }
}
