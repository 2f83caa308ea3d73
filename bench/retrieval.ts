import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { House } from '@deskgraph/host';
import { nobody, openContext } from '@deskgraph/kit';
import { answer } from '@deskgraph/knowledge';
import type { TestHouse } from '@deskgraph/testing';
import pg from 'pg';
import { judge, readCollection, slips, type Collection, type Quality } from './retrieval/collection.js';
import { measureLatency, type Ask } from './retrieval/latency.js';
import { load } from './retrieval/load.js';
import { referenceRanker } from './retrieval/reference.js';
import type { Figure } from './table.js';

/** The questions of a chemical distributor's help centre, written for this. */
const own = fileURLToPath(new URL('retrieval/help-centre', import.meta.url));

/** How well questions are answered, beside Postgres's own ranking and a reference BM25, on the help centre here and on any folders named; and how fast. */
export async function measureRetrieval(house: House, test: TestHouse, folders: readonly string[]): Promise<Figure[]> {
  const room = house.rooms.find(({ subgraph }) => subgraph.name === 'knowledge');
  if (!room) throw new Error('There is no room knowledge.');
  const ask = async (organizationId: string, text: string, acl: readonly string[]) => {
    const { ctx, session } = openContext(room.databases, room.tools, { ...nobody, organizationId }, 'bench');
    const answered = await answer(ctx, text, acl).finally(() => session.commit());
    return [...answered.hits, ...answered.others].map(({ id }) => id);
  };
  const figures: Figure[] = [];
  const note = (some: Figure[]): void => {
    figures.push(...some);
    for (const { what, value, peer } of some) process.stderr.write(`  ${what}: ${value} ${peer}\n`);
  };
  note(await measureQuality(test, ask, readCollection(own)));
  for (const passages of [10_000, 100_000]) note(await measureLatency(test, ask, passages));
  for (const folder of folders) note(await measureQuality(test, ask, readCollection(folder)));
  return figures;
}

async function measureQuality(test: TestHouse, ask: (...asked: Parameters<Ask>) => Promise<string[]>, collection: Collection): Promise<Figure[]> {
  const { id } = await test.organization(`Collection${collection.name.replaceAll(/[^a-z]/gi, '')}`);
  const names = new Map(collection.documents.map(document => [randomUUID() as string, document]));
  await load(test, id, [...names].map(([uuid, document]) => ({ ...document, id: uuid })));
  const ours = async (text: string): Promise<string[]> => (await ask(id, text, ['article:public'])).map(uuid => names.get(uuid)?.id ?? '');
  const reference = referenceRanker(collection);
  const client = new pg.Client({ connectionString: test.ownerUrl });
  await client.connect();
  const postgres = await postgresRanker(client, collection);

  const measured = await judge(collection, ours);
  const peers = {
    'reference BM25': await judge(collection, reference),
    'ts_rank_cd, any word': await judge(collection, text => postgres(text, 'any')),
    'ts_rank_cd, all words': await judge(collection, text => postgres(text, 'all')),
  };
  await client.end();
  const slipped = await judge(collection, ours, slips(42));
  const what = `${collection.name}, ${String(collection.documents.length)} articles, ${String(collection.questions.length)} questions: nDCG@10 / Recall@100`;
  return [
    ...Object.entries(peers).map(([peer, quality]) => figure(what, measured, peer, quality, peer === 'reference BM25' ? '>= 1x' : '')),
    figure(`${collection.name}, a slip in each question`, slipped, 'without slips', measured, ''),
  ];
}

function figure(what: string, measured: Quality, peerName: string, peer: Quality, goal: string): Figure {
  const shown = ({ ndcg, recall }: Quality): string => `${ndcg.toFixed(3)} / ${recall.toFixed(3)}`;
  return { what, value: shown(measured), peer: `${peerName}: ${shown(peer)}`, ratio: `${(measured.ndcg / peer.ndcg).toFixed(2)}x`, goal };
}

/** What Postgres does by itself: its English analyzer, titles weighted, ts_rank_cd. A question that takes it more than two seconds has no answer. */
async function postgresRanker(client: pg.Client, { documents }: Collection): Promise<(text: string, words: 'any' | 'all') => Promise<string[]>> {
  await client.query('create schema if not exists bench; drop table if exists bench.document; create table bench.document (id text primary key, terms tsvector not null)');
  await client.query(
    `insert into bench.document select id, setweight(to_tsvector('english', title), 'A') || to_tsvector('english', body) from unnest($1::text[], $2::text[], $3::text[]) d (id, title, body)`,
    [documents.map(({ id }) => id), documents.map(({ title }) => title), documents.map(({ text }) => text)],
  );
  await client.query('create index on bench.document using gin (terms)');
  const query = { all: `websearch_to_tsquery('english', $1)`, any: `replace(plainto_tsquery('english', $1)::text, '&', '|')::tsquery` };
  await client.query('set statement_timeout = 2000');
  return async (text, words) => {
    const found = client.query<{ id: string }>(`select id from bench.document, (select ${query[words]} as q) question where terms @@ q order by ts_rank_cd(terms, q) desc, id limit 100`, [text]);
    return found.then(({ rows }) => rows.map(({ id }) => id), () => []);
  };
}
