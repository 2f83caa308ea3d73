import { roomGrants, tenantPolicies } from '@deskgraph/kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Articles, every version of them, and the numbers people give them. */
export class Knowledge0001 implements MigrationInterface {
  name = 'Knowledge0000000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table knowledge.article (
        organization_id uuid not null,
        id uuid not null,
        number integer not null check (number > 0),
        title text not null check (length(title) between 1 and 200),
        state text not null check (state in ('DRAFT', 'PUBLISHED', 'ARCHIVED')),
        visibility text not null check (visibility in ('PUBLIC', 'INTERNAL', 'RESTRICTED')),
        language text not null check (language ~ '^[a-z]{2}$'),
        version integer not null check (version > 0),
        published_version integer check (published_version between 1 and version),
        author_member_id uuid not null,
        created_at timestamptz not null,
        changed_at timestamptz not null,
        published_at timestamptz,
        primary key (organization_id, id),
        unique (organization_id, number),
        check ((state = 'PUBLISHED') = (published_version is not null)),
        check ((published_version is null) = (published_at is null))
      );
      create index article_changed on knowledge.article (organization_id, changed_at, id);
      create index article_title on knowledge.article (organization_id, title, id);
      ${tenantPolicies('knowledge.article')}

      create table knowledge.article_version (
        organization_id uuid not null,
        id uuid not null,
        article_id uuid not null,
        version integer not null check (version > 0),
        title text not null check (length(title) between 1 and 200),
        body text not null check (length(body) between 1 and 100000),
        author_member_id uuid not null,
        created_at timestamptz not null,
        primary key (organization_id, id),
        unique (organization_id, article_id, version),
        foreign key (organization_id, article_id) references knowledge.article (organization_id, id) on delete cascade
      );
      ${tenantPolicies('knowledge.article_version')}
      create function knowledge.refuse_change() returns trigger language plpgsql as $body$
        begin raise exception 'A version is never changed.' using errcode = 'restrict_violation'; end $body$;
      create trigger article_version_stays before update on knowledge.article_version execute function knowledge.refuse_change();

      create table knowledge.counter (
        organization_id uuid primary key,
        last integer not null check (last > 0)
      );
      ${tenantPolicies('knowledge.counter')}
      ${roomGrants('knowledge')}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table knowledge.counter, knowledge.article_version, knowledge.article; drop function knowledge.refuse_change()');
  }
}
