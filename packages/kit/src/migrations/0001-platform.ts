import type { MigrationInterface, QueryRunner } from 'typeorm';
import { acrossPolicy, tenantPolicies } from '../tenancy.js';

/** What every room stands on: the event log, the audit trail, idempotency keys and the gateway's rate store. */
export class Platform0001 implements MigrationInterface {
  name = 'Platform0000000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table platform.event (
        organization_id uuid not null,
        id bigint generated always as identity,
        position bigint,
        topic text not null check (topic ~ '^[a-z][A-Za-z]*\\.[a-z][A-Za-z]*$'),
        subject_id uuid not null,
        related_ids uuid[] not null check (cardinality(related_ids) <= 8),
        actor_id uuid not null,
        cause text,
        request_id text not null,
        at timestamptz not null,
        primary key (organization_id, id)
      );
      create index event_unpositioned on platform.event (id) where position is null;
      create unique index event_position on platform.event (position);
      create index event_id on platform.event (id);
      ${tenantPolicies('platform.event')}
      -- The gateway learns what happened to whom in every organization, and nothing more.
      ${acrossPolicy('platform.event', 'gateway')}
      grant usage on schema platform to gateway;
      grant select (organization_id, id, position, topic, subject_id, related_ids) on platform.event to gateway;

      create table platform.audit (
        organization_id uuid not null,
        id uuid not null,
        at timestamptz not null,
        actor_id uuid not null,
        actor_kind text not null,
        credential_id text not null,
        impersonator_id uuid,
        action text not null,
        subject_id uuid not null,
        before jsonb,
        after jsonb,
        cause text,
        request_id text not null,
        primary key (organization_id, id)
      );
      create index audit_subject on platform.audit (organization_id, subject_id, id);
      ${tenantPolicies('platform.audit')}

      create table platform.idempotency (
        organization_id uuid not null,
        actor_id uuid not null,
        mutation text not null,
        key text not null check (length(key) <= 200),
        input_hash bytea not null,
        subject_id uuid not null,
        at timestamptz not null,
        primary key (organization_id, actor_id, mutation, key)
      );
      create index idempotency_at on platform.idempotency (at);
      ${tenantPolicies('platform.idempotency')}

      -- Shared by all gateways; keys are hashes of viewers and addresses, and belong to no organization.
      create unlogged table platform.rate_limit (
        key varchar(255) primary key,
        points integer not null default 0,
        expire bigint
      );
      create index rate_limit_expire on platform.rate_limit (expire);
      grant select, insert, update, delete on platform.rate_limit to gateway;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table platform.rate_limit, platform.idempotency, platform.audit, platform.event');
  }
}
