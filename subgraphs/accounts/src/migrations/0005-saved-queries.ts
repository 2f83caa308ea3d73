import { tenantPolicies } from '@deskgraph/kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Queries kept to be asked again. A shared one outlives its maker's membership. */
export class Accounts0005 implements MigrationInterface {
  name = 'Accounts0000000000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table accounts.saved_query (
        organization_id uuid not null references accounts.organization,
        id uuid not null,
        owner_id uuid,
        name text not null check (length(name) between 1 and 80),
        document text not null check (length(document) between 1 and 20000),
        variables text not null check (length(variables) <= 20000),
        shared boolean not null,
        created_at timestamptz not null,
        changed_at timestamptz not null,
        version integer not null,
        primary key (organization_id, id),
        foreign key (organization_id, owner_id) references accounts.member on delete set null (owner_id),
        check (shared or owner_id is not null)
      );
      create index saved_query_owner on accounts.saved_query (organization_id, owner_id);
      create index saved_query_changed on accounts.saved_query (organization_id, changed_at, id);
      create index saved_query_name on accounts.saved_query (organization_id, name, id);
      ${tenantPolicies('accounts.saved_query')}
      grant select, insert, update, delete on accounts.saved_query to accounts;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table accounts.saved_query');
  }
}
