import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantPolicies } from '../tenancy.js';

/** Whom rooms met outside of the organization, and which customer each is. */
export class Platform0008 implements MigrationInterface {
  name = 'Platform0000000000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table platform.party (
        organization_id uuid not null,
        -- Made of the kind and the value.
        id uuid not null,
        kind text not null check (kind in ('MAIL', 'PHONE', 'EXTERNAL')),
        value text not null check (length(value) between 1 and 254),
        name text check (length(name) between 1 and 200),
        -- The customer it is; the room crm alone says which.
        customer_id uuid,
        met_at timestamptz not null,
        primary key (organization_id, id),
        unique (organization_id, kind, value)
      );
      create index party_customer on platform.party (organization_id, customer_id) where customer_id is not null;
      ${tenantPolicies('platform.party')}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table platform.party');
  }
}
