import { acrossPolicy, platformGrants, roomGrants, tenantPolicies } from '@deskgraph/kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Mailboxes, and the login that finds one by the address a mail is for. */
export class Ticketing0001 implements MigrationInterface {
  name = 'Ticketing0000000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table ticketing.mailbox (
        organization_id uuid not null,
        id uuid not null,
        name text not null check (length(name) between 1 and 60),
        address text not null check (length(address) <= 254 and address = lower(address)),
        inbound_local text not null check (inbound_local ~ '^[a-z2-7]{26}$'),
        state text not null check (state in ('ON', 'OFF')),
        created_at timestamptz not null,
        primary key (organization_id, id),
        unique (organization_id, address)
      );
      create unique index mailbox_inbound on ticketing.mailbox (inbound_local);
      ${tenantPolicies('ticketing.mailbox')}
      ${roomGrants('ticketing')}

      -- A mail is known by the address it is for, before its organization is.
      ${acrossPolicy('ticketing.mailbox', 'ticketing_mail')}
      grant usage on schema ticketing to ticketing_mail;
      grant select (organization_id, id, inbound_local, state) on ticketing.mailbox to ticketing_mail;
      ${platformGrants('ticketing_mail')}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table ticketing.mailbox');
  }
}
