import { tenantPolicies } from '@deskgraph/kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Mails as they arrive: their bytes first, then what they say. */
export class Ticketing0002 implements MigrationInterface {
  name = 'Ticketing0000000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table ticketing.inbound_mail (
        organization_id uuid not null,
        id uuid not null,
        -- No foreign key: the mails of a deleted mailbox stay.
        mailbox_id uuid not null,
        message_id text not null check (length(message_id) between 3 and 998),
        sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
        size integer not null check (size >= 0),
        raw bytea not null check (length(raw) = size),
        envelope_sender text not null check (length(envelope_sender) <= 1000),
        recipients text[] not null check (cardinality(recipients) > 0),
        received_at timestamptz not null,
        state text not null check (state in ('RECEIVED', 'PARSED', 'UNREADABLE')),
        reason text check (length(reason) <= 1000),
        kind text check (kind in ('HUMAN', 'AUTOMATIC', 'BOUNCE', 'OWN')),
        signals text[] not null,
        "from" jsonb,
        reply_to jsonb not null,
        "to" jsonb not null,
        cc jsonb not null,
        subject text,
        sent_at timestamptz,
        text text,
        html text,
        is_cut boolean not null,
        in_reply_to text,
        "references" text[] not null,
        files jsonb not null,
        parsed_at timestamptz,
        primary key (organization_id, id),
        unique (organization_id, mailbox_id, message_id),
        check ((state = 'RECEIVED') = (parsed_at is null)),
        check ((state = 'PARSED') <= (kind is not null)),
        check ((state = 'UNREADABLE') = (reason is not null))
      );
      create index inbound_mail_received on ticketing.inbound_mail (organization_id, received_at, id);
      create index inbound_mail_mailbox on ticketing.inbound_mail (organization_id, mailbox_id, received_at, id);
      create index inbound_mail_from on ticketing.inbound_mail (organization_id, lower("from" ->> 'address'));
      ${tenantPolicies('ticketing.inbound_mail')}
      grant select, insert, update, delete on ticketing.inbound_mail to ticketing;
      grant insert (organization_id, id, mailbox_id, message_id, sha256, size, raw, envelope_sender, recipients, received_at, state, signals, reply_to, "to", cc, is_cut, "references", files), select (id) on ticketing.inbound_mail to ticketing_mail;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table ticketing.inbound_mail');
  }
}
