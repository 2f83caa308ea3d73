import { roomGrants, tenantPolicies } from '@deskgraph/kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Calls, and the numbers people give them. */
export class Voice0001 implements MigrationInterface {
  name = 'Voice0000000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table voice.call (
        organization_id uuid not null,
        id uuid not null,
        number integer not null check (number > 0),
        connection_id uuid not null,
        external_id text not null check (length(external_id) between 1 and 100),
        direction text not null check (direction in ('INBOUND', 'OUTBOUND')),
        "from" text check ("from" ~ '^\\+[1-9][0-9]{1,14}$'),
        "to" text check ("to" ~ '^\\+[1-9][0-9]{1,14}$'),
        state text not null check (state in ('RINGING', 'ANSWERED', 'ENDED', 'MISSED')),
        sequence integer not null check (sequence >= 0),
        started_at timestamptz not null,
        answered_at timestamptz,
        ended_at timestamptz,
        primary key (organization_id, id),
        unique (organization_id, number),
        unique (organization_id, connection_id, external_id),
        check ((state in ('ENDED', 'MISSED')) = (ended_at is not null))
      );
      create index call_started on voice.call (organization_id, started_at, id);
      ${tenantPolicies('voice.call')}

      create table voice.counter (
        organization_id uuid primary key,
        last integer not null check (last > 0)
      );
      ${tenantPolicies('voice.counter')}
      ${roomGrants('voice')}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table voice.counter, voice.call');
  }
}
