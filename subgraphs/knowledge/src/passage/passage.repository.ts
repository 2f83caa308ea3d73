import type { Context } from '@deskgraph/kit';
import type { Piece } from '../retrieval/passages.js';
import type { Source, SourceKind, SourceText } from './passage.entity.js';

/** What is known of a source that is indexed. */
export interface IndexedSource {
  readonly version: number;
  readonly acl: readonly string[];
  readonly analyzerVersion: number;
}

/** What is looked for: terms, with how often each was said. */
export interface Question {
  readonly terms: readonly string[];
  readonly weights: readonly number[];
  /** A source that is no answer to it. */
  readonly exceptId: string | null;
}

/** A source as it was found, by the best of its passages. */
export interface Found extends Source {
  /** Which of the questions it answers, from 0 on. */
  readonly question: number;
  readonly score: number;
  /** What the passage says; null for sources that nobody will be shown. */
  readonly title: string | null;
  readonly body: string | null;
}

/** How many terms of a letter are looked for, the most telling first. With 24, the function's own default, it is answered 6 % worse; with 64 it is 2 % better, and takes a fifth longer. */
const rankedTerms = 48;

/** What is to be found of each kind, with what is indexed of it: the twins of `articles.reindex` and `documents.reindex`. */
const standing: Readonly<Record<SourceKind, string>> = {
  ARTICLE: `select id, published_version as version, array['article:' || lower(visibility)] as acl from knowledge.article where organization_id = $1 and published_version is not null`,
  TICKET: `select subject_id as id, version, array['ticket'] as acl from platform.document where organization_id = $1 and kind = 'TICKET' and state = 'SETTLED'`,
};

/** The passages' SQL, bound to the context's transaction: raw, since no entity holds a tsvector. */
export const passages = ({ db, viewer: { organizationId } }: Context) => ({
  /** Lets one transaction of an organization at a time change its passages, so that the counts stay right. */
  async lock(): Promise<void> {
    await db.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`knowledge ${organizationId}`]);
  },

  async indexed({ kind, id }: Source): Promise<IndexedSource | null> {
    const [row] = await db.query<IndexedSource[]>('select version::float8 as version, acl, analyzer_version as "analyzerVersion" from knowledge.source where kind = $1 and id = $2', [kind, id]);
    return row ?? null;
  },

  /** The ids of a kind, in order and past one, whose entry is not what stands now: it is missing, older, left over, or made by older rules. */
  async drifted(kind: SourceKind, analyzerVersion: number, after: string | null, most: number): Promise<string[]> {
    const rows = await db.query<{ id: string }[]>(
      `with standing as (${standing[kind]}), known as (select * from knowledge.source where organization_id = $1 and kind = $2)
       select id from (select * from standing where $3::uuid is null or id > $3) standing full join (select * from known where $3::uuid is null or id > $3) known using (id)
       where (standing.version is distinct from known.version or standing.acl is distinct from known.acl or known.analyzer_version < $4)
       order by id limit $5`,
      [organizationId, kind, after, analyzerVersion, most],
    );
    return rows.map(({ id }) => id);
  },

  /** Deletes a source with its passages, and takes their words out of the counts. */
  async remove({ kind, id }: Source): Promise<void> {
    await db.query(
      `with gone as (delete from knowledge.passage where organization_id = $1 and source_kind = $2 and source_id = $3 returning acl, length, terms),
         fewer_terms as (
           update knowledge.term t set passages = t.passages - less.count
           from (select lexeme, count(*)::integer from gone, unnest(gone.terms) group by lexeme) less where t.organization_id = $1 and t.term = less.lexeme),
         fewer_tokens as (
           update knowledge.acl_share s set passages = s.passages - less.count
           from (select token, count(*)::integer from gone, unnest(gone.acl) token group by token) less where s.organization_id = $1 and s.token = less.token)
       update knowledge.corpus c set passages = c.passages - less.count, terms = c.terms - less.length
       from (select count(*)::integer as count, coalesce(sum(length), 0) as length from gone) less where c.organization_id = $1`,
      [organizationId, kind, id],
    );
    await db.query('delete from knowledge.term where organization_id = $1 and passages = 0', [organizationId]);
    await db.query('delete from knowledge.source where organization_id = $1 and kind = $2 and id = $3', [organizationId, kind, id]);
  },

  /** Stores a source with its passages, and counts their words. */
  async add(source: SourceText, pieces: readonly (Piece & { readonly id: string })[], analyzerVersion: number, now: Date): Promise<void> {
    const { kind, id, version, acl, title } = source;
    await db.query('insert into knowledge.source (organization_id, kind, id, version, acl, analyzer_version, indexed_at) values ($1, $2, $3, $4, $5, $6, $7)', [organizationId, kind, id, version, acl, analyzerVersion, now]);
    await db.query(
      `with added as (
         insert into knowledge.passage (organization_id, id, source_kind, source_id, position, acl, length, terms)
         select $1, p.id, $2, $3, p.place - 1, $4, p.length, p.terms::tsvector from unnest($5::uuid[], $6::integer[], $7::text[]) with ordinality p (id, length, terms, place)
         returning acl, length, terms),
         more_terms as (
           insert into knowledge.term as t (organization_id, term, passages)
           select $1, lexeme, count(*) from added, unnest(added.terms) group by lexeme order by lexeme
           on conflict (organization_id, term) do update set passages = t.passages + excluded.passages),
         more_tokens as (
           insert into knowledge.acl_share as s (organization_id, token, passages)
           select $1, token, count(*) from added, unnest(added.acl) token group by token
           on conflict (organization_id, token) do update set passages = s.passages + excluded.passages)
       insert into knowledge.corpus as c (organization_id, passages, terms)
       select $1, count(*), coalesce(sum(length), 0) from added
       on conflict (organization_id) do update set passages = c.passages + excluded.passages, terms = c.terms + excluded.terms`,
      [organizationId, kind, id, acl, pieces.map(piece => piece.id), pieces.map(({ length }) => length), pieces.map(({ terms }) => terms)],
    );
    await db.query(
      'insert into knowledge.passage_text (organization_id, passage_id, title, body) select $1, p.id, $2, p.body from unnest($3::uuid[], $4::text[]) p (id, body)',
      [organizationId, title, pieces.map(piece => piece.id), pieces.map(({ body }) => body)],
    );
  },

  /**
   * The sources that answer each question best among those some tokens admit, with the texts of as many as are shown. The search is told the tokens
   * within the statement, so that others of the same transaction may search with other ones; each step feeds the next, which keeps the order.
   */
  ranked(acl: readonly string[], questions: readonly Question[], most: number, shown: number): Promise<Found[]> {
    return db.query<Found[]>(
      `with admitted as materialized (select set_config('app.knowledge_acl', $2::text[]::text, true) as acl),
         best as materialized (
           select distinct on (q.question, r.source_kind, r.source_id) q.question, r.*
           from admitted
           cross join lateral jsonb_to_recordset(case when admitted.acl is not null then $3::jsonb end) q (question integer, terms text[], weights real[], "exceptId" uuid)
           cross join lateral knowledge.rank_passages(q.terms, q.weights, $4, term_limit => ${String(rankedTerms)}) r
           where r.source_id is distinct from q."exceptId"
           order by q.question, r.source_kind, r.source_id, r.score desc, r.id),
         placed as materialized (select *, row_number() over (partition by question order by score desc, id) as place from best)
       select p.question, p.source_kind as kind, p.source_id as id, p.score, t.title, t.body
       from placed p left join lateral (select title, body from knowledge.passage_text where organization_id = $1 and passage_id = p.id offset 0) t on p.place <= $5
       order by p.question, p.place`,
      [organizationId, acl, JSON.stringify(questions.map((question, index) => ({ ...question, question: index }))), most, shown],
    );
  },

  /** Terms spelled much like words that no passage holds. */
  nearest(words: readonly string[]): Promise<{ word: string; term: string; passages: number }[]> {
    return db.query('select word, term, passages from knowledge.nearest_terms($1)', [words]);
  },
});
