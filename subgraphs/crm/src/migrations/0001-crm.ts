import { roomGrants, tenantPolicies } from '@deskgraph/kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = ['company', 'company_domain', 'customer', 'identity', 'interaction', 'term', 'counter'];

/** Customers, their companies, how they are known, and what happened between them and the organization. */
export class Crm0001 implements MigrationInterface {
  name = 'Crm0000000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table crm.company (
        organization_id uuid not null,
        id uuid not null,
        name text not null check (length(name) between 1 and 200),
        created_at timestamptz not null,
        changed_at timestamptz not null,
        version integer not null check (version > 0),
        primary key (organization_id, id)
      );
      create index company_name on crm.company (organization_id, name, id);

      -- A domain is one company's: who writes from there is one of its people.
      create table crm.company_domain (
        organization_id uuid not null,
        domain text not null check (length(domain) between 3 and 253),
        company_id uuid not null,
        primary key (organization_id, domain),
        foreign key (organization_id, company_id) references crm.company on delete cascade
      );
      create index company_domain_company on crm.company_domain (organization_id, company_id);

      create table crm.customer (
        organization_id uuid not null,
        id uuid not null,
        number integer not null check (number > 0),
        kind text not null check (kind in ('PERSON', 'ORGANIZATION')),
        name text not null check (length(name) between 1 and 200),
        company_id uuid,
        language text check (length(language) between 2 and 35),
        time_zone text check (length(time_zone) between 1 and 60),
        note text check (length(note) between 1 and 10000),
        created_at timestamptz not null,
        created_by_id uuid,
        changed_at timestamptz not null,
        -- The customer who goes on; never one that was merged itself.
        merged_into_id uuid check (merged_into_id <> id),
        version integer not null check (version > 0),
        primary key (organization_id, id),
        unique (organization_id, number),
        foreign key (organization_id, company_id) references crm.company,
        foreign key (organization_id, merged_into_id) references crm.customer
      );
      create index customer_name on crm.customer (organization_id, name, id);
      create index customer_created on crm.customer (organization_id, created_at, id);
      create index customer_company on crm.customer (organization_id, company_id, name, id) where company_id is not null;
      create index customer_merged on crm.customer (organization_id, merged_into_id) where merged_into_id is not null;

      -- The twin of platform.party: the same id, and whose it is.
      create table crm.identity (
        organization_id uuid not null,
        id uuid not null,
        customer_id uuid not null,
        kind text not null check (kind in ('MAIL', 'PHONE', 'EXTERNAL')),
        value text not null check (length(value) between 1 and 254),
        verified_at timestamptz,
        verified_by_id uuid,
        created_at timestamptz not null,
        primary key (organization_id, id),
        unique (organization_id, kind, value),
        foreign key (organization_id, customer_id) references crm.customer
      );
      create index identity_customer on crm.identity (organization_id, customer_id, kind, id);

      create table crm.interaction (
        organization_id uuid not null,
        id uuid not null,
        customer_id uuid not null,
        at timestamptz not null,
        channel text not null check (channel in ('CALL', 'MAIL', 'ORDER', 'NOTE')),
        direction text check (direction in ('INBOUND', 'OUTBOUND')),
        subject_kind text,
        subject_id uuid,
        summary text check (length(summary) between 1 and 5000),
        by_id uuid,
        primary key (organization_id, id),
        unique (organization_id, subject_kind, subject_id),
        foreign key (organization_id, customer_id) references crm.customer,
        check ((subject_kind is null) = (subject_id is null)),
        check ((channel = 'NOTE') = (summary is not null))
      );
      create index interaction_customer on crm.interaction (organization_id, customer_id, at, id);

      -- The words by which customers, companies and identities are found, by how they begin. Comparisons of "C" text are leakproof: the one kind that
      -- may use an index under row-level security.
      create table crm.term (
        organization_id uuid not null,
        term text collate "C" not null check (length(term) between 1 and 100),
        subject_id uuid not null,
        primary key (organization_id, term, subject_id)
      );
      create index term_subject on crm.term (organization_id, subject_id);

      create table crm.counter (
        organization_id uuid primary key,
        last integer not null check (last > 0)
      );
      ${tables.map(table => tenantPolicies(`crm.${table}`)).join('')}
      ${roomGrants('crm')}
      grant update (customer_id), delete on platform.party to crm;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      revoke update (customer_id), delete on platform.party from crm;
      drop table ${tables.map(table => `crm.${table}`).join(', ')};
    `);
  }
}
