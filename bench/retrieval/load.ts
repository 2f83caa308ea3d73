import { randomUUID } from 'node:crypto';
import { cut } from '@deskgraph/knowledge';
import type { TestHouse } from '@deskgraph/testing';

/** Something to be found, under a token. */
export interface Loaded {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly acl?: string;
}

/** Puts many documents into the index of an organization at once, cut and analysed as the product does it; its counts are counted at the end. */
export async function load({ sql }: TestHouse, organizationId: string, documents: Iterable<Loaded>): Promise<number> {
  let count = 0;
  for (const some of batches(documents, 1000)) {
    const rows = some.flatMap(({ id, title, text, acl = 'article:public' }) => cut(title, text).map((piece, position) => ({ ...piece, id: randomUUID(), source: id, position, title, acl })));
    count += rows.length;
    await sql(
      `with s as (insert into knowledge.source select $1, 'ARTICLE', id, 1, array[acl], 1, now() from unnest($2::uuid[], $3::text[]) s (id, acl)),
         p as (insert into knowledge.passage select $1, id, 'ARTICLE', source, position, array[acl], length, terms::tsvector
           from unnest($4::uuid[], $5::uuid[], $6::int[], $7::text[], $8::int[], $9::text[]) p (id, source, position, acl, length, terms))
       insert into knowledge.passage_text select $1, id, title, body from unnest($4::uuid[], $10::text[], $11::text[]) t (id, title, body)`,
      [
        organizationId, some.map(({ id }) => id), some.map(({ acl = 'article:public' }) => acl), rows.map(({ id }) => id), rows.map(({ source }) => source), rows.map(({ position }) => position),
        rows.map(({ acl }) => acl), rows.map(({ length }) => length), rows.map(({ terms }) => terms), rows.map(({ title }) => title), rows.map(({ body }) => body),
      ],
    );
  }
  await sql('insert into knowledge.term select $1, lexeme, count(*) from knowledge.passage, unnest(terms) where organization_id = $1 group by lexeme', [organizationId]);
  await sql('insert into knowledge.acl_share select $1, token, count(*) from knowledge.passage, unnest(acl) token where organization_id = $1 group by token', [organizationId]);
  await sql('insert into knowledge.corpus select $1, count(*), sum(length) from knowledge.passage where organization_id = $1', [organizationId]);
  await sql('vacuum analyze knowledge.passage, knowledge.term, knowledge.passage_text');
  return count;
}

function* batches<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let batch: T[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length === size) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
