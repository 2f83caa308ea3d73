import { roomGrants, tenantPolicies } from '@deskgraph/kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Exports of the audit trail, in pieces of a thousand entries. */
export class Operations0002 implements MigrationInterface {
  name = 'Operations0000000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table operations.export (
        organization_id uuid not null,
        id uuid not null,
        job_id uuid not null,
        format text not null check (format in ('CSV', 'JSONL')),
        filter jsonb not null,
        row_count integer check (row_count >= 0),
        created_at timestamptz not null,
        done_at timestamptz,
        expires_at timestamptz not null,
        primary key (organization_id, id),
        check ((done_at is null) = (row_count is null))
      );
      create index export_expires on operations.export (organization_id, expires_at);
      create table operations.export_part (
        organization_id uuid not null,
        export_id uuid not null,
        place integer not null,
        content text not null,
        primary key (organization_id, export_id, place),
        foreign key (organization_id, export_id) references operations.export on delete cascade
      );
      ${tenantPolicies('operations.export')}
      ${tenantPolicies('operations.export_part')}
      ${roomGrants('operations')}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table operations.export_part, operations.export');
  }
}
