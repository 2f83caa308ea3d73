import type { MigrationInterface, QueryRunner } from 'typeorm';
import { acrossPolicy, tenantPolicies } from '../tenancy.js';

/** What people see of jobs and of the clock. The queue itself is pg-boss's and holds ids only. */
export class Platform0004 implements MigrationInterface {
  name = 'Platform0000000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The member behind the person: what the graph calls the actor.
      alter table platform.audit add column actor_member_id uuid;
      create index audit_at on platform.audit (organization_id, at, id);

      create table platform.job (
        organization_id uuid not null,
        id uuid not null,
        name text not null check (name ~ '^[a-z]+\\.[a-zA-Z]+$'),
        subject_id uuid not null,
        state text not null check (state in ('QUEUED', 'RUNNING', 'RETRYING', 'DONE', 'DEAD', 'DISCARDED')),
        -- How often it has been started since somebody last asked for it, and how often it has been asked for.
        attempts integer not null default 0 check (attempts >= 0),
        run integer not null default 1 check (run >= 1),
        retry_limit integer not null check (retry_limit >= 0),
        -- Percent done, where the job tells.
        progress smallint check (progress between 0 and 100),
        reason text check (length(reason) <= 500),
        cause text,
        request_id text not null,
        created_at timestamptz not null,
        due_at timestamptz not null,
        started_at timestamptz,
        ended_at timestamptz,
        primary key (organization_id, id),
        check ((state in ('DONE', 'DEAD', 'DISCARDED')) = (ended_at is not null))
      );
      create index job_created on platform.job (organization_id, created_at, id);
      create index job_open on platform.job (organization_id, state, created_at, id) where state <> 'DONE';
      create index job_subject on platform.job (organization_id, subject_id);
      create index job_ended on platform.job (ended_at);
      ${tenantPolicies('platform.job')}

      -- One row for each job that runs by the clock, in each organization.
      create table platform.schedule (
        organization_id uuid not null,
        name text not null,
        -- When it should run next; a run that is late by more than its grace is missed.
        due_at timestamptz not null,
        last_job_id uuid,
        last_enqueued_at timestamptz,
        -- When a run last began too late.
        missed_at timestamptz,
        primary key (organization_id, name)
      );
      ${tenantPolicies('platform.schedule')}
      -- The worker finds what is due, in every organization.
      ${acrossPolicy('platform.schedule', 'worker')}
      grant select (organization_id, name, due_at) on platform.schedule to worker;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table platform.schedule, platform.job; drop index platform.audit_at; alter table platform.audit drop column actor_member_id');
  }
}
