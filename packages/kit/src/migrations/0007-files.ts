import type { MigrationInterface, QueryRunner } from 'typeorm';
import { acrossPolicy, tenantPolicies } from '../tenancy.js';

/** What is known of files. Their bytes are in a folder, under the organization's id and their own. */
export class Platform0007 implements MigrationInterface {
  name = 'Platform0000000000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table platform.file (
        organization_id uuid not null,
        id uuid not null,
        -- Whose it is, what that room calls such files, and what it belongs to there.
        room text not null,
        kind text not null check (kind ~ '^[a-z][A-Za-z]*$'),
        subject_id uuid not null,
        name text not null check (length(name) between 1 and 200),
        media_type text not null,
        size bigint not null check (size > 0),
        sha256 bytea check (length(sha256) = 32),
        state text not null check (state in ('PENDING', 'STORED')),
        created_at timestamptz not null,
        -- Until when the upload may begin.
        expires_at timestamptz not null,
        stored_at timestamptz,
        -- Since when nobody can fetch it; its bytes are still to be deleted.
        removed_at timestamptz,
        primary key (organization_id, id),
        check ((state = 'STORED') = (stored_at is not null)),
        check ((state = 'STORED') = (sha256 is not null))
      );
      create index file_subject on platform.file (organization_id, subject_id);
      create index file_pending on platform.file (expires_at) where state = 'PENDING';
      create index file_removed on platform.file (removed_at) where removed_at is not null;
      ${tenantPolicies('platform.file')}
      -- The worker deletes what is over, bytes first, in every organization; it sees no more than where they are.
      ${acrossPolicy('platform.file', 'worker')}
      create policy sweep_worker on platform.file for delete to worker using (true);
      grant select (organization_id, id, state, expires_at, removed_at), delete on platform.file to worker;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table platform.file');
  }
}
