import { acrossPolicy, roomGrants, tenantPolicies } from '@deskgraph/kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = ['source', 'passage', 'passage_text', 'term', 'acl_share', 'corpus', 'search'].map(table => `knowledge.${table}`);
/** What the search reads, across organizations as far as policies go: it binds itself to the one of the transaction. */
const read = ['passage', 'term', 'acl_share', 'corpus'].map(table => `knowledge.${table}`);

/** Passages, what is known of their words, the one function that searches them, and the log of what was asked. */
export class Knowledge0002 implements MigrationInterface {
  name = 'Knowledge0000000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create schema if not exists extensions;
      create extension if not exists btree_gin with schema extensions;
      create extension if not exists pg_trgm with schema extensions;

      create table knowledge.source (
        organization_id uuid not null,
        kind text not null check (kind in ('ARTICLE', 'TICKET')),
        id uuid not null,
        version integer not null,
        acl text[] not null,
        analyzer_version smallint not null,
        indexed_at timestamptz not null,
        primary key (organization_id, kind, id)
      );
      create index source_analyzer on knowledge.source (organization_id, analyzer_version);

      create table knowledge.passage (
        organization_id uuid not null,
        id uuid not null,
        source_kind text not null,
        source_id uuid not null,
        position integer not null check (position >= 0),
        acl text[] not null,
        length integer not null check (length > 0),
        terms tsvector not null,
        primary key (organization_id, id),
        unique (organization_id, source_kind, source_id, position),
        foreign key (organization_id, source_kind, source_id) references knowledge.source (organization_id, kind, id) on delete cascade
      );
      alter table knowledge.passage alter terms set storage main, set (toast_tuple_target = 8160);
      create index passage_terms on knowledge.passage using gin (organization_id, acl, terms);

      create table knowledge.passage_text (
        organization_id uuid not null,
        passage_id uuid not null,
        title text not null,
        body text not null,
        primary key (organization_id, passage_id),
        foreign key (organization_id, passage_id) references knowledge.passage (organization_id, id) on delete cascade
      );

      create table knowledge.term (
        organization_id uuid not null,
        term text not null,
        passages integer not null check (passages >= 0),
        primary key (organization_id, term)
      );
      create index term_trigrams on knowledge.term using gin (organization_id, term extensions.gin_trgm_ops);
      create index term_unused on knowledge.term (organization_id, term) where passages = 0;

      create table knowledge.acl_share (
        organization_id uuid not null,
        token text not null,
        passages integer not null check (passages >= 0),
        primary key (organization_id, token)
      );

      create table knowledge.corpus (
        organization_id uuid primary key,
        passages integer not null check (passages >= 0),
        terms bigint not null check (terms >= 0)
      );

      create table knowledge.search (
        organization_id uuid not null,
        id uuid not null,
        at timestamptz not null,
        member_id uuid not null,
        text text not null check (length(text) <= 1000),
        acl text[] not null,
        ranker text not null,
        duration_ms integer not null check (duration_ms >= 0),
        found integer not null check (found >= 0),
        results jsonb not null,
        primary key (organization_id, id)
      );
      create index search_at on knowledge.search (organization_id, at);
      ${tables.map(tenantPolicies).join('')}
      ${roomGrants('knowledge')}

      do $body$ begin
        if not exists (select from pg_roles where rolname = 'knowledge_search') then create role knowledge_search nologin noinherit; end if;
      end $body$;
      grant knowledge_search to current_user with set true, inherit false;
      grant usage on schema knowledge, extensions to knowledge_search;
      grant select on ${read.join(', ')} to knowledge_search;
      ${read.map(table => acrossPolicy(table, 'knowledge_search')).join('')}
      ${rank}
      ${nearest}
      grant create on schema knowledge to knowledge_search;
      ${functions.map(name => `alter function ${name} owner to knowledge_search;`).join(' ')}
      revoke create on schema knowledge from knowledge_search;
      set local role knowledge_search;
      ${functions.map(name => `revoke all on function ${name} from public; grant execute on function ${name} to knowledge;`).join(' ')}
      reset role;
      revoke knowledge_search from current_user;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      grant knowledge_search to current_user with set true, inherit true;
      drop function ${functions.join(', ')};
      drop table ${[...tables].reverse().join(', ')};
    `);
  }
}

const functions = ['knowledge.rank_passages(text[], real[], integer, integer, integer)', 'knowledge.nearest_terms(text[])'];

/**
 * The best passages for some terms, by BM25 (k1 1.2, b 0.75). ts_rank of one term is the sum of 1/j² over its tf places, which gives tf back; idf comes
 * from the organization's own terms. Organization and access come from the transaction's settings, never from arguments, and unset ones are an error.
 * The commonest terms score but fetch no candidates once the budget is spent; a narrow viewer's budget is wider by as much as they see less.
 */
const rank = `
  create function knowledge.rank_passages(asked text[], weights real[], most integer, budget integer default 5000, term_limit integer default 24)
    returns table (id uuid, source_kind text, source_id uuid, score real) language plpgsql stable security definer set search_path = pg_catalog set jit = off as $body$
  declare
    org uuid := current_setting('app.organization_id')::uuid;
    viewer_acl text[] := current_setting('app.knowledge_acl')::text[];
    n integer; average real; share float; affordable float; spent float := 0; estimate float; first_passages float := 0;
    drive text := ''; ranks text := ''; total text := '0'; i integer := 0; is_spent boolean := false;
    rest text[] := '{}'; rest_passages float[] := '{}'; t record;
  begin
    select c.passages, c.terms::real / greatest(c.passages, 1) into n, average from knowledge.corpus c where c.organization_id = org;
    if n is null or n = 0 then return; end if;
    select least(1, coalesce(sum(s.passages), 0)::float / n) into share from knowledge.acl_share s where s.organization_id = org and s.token = any (viewer_acl);
    if share = 0 then return; end if;
    affordable := budget / share;
    for t in
      select * from (
        select k.term, k.passages, a.weight * ln(1 + (n - k.passages + 0.5) / (k.passages + 0.5)) as idf
        from unnest(asked, weights) a (term, weight) join knowledge.term k on k.organization_id = org and k.term = a.term
        order by 3 desc, 1 limit term_limit) best
      order by passages, term
    loop
      i := i + 1;
      ranks := ranks || format(', ts_rank(''{1,1,1,1}'', c.terms, %L::tsquery) r%s', quote_literal(t.term), i);
      total := total || format(' + case when r%1$s > 0 then %2$s * (.1079271 + .5 * r%1$s) / ((.1079271 + .5 * r%1$s) + k * (1 - r%1$s)) else 0 end', i, (2.2 * t.idf)::numeric(12, 6));
      if not is_spent and (i = 1 or spent + t.passages <= affordable) then
        drive := drive || case when i > 1 then '|' else '' end || quote_literal(t.term);
        spent := spent + t.passages;
        if i = 1 then first_passages := t.passages; end if;
      else
        is_spent := true;
        rest := rest || quote_literal(t.term);
        rest_passages := rest_passages || t.passages::float;
      end if;
    end loop;
    if i = 0 then return; end if;
    if first_passages > affordable * 1.5 and cardinality(rest) > 0 then
      rest := array_prepend(drive, rest);
      rest_passages := array_prepend(first_passages, rest_passages);
      drive := '';
      spent := 0;
    end if;
    <<pairs>>
    for a in 1 .. cardinality(rest) loop
      for b in a + 1 .. cardinality(rest) loop
        estimate := rest_passages[a] * rest_passages[b] / n;
        exit pairs when drive <> '' and spent + estimate > affordable;
        drive := drive || case when drive <> '' then '|' else '' end || '(' || rest[a] || '&' || rest[b] || ')';
        spent := spent + estimate;
      end loop;
    end loop;
    return query execute format(
      'select x.id, x.source_kind, x.source_id, (%s)::real from (
         select c.id, c.source_kind, c.source_id, 1.2 * (.25 + .75 * c.length / $5) k%s from knowledge.passage c
         where c.organization_id = $1 and c.acl && $2 and c.terms @@ $3::tsquery offset 0) x
       order by 4 desc, 1 limit $4', total, ranks)
      using org, viewer_acl, drive, most, average;
  end $body$;
`;

/** For each word that the organization's passages do not hold, up to 30 terms spelled much like it. */
const nearest = `
  create function knowledge.nearest_terms(words text[])
    returns table (word text, term text, passages integer) language sql stable security definer
    set search_path = pg_catalog set pg_trgm.similarity_threshold = 0.2 as $body$
    select w.word, near.term, near.passages
    from (
      select u.word from unnest(words) u (word)
      where not exists (select from knowledge.term k where k.organization_id = current_setting('app.organization_id')::uuid and k.term = u.word)
      offset 0) w
    cross join lateral (
      select k.term, k.passages from knowledge.term k
      where k.organization_id = current_setting('app.organization_id')::uuid and k.term operator(extensions.%) w.word
      order by extensions.similarity(k.term, w.word) desc, k.passages desc, k.term limit 30) near
  $body$;
`;
