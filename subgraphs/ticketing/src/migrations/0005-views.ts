import { roomGrants, tenantPolicies } from '@deskgraph/kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lists of tickets that people keep, what they have read, and the words by which tickets are found. */
export class Ticketing0005 implements MigrationInterface {
  name = 'Ticketing0000000000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table ticketing.view (
        organization_id uuid not null,
        id uuid not null,
        name text not null check (length(name) between 1 and 120),
        filter jsonb not null check (jsonb_typeof(filter) = 'object'),
        order_field text not null check (length(order_field) between 1 and 40),
        order_direction text not null check (order_direction in ('ASC', 'DESC')),
        is_shared boolean not null,
        -- Null once whoever shared it is gone.
        owner_id uuid,
        created_at timestamptz not null,
        primary key (organization_id, id),
        check (is_shared or owner_id is not null)
      );
      create index view_owner on ticketing.view (organization_id, owner_id);
      ${tenantPolicies('ticketing.view')}

      -- Up to when somebody has read a ticket; null: it is to count as unread.
      create table ticketing.reading (
        organization_id uuid not null,
        member_id uuid not null,
        ticket_id uuid not null,
        read_at timestamptz,
        marked_at timestamptz not null,
        primary key (organization_id, member_id, ticket_id),
        foreign key (organization_id, ticket_id) references ticketing.ticket
      );
      create index reading_ticket on ticketing.reading (organization_id, ticket_id);
      create index reading_marked on ticketing.reading (organization_id, marked_at);
      ${tenantPolicies('ticketing.reading')}

      -- Who was the last to say or do something; null for somebody outside, or the house.
      alter table ticketing.ticket add column active_by_id uuid;

      -- The words by which tickets are found, by how they begin. Comparisons of "C" text are leakproof: the one kind that may use an index under
      -- row-level security.
      create table ticketing.term (
        organization_id uuid not null,
        term text collate "C" not null check (length(term) between 1 and 100),
        ticket_id uuid not null,
        primary key (organization_id, term, ticket_id),
        foreign key (organization_id, ticket_id) references ticketing.ticket
      );
      create index term_ticket on ticketing.term (organization_id, ticket_id);

      -- Tickets of every organization are read for their words, which force forbids even the owner.
      alter table ticketing.ticket no force row level security;
      with said as (
        select organization_id, id, replace(lower(regexp_replace(normalize(subject || ' ' || coalesce(requester_name, ''), nfkd), '[\u0300-\u036f]', '', 'g')), 'ß', 'ss') as text from ticketing.ticket
      )
      insert into ticketing.term (organization_id, term, ticket_id)
      select distinct organization_id, left(word, 60) collate "C", id from said, lateral (
        select regexp_split_to_table(text, '\s+') union select regexp_split_to_table(text, '[^[:alnum:]]+')
      ) words (word) where word <> '';
      alter table ticketing.ticket force row level security;
      ${tenantPolicies('ticketing.term')}
      ${roomGrants('ticketing')}
      revoke update, delete on ticketing.ticket_event from ticketing;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table ticketing.term, ticketing.reading, ticketing.view; alter table ticketing.ticket drop column active_by_id');
  }
}
