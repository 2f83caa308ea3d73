import { roomGrants, tenantPolicies } from '@deskgraph/kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is sold, and how much of it there is. */
export class Commerce0001 implements MigrationInterface {
  name = 'Commerce0000000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table commerce.product (
        organization_id uuid not null,
        id uuid not null,
        name text not null check (length(name) between 1 and 200),
        description text not null check (length(description) <= 5000),
        hazard text check (length(hazard) between 1 and 200),
        safety_sheet_url text check (safety_sheet_url like 'https://%' and length(safety_sheet_url) <= 500),
        created_at timestamptz not null,
        changed_at timestamptz not null,
        primary key (organization_id, id)
      );
      create index product_name on commerce.product (organization_id, name, id);
      create index product_created on commerce.product (organization_id, created_at, id);
      ${tenantPolicies('commerce.product')}

      create table commerce.variant (
        organization_id uuid not null,
        id uuid not null,
        product_id uuid not null,
        sku text not null check (length(sku) between 1 and 100),
        title text not null check (length(title) between 1 and 200),
        price bigint not null check (price between 0 and 999999999999999),
        currency text not null check (currency ~ '^[A-Z]{3}$'),
        pack_size integer not null check (pack_size between 1 and 1000000),
        created_at timestamptz not null,
        changed_at timestamptz not null,
        primary key (organization_id, id),
        unique (organization_id, sku),
        foreign key (organization_id, product_id) references commerce.product
      );
      create index variant_product on commerce.variant (organization_id, product_id);
      create index variant_created on commerce.variant (organization_id, created_at, id);
      ${tenantPolicies('commerce.variant')}

      create table commerce.stock_level (
        organization_id uuid not null,
        id uuid not null,
        variant_id uuid not null,
        location text not null check (location ~ '^[A-Z][A-Z0-9-]{0,39}$'),
        on_hand integer not null check (on_hand >= 0),
        reserved integer not null check (reserved >= 0),
        changed_at timestamptz not null,
        primary key (organization_id, id),
        unique (organization_id, variant_id, location),
        foreign key (organization_id, variant_id) references commerce.variant,
        -- The last word against selling what is not there.
        check (on_hand >= reserved)
      ) with (fillfactor = 50);
      ${tenantPolicies('commerce.stock_level')}

      -- The ledger: what changed a level. Rows are added, and neither changed nor deleted.
      create table commerce.stock_movement (
        organization_id uuid not null,
        id uuid not null,
        stock_level_id uuid not null,
        on_hand integer not null,
        reserved integer not null,
        reason text not null check (length(reason) between 1 and 200),
        order_id uuid,
        at timestamptz not null,
        primary key (organization_id, id),
        foreign key (organization_id, stock_level_id) references commerce.stock_level,
        check (on_hand <> 0 or reserved <> 0)
      );
      create index stock_movement_level on commerce.stock_movement (organization_id, stock_level_id, at);
      ${tenantPolicies('commerce.stock_movement')}
      ${roomGrants('commerce')}
      revoke update, delete on commerce.stock_movement from commerce;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table commerce.stock_movement, commerce.stock_level, commerce.variant, commerce.product');
  }
}
