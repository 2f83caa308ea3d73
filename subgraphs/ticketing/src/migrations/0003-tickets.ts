import { roomGrants, tenantPolicies } from '@deskgraph/kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who works here, in which teams; what people ask of them, and all that was said and done about it. */
export class Ticketing0003 implements MigrationInterface {
  name = 'Ticketing0000000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table ticketing.inbound_mail add column new_text text;

      -- What accounts tells of members: who may be given work.
      create table ticketing.member (
        organization_id uuid not null,
        id uuid not null,
        is_active boolean not null,
        primary key (organization_id, id)
      );
      ${tenantPolicies('ticketing.member')}

      create table ticketing.team (
        organization_id uuid not null,
        id uuid not null,
        name text not null check (length(name) between 1 and 60),
        created_at timestamptz not null,
        primary key (organization_id, id),
        unique (organization_id, name)
      );
      ${tenantPolicies('ticketing.team')}

      create table ticketing.team_member (
        organization_id uuid not null,
        team_id uuid not null,
        member_id uuid not null,
        primary key (organization_id, team_id, member_id),
        foreign key (organization_id, team_id) references ticketing.team on delete cascade,
        foreign key (organization_id, member_id) references ticketing.member on delete cascade
      );
      create index team_member_member on ticketing.team_member (organization_id, member_id);
      ${tenantPolicies('ticketing.team_member')}

      create table ticketing.ticket (
        organization_id uuid not null,
        id uuid not null,
        number integer not null check (number > 0),
        subject text not null check (length(subject) between 1 and 200),
        status text not null check (status in ('OPEN', 'PENDING', 'RESOLVED', 'CLOSED')),
        priority integer not null check (priority between 1 and 4),
        channel text not null check (channel in ('MAIL', 'CALL', 'WEB', 'API')),
        tags text[] not null check (cardinality(tags) <= 20),
        assignee_id uuid,
        team_id uuid,
        -- Whom the platform knows, and which customer crm says that is.
        party_id uuid,
        customer_id uuid,
        requester_name text check (length(requester_name) between 1 and 200),
        requester_address text check (length(requester_address) between 3 and 254),
        mailbox_id uuid,
        merged_into_id uuid,
        previous_id uuid,
        version integer not null check (version > 0),
        created_at timestamptz not null,
        changed_at timestamptz not null,
        active_at timestamptz not null,
        resolved_at timestamptz,
        primary key (organization_id, id),
        unique (organization_id, number),
        foreign key (organization_id, assignee_id) references ticketing.member,
        foreign key (organization_id, team_id) references ticketing.team,
        foreign key (organization_id, merged_into_id) references ticketing.ticket,
        foreign key (organization_id, previous_id) references ticketing.ticket,
        check (merged_into_id <> id),
        check (merged_into_id is null or status = 'CLOSED'),
        check ((status in ('RESOLVED', 'CLOSED')) = (resolved_at is not null))
      );
      create index ticket_active on ticketing.ticket (organization_id, active_at, id);
      create index ticket_status on ticketing.ticket (organization_id, status, active_at, id);
      create index ticket_assignee on ticketing.ticket (organization_id, assignee_id, status, active_at, id);
      create index ticket_team on ticketing.ticket (organization_id, team_id, status, active_at, id);
      create index ticket_customer on ticketing.ticket (organization_id, customer_id, active_at, id);
      create index ticket_party on ticketing.ticket (organization_id, party_id);
      create index ticket_priority on ticketing.ticket (organization_id, priority, id);
      create index ticket_created on ticketing.ticket (organization_id, created_at, id);
      create index ticket_merged on ticketing.ticket (organization_id, merged_into_id) where merged_into_id is not null;
      create index ticket_tags on ticketing.ticket using gin (tags);
      ${tenantPolicies('ticketing.ticket')}

      create table ticketing.message (
        organization_id uuid not null,
        id uuid not null,
        ticket_id uuid not null,
        -- Where it was before its ticket was merged into another.
        origin_id uuid not null,
        kind text not null check (kind in ('INBOUND', 'REPLY', 'NOTE')),
        author_id uuid,
        author_name text check (length(author_name) between 1 and 200),
        author_address text check (length(author_address) between 1 and 254),
        recipient_address text check (length(recipient_address) between 3 and 254),
        recipient_name text check (length(recipient_name) between 1 and 200),
        text text not null check (length(text) <= 100000),
        has_html boolean not null,
        is_automatic boolean not null,
        message_id text check (length(message_id) between 3 and 1000),
        inbound_mail_id uuid,
        delivery text check (delivery in ('QUEUED', 'SENT', 'FAILED', 'BOUNCED')),
        delivery_reason text check (length(delivery_reason) <= 500),
        sent_at timestamptz,
        created_at timestamptz not null,
        primary key (organization_id, id),
        unique (organization_id, inbound_mail_id),
        foreign key (organization_id, ticket_id) references ticketing.ticket,
        foreign key (organization_id, origin_id) references ticketing.ticket,
        foreign key (organization_id, inbound_mail_id) references ticketing.inbound_mail,
        check ((kind = 'REPLY') = (delivery is not null)),
        check ((kind = 'REPLY') = (recipient_address is not null)),
        check ((delivery in ('SENT', 'BOUNCED')) <= (sent_at is not null))
      );
      create index message_ticket on ticketing.message (organization_id, ticket_id, created_at, id);
      create index message_origin on ticketing.message (organization_id, origin_id);
      create index message_message_id on ticketing.message (organization_id, message_id) where message_id is not null;
      ${tenantPolicies('ticketing.message')}

      create table ticketing.attachment (
        organization_id uuid not null,
        id uuid not null,
        ticket_id uuid not null,
        message_id uuid,
        member_id uuid not null,
        file_id uuid,
        name text not null check (length(name) between 1 and 200),
        media_type text not null check (length(media_type) between 3 and 100),
        size integer not null check (size > 0),
        is_stored boolean not null,
        created_at timestamptz not null,
        primary key (organization_id, id),
        foreign key (organization_id, ticket_id) references ticketing.ticket,
        foreign key (organization_id, message_id) references ticketing.message,
        check ((message_id is not null) <= is_stored)
      );
      create index attachment_message on ticketing.attachment (organization_id, message_id) where message_id is not null;
      create index attachment_loose on ticketing.attachment (organization_id, created_at) where message_id is null;
      create index attachment_ticket on ticketing.attachment (organization_id, ticket_id);
      ${tenantPolicies('ticketing.attachment')}

      -- What was done to a ticket. Rows are added, and neither changed nor deleted.
      create table ticketing.ticket_event (
        organization_id uuid not null,
        id uuid not null,
        ticket_id uuid not null,
        kind text not null check (length(kind) between 1 and 40),
        "from" text check (length("from") <= 500),
        "to" text check (length("to") <= 500),
        member_id uuid,
        at timestamptz not null,
        primary key (organization_id, id),
        foreign key (organization_id, ticket_id) references ticketing.ticket
      );
      create index ticket_event_ticket on ticketing.ticket_event (organization_id, ticket_id, at, id);
      ${tenantPolicies('ticketing.ticket_event')}

      -- Who has a ticket open. Not worth a log: after a crash everybody says so again within seconds.
      create unlogged table ticketing.presence (
        organization_id uuid not null,
        ticket_id uuid not null,
        member_id uuid not null,
        mode text not null check (mode in ('VIEWING', 'REPLYING')),
        since timestamptz not null,
        seen_at timestamptz not null,
        primary key (organization_id, ticket_id, member_id)
      );
      create index presence_seen on ticketing.presence (organization_id, seen_at);
      ${tenantPolicies('ticketing.presence')}

      create table ticketing.counter (
        organization_id uuid primary key,
        last integer not null check (last > 0)
      );
      ${tenantPolicies('ticketing.counter')}
      ${roomGrants('ticketing')}
      revoke update, delete on ticketing.ticket_event from ticketing;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table ticketing.counter, ticketing.presence, ticketing.ticket_event, ticketing.attachment, ticketing.message, ticketing.ticket, ticketing.team_member, ticketing.team, ticketing.member',
    );
  }
}
