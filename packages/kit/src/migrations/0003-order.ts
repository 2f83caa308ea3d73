import type { MigrationInterface, QueryRunner } from 'typeorm';
import { acrossPolicy, tenantPolicies } from '../tenancy.js';

/** Committed events get their order, consumers their cursors, and what a consumer could not do its place. */
export class Platform0003 implements MigrationInterface {
  name = 'Platform0000000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The newest position given. Whoever gives the next ones holds this row's lock: two leaders cannot both.
      create table platform.head (
        single boolean primary key default true check (single),
        position bigint not null check (position >= 0),
        -- Tells this database from any other that shares a Redis with it.
        house uuid not null default gen_random_uuid()
      );
      insert into platform.head (position) values (0);
      ${acrossPolicy('platform.event', 'sequencer')}
      create policy order_sequencer on platform.event for update to sequencer using (true) with check (true);
      grant usage on schema platform to sequencer;
      grant select (organization_id, id, position, topic, subject_id, related_ids), update (position) on platform.event to sequencer;
      grant select, update on platform.head to sequencer;
      grant select on platform.head to gateway, worker;
      grant select (organization_id, id, position, topic, subject_id, related_ids, actor_id, cause, request_id, at) on platform.event to worker;

      -- How far each consumer has come; moved in the transaction of the effect, so that no event has its effect twice.
      create table platform.consumer (
        name text primary key check (name ~ '^[a-z]+\\.[a-zA-Z]+$'),
        position bigint not null
      );
      grant select, update on platform.consumer to worker;

      create table platform.parked (
        organization_id uuid not null,
        id uuid not null,
        consumer text not null,
        position bigint not null,
        event_id bigint not null,
        topic text not null,
        subject_id uuid not null,
        related_ids uuid[] not null,
        actor_id uuid not null,
        cause text,
        request_id text not null,
        at timestamptz not null,
        -- True where the event itself never failed: an earlier one of its subject stands before it.
        behind boolean not null,
        attempts integer not null check (attempts >= 0),
        reason text,
        state text not null check (state in ('PARKED', 'RETRYING', 'DONE', 'DISCARDED')),
        parked_at timestamptz not null,
        settled_at timestamptz,
        primary key (organization_id, id),
        unique (organization_id, consumer, position),
        check ((state in ('DONE', 'DISCARDED')) = (settled_at is not null))
      );
      create index parked_waiting on platform.parked (organization_id, consumer, subject_id, position) where state in ('PARKED', 'RETRYING');
      ${tenantPolicies('platform.parked')}
      -- The worker finds what somebody asked to try again, in every organization.
      ${acrossPolicy('platform.parked', 'worker')}
      grant select (organization_id, id, consumer, position, subject_id, behind, state) on platform.parked to worker;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table platform.parked, platform.consumer, platform.head;
      drop policy order_sequencer on platform.event;
      drop policy across_sequencer on platform.event;
      revoke all on platform.event from sequencer;
    `);
  }
}
