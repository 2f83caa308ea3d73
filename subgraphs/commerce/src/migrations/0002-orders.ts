import { roomGrants, tenantPolicies } from '@deskgraph/kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const states = `('NEW', 'REQUIRES_ACTION', 'BACKORDERED', 'RESERVED', 'PAID', 'APPROVED_ON_TERMS', 'FULFILLING', 'SHIPPED', 'COMPLETED', 'CANCELLED', 'EXPIRED')`;
const money = (column: string): string => `${column} bigint not null check (${column} between 0 and 999999999999999)`;

/** Who ordered what, what is held for it, and what was sent. */
export class Commerce0002 implements MigrationInterface {
  name = 'Commerce0000000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table commerce."order" (
        organization_id uuid not null,
        id uuid not null,
        number integer not null check (number > 0),
        channel text not null check (channel ~ '^[a-z][a-z0-9-]{0,39}$'),
        external_id text not null check (length(external_id) between 1 and 100),
        state text not null check (state in ${states}),
        -- Whom the platform knows, and which customer crm says that is.
        party_id uuid,
        customer_id uuid,
        currency text not null check (currency ~ '^[A-Z]{3}$'),
        ${['subtotal', 'shipping', 'tax', 'discount', 'total', 'paid'].map(money).join(',\n        ')},
        shipping_address text check (length(shipping_address) <= 1000),
        placed_at timestamptz not null,
        source_changed_at timestamptz not null,
        content_hash bytea not null,
        created_at timestamptz not null,
        changed_at timestamptz not null,
        primary key (organization_id, id),
        unique (organization_id, number),
        unique (organization_id, channel, external_id),
        check (total = subtotal + shipping + tax - discount)
      );
      create index order_placed on commerce."order" (organization_id, placed_at, id);
      create index order_state on commerce."order" (organization_id, state, placed_at, id);
      create index order_customer on commerce."order" (organization_id, customer_id, placed_at, id);
      create index order_party on commerce."order" (organization_id, party_id);
      ${tenantPolicies('commerce."order"')}

      create table commerce.order_line (
        organization_id uuid not null,
        id uuid not null,
        order_id uuid not null,
        external_id text not null check (length(external_id) between 1 and 100),
        position integer not null check (position >= 0),
        variant_id uuid,
        sku text not null check (length(sku) between 1 and 100),
        title text not null check (length(title) between 1 and 200),
        quantity integer not null check (quantity between 1 and 1000000),
        shipped integer not null check (shipped between 0 and quantity),
        ${money('unit_price')},
        ${money('total')},
        primary key (organization_id, id),
        unique (organization_id, order_id, external_id),
        foreign key (organization_id, order_id) references commerce."order",
        foreign key (organization_id, variant_id) references commerce.variant,
        check (total = quantity * unit_price)
      );
      create index order_line_variant on commerce.order_line (organization_id, variant_id);
      ${tenantPolicies('commerce.order_line')}

      create table commerce.order_transition (
        organization_id uuid not null,
        id uuid not null,
        order_id uuid not null,
        "from" text check ("from" in ${states}),
        "to" text not null check ("to" in ${states}),
        reason text check (length(reason) between 1 and 200),
        member_id uuid,
        at timestamptz not null,
        primary key (organization_id, id),
        foreign key (organization_id, order_id) references commerce."order"
      );
      create index order_transition_order on commerce.order_transition (organization_id, order_id, id);
      ${tenantPolicies('commerce.order_transition')}

      -- What is held now. One row for each line and level, whoever asks twice.
      create table commerce.reservation (
        organization_id uuid not null,
        order_line_id uuid not null,
        stock_level_id uuid not null,
        quantity integer not null check (quantity > 0),
        primary key (organization_id, order_line_id, stock_level_id),
        foreign key (organization_id, order_line_id) references commerce.order_line,
        foreign key (organization_id, stock_level_id) references commerce.stock_level
      );
      create index reservation_level on commerce.reservation (organization_id, stock_level_id);
      ${tenantPolicies('commerce.reservation')}

      create table commerce.shipment (
        organization_id uuid not null,
        id uuid not null,
        order_id uuid not null,
        carrier text not null check (length(carrier) between 1 and 60),
        tracking_number text check (length(tracking_number) between 1 and 100),
        state text not null check (state in ('SHIPPED', 'DELIVERED')),
        shipped_at timestamptz not null,
        delivered_at timestamptz,
        primary key (organization_id, id),
        foreign key (organization_id, order_id) references commerce."order",
        check ((state = 'DELIVERED') = (delivered_at is not null)),
        check (delivered_at >= shipped_at)
      );
      create index shipment_order on commerce.shipment (organization_id, order_id, id);
      ${tenantPolicies('commerce.shipment')}

      create table commerce.shipment_line (
        organization_id uuid not null,
        shipment_id uuid not null,
        order_line_id uuid not null,
        quantity integer not null check (quantity > 0),
        primary key (organization_id, shipment_id, order_line_id),
        foreign key (organization_id, shipment_id) references commerce.shipment,
        foreign key (organization_id, order_line_id) references commerce.order_line
      );
      create index shipment_line_order_line on commerce.shipment_line (organization_id, order_line_id);
      ${tenantPolicies('commerce.shipment_line')}

      create table commerce.counter (
        organization_id uuid primary key,
        last integer not null check (last > 0)
      );
      ${tenantPolicies('commerce.counter')}
      ${roomGrants('commerce')}
      revoke update, delete on commerce.stock_movement, commerce.order_transition from commerce;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table commerce.counter, commerce.shipment_line, commerce.shipment, commerce.reservation, commerce.order_transition, commerce.order_line, commerce."order"');
  }
}
