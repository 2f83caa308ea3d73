import type { MigrationInterface, QueryRunner } from 'typeorm';
import { acrossPolicy, tenantPolicies } from '../tenancy.js';

/** The outside world: connections to providers, what they call in with, and what was asked of them. */
export class Platform0005 implements MigrationInterface {
  name = 'Platform0000000000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table platform.connection (
        organization_id uuid not null,
        id uuid not null,
        provider text not null check (provider ~ '^[a-z][a-z0-9-]*$'),
        name text not null check (length(name) between 1 and 100),
        state text not null check (state in ('ON', 'OFF')),
        -- Settings that are no secret, e.g. an address.
        settings jsonb not null,
        -- The signing secret now in force and the one before it, sealed; the older one opens until then.
        sealed bytea not null,
        previous_sealed bytea,
        previous_until timestamptz,
        created_at timestamptz not null,
        changed_at timestamptz not null,
        primary key (organization_id, id),
        unique (organization_id, provider, name),
        check ((previous_sealed is null) = (previous_until is null))
      );
      create unique index connection_id on platform.connection (id);
      ${tenantPolicies('platform.connection')}
      -- Who calls is known by the connection's id in the path, before the organization is.
      ${acrossPolicy('platform.connection', 'hooks')}
      grant usage on schema platform to hooks;
      grant select (organization_id, id, provider, state, sealed, previous_sealed, previous_until) on platform.connection to hooks;

      create table platform.inbox (
        organization_id uuid not null,
        id uuid not null,
        connection_id uuid not null,
        provider text not null,
        -- The provider's own name for this delivery: the same one is stored once.
        delivery_id text not null check (length(delivery_id) between 1 and 200),
        -- What it is about, as the provider names it, and the uuid made of that: deliveries of one subject are handled in order.
        key text not null check (length(key) between 1 and 200),
        subject_id uuid not null,
        headers jsonb not null,
        body bytea not null,
        state text not null check (state in ('RECEIVED', 'DONE')),
        received_at timestamptz not null,
        handled_at timestamptz,
        request_id text not null,
        primary key (organization_id, id),
        unique (organization_id, connection_id, delivery_id),
        foreign key (organization_id, connection_id) references platform.connection on delete cascade,
        check ((state = 'DONE') = (handled_at is not null))
      );
      create index inbox_received on platform.inbox (organization_id, received_at, id);
      create index inbox_at on platform.inbox (received_at);
      ${tenantPolicies('platform.inbox')}
      grant select, insert on platform.inbox to hooks;
      grant insert on platform.event to hooks;

      create table platform.integration_log (
        organization_id uuid not null,
        id uuid not null,
        at timestamptz not null,
        connection_id uuid,
        provider text not null,
        operation text not null,
        outcome text not null check (outcome in ('OK', 'REFUSED', 'UNAVAILABLE', 'TIMEOUT', 'NOT_CONFIGURED')),
        status integer,
        attempts integer not null check (attempts >= 0),
        duration_ms integer not null check (duration_ms >= 0),
        -- For operators; redacted, never a body, a credential or an address.
        detail text check (length(detail) <= 500),
        job_id uuid,
        request_id text not null,
        primary key (organization_id, id)
      );
      create index integration_log_order on platform.integration_log (organization_id, at, id);
      create index integration_log_at on platform.integration_log (at);
      ${tenantPolicies('platform.integration_log')}

      -- Calls to a provider are counted by all workers together.
      grant select, insert, update, delete on platform.rate_limit to worker;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table platform.integration_log, platform.inbox, platform.connection');
  }
}
