import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { consumed, openGround, openHouse, published, type Ground, type Organization, type Person, type TestHouse } from '@deskgraph/testing';

let house: TestHouse;
let [organization, other]: Organization[] = [];
let [owner, agent, stranger]: Person[] = [];
let ground: Ground;

const help = [
  { title: 'Returning pallets', body: 'Euro pallets go back within 30 days. We collect them for free when you order again.', visibility: 'PUBLIC' },
  { title: 'Leaking drums', body: 'A drum that leaks is put into a salvage drum. Wear gloves. Call the emergency number.', visibility: 'PUBLIC' },
  { title: 'Safety data sheets', body: 'Every product has a safety data sheet, found by its CAS number, such as 67-64-1 for acetone.', visibility: 'INTERNAL' },
  { title: 'Discounts for pallets', body: 'Whoever orders ten pallets gets five per cent. Margins are confidential: zirconium.', visibility: 'RESTRICTED' },
];
let ids: string[];

beforeAll(async () => {
  house = await openHouse();
  [organization, other] = await Promise.all([house.organization('Search'), house.organization('SearchElsewhere')]);
  [owner, agent, stranger] = await Promise.all([organization.as('owner'), organization.as('agent'), other.as('owner')]);
  ids = [];
  for (const article of help) ids.push(await published(owner, article));
  ground = await openGround([], 'knowledge');
});
afterAll(() => ground.close());

interface Found {
  readonly id: string;
  readonly totalCount: number;
  readonly nodes: { readonly kind: string; readonly title: string; readonly score: number; readonly article: { readonly id: string; readonly title: string }; readonly snippet: { readonly text: string; readonly isMatch: boolean }[] }[];
  readonly corrections: { readonly written: string; readonly read: string }[];
}
const query = 'query ($text: String!, $filter: KnowledgeSearchFilter, $first: Int! = 10) { knowledgeSearch(text: $text, filter: $filter, first: $first) { id totalCount nodes { kind title score article { id title } snippet { text isMatch } } corrections { written read } } }';
const search = async (text: string, { person = agent!, ...variables }: { person?: Person; filter?: object; first?: number } = {}): Promise<Found> =>
  (await person.ask<{ knowledgeSearch: Found }>(query, { text, ...variables })).knowledgeSearch;
const titles = ({ nodes }: Found): string[] => nodes.map(({ title }) => title);
const update = (id: string, input: object, verb = 'Update') =>
  owner!.ask<Record<string, { refusal: unknown; article: { version: number } }>>(`mutation ($input: Article${verb}Input!) { article${verb}(input: $input) { article { version } refusal { code } } }`, { input: { id, ...input } });
const indexed = (): Promise<void> => consumed(house, 'knowledge.articles', 'article.%', [organization!, other!]);

describe('a search', () => {
  it('finds what answers the question, the best first, and marks the words', async () => {
    const found = await search('How do I return a pallet?');

    expect(titles(found)).toEqual(['Returning pallets']);
    expect(found).toMatchObject({ totalCount: 1, corrections: [], nodes: [{ kind: 'ARTICLE', article: { id: ids[0], title: 'Returning pallets' } }] });
    expect(found.nodes[0]?.snippet.filter(({ isMatch }) => isMatch).map(({ text }) => text)).toEqual(['pallets']);
    expect(found.nodes[0]?.snippet.map(({ text }) => text).join('')).toBe(help[0]?.body);
  });

  it.each(['67-64-1', '67 64 1', '67641', 'ACETONE', 'acétone'])('finds a substance by %s', async text => {
    expect(titles(await search(text))[0]).toBe('Safety data sheets');
  });

  it('forgives a slip, and says so in a word it shows', async () => {
    const found = await search('retruning palets');

    expect(titles(found)).toEqual(['Returning pallets']);
    expect(found.corrections).toEqual([{ written: 'retruning', read: 'Returning' }, { written: 'palets', read: 'pallets' }]);
  });

  it('of what the viewer may not see finds, counts and corrects nothing', async () => {
    const [seen, all] = [await search('pallets'), await search('pallets', { person: owner })];
    const hidden = await Promise.all(['zirconium', 'zirconum', 'confidential margins'].map(text => search(text)));

    expect({ count: seen.totalCount, titles: titles(seen) }).toEqual({ count: 1, titles: ['Returning pallets'] });
    expect(titles(all).sort()).toEqual(['Discounts for pallets', 'Returning pallets']);
    expect(hidden.map(({ totalCount, nodes, corrections }) => ({ totalCount, nodes, corrections }))).toEqual(Array(3).fill({ totalCount: 0, nodes: [], corrections: [] }));
  });

  it('looks only where it is told to', async () => {
    expect(titles(await search('drums pallets sheets', { filter: { visibility: 'INTERNAL' } }))).toEqual(['Safety data sheets']);
    expect((await search('pallets', { filter: { visibility: 'RESTRICTED' } })).totalCount).toBe(0);
  });

  it('costs the same for one hit as for many', async () => {
    const trace = async (text: string, first: number) => (await agent!.askRaw(query, { text, first })).body.extensions?.trace;

    expect(await trace('zirkon acetone', 1)).toEqual(await trace('drums pallets sheets acetone', 50));
    expect(await trace('acetone', 1)).toEqual({ fetches: 1, statements: 4 });
  });

  it('leaves a row in the log, without what points to a person', async () => {
    const { id } = await search('pallet for jane.doe@example.com, +49 30 1234 5678');

    expect(await house.sql('select organization_id, member_id, text, acl, ranker, found, results from knowledge.search where id = $1', [id])).toEqual([
      { organization_id: organization!.id, member_id: agent!.memberId, text: 'pallet for [email], [number]', acl: ['article:public', 'article:internal', 'ticket'], ranker: expect.any(String), found: 1, results: [{ kind: 'ARTICLE', id: ids[0], score: expect.any(Number) }] },
    ]);
  });
});

describe('a hostile question', () => {
  it.each([
    ['of only words that say nothing', 'what is it that you do', []],
    ['of signs', `' " \\ ; -- & | ! ( ) <-> :* %`, []],
    ['of emoji', '👩‍👩‍👧‍👦🧪', []],
    ['of SQL', `'); drop table knowledge.article; -- pallet`, ['Returning pallets']],
    ['of search operators', '"pallet" & !drum | (return:*)', ['Returning pallets', 'Leaking drums']],
    ['of 10,000 characters', `pallet ${'x1-'.repeat(3331)}`, ['Returning pallets']],
    ['of 1,600 words', `pallet ${Array.from({ length: 1600 }, (_, index) => `zz${[...String(index)].map(digit => 'bcdfghjklm'.charAt(Number(digit))).join('')}`).join(' ').slice(0, 9_900)}`, ['Returning pallets']],
    ['of one word, 400 times', 'pallet '.repeat(400), ['Returning pallets']],
    ['of markup', '<script>alert("pallet")</script>', ['Returning pallets']],
  ])('%s is answered', async (_what, text, expected) => {
    expect(titles(await search(text))).toEqual(expected);
  });

  it.each([
    ['of nothing', '', 'INVALID'],
    ['of spaces', '  \n ', 'INVALID'],
    ['of more than 10,000 characters', 'x'.repeat(10_001), 'INVALID'],
    ['with NUL', 'pallet\0', 'BAD_USER_INPUT'],
    ['with half a character', 'pallet\ud800', 'BAD_USER_INPUT'],
  ])('%s is refused', async (_what, text, code) => {
    const { body } = await agent!.askRaw(query, { text });

    expect(body.errors?.map(({ extensions }) => extensions.code)).toEqual([code]);
  });

  it.each([0, 51, -1])('for %i hits is refused', async first => {
    expect((await agent!.askRaw(query, { text: 'pallet', first })).body.errors?.map(({ extensions }) => extensions.code)).toEqual(['INVALID']);
  });
});

describe('what changes', () => {
  it('is found as it is published, once, however often that is told', async () => {
    const id = await published(owner!, { title: 'Forklifts', body: 'Forklifts need a licence.' });
    await update(id, { version: 1, body: 'Forklifts need a hamster.' });
    await indexed();
    const draft = await search('hamster', { person: owner });
    await update(id, { version: 2 }, 'Publish');
    await indexed();
    await house.sql(`insert into platform.event (organization_id, topic, subject_id, related_ids, actor_id, request_id, at) select organization_id, topic, subject_id, related_ids, actor_id, request_id, at from platform.event where subject_id = $1`, [id]);
    await house.sql(`select pg_notify('fresh', '')`);
    await indexed();

    expect(draft.totalCount).toBe(0);
    expect(titles(await search('hamster'))).toEqual(['Forklifts']);
    expect((await search('licence')).totalCount).toBe(0);
    expect(await house.sql('select count(*)::int from knowledge.passage where source_id = $1', [id])).toEqual([{ count: 1 }]);
  });

  it('to be seen by fewer is gone for the others at once, before the index knows', async () => {
    const id = await published(owner!, { title: 'Platypus', body: 'Platypus policy.' });

    await update(id, { version: 1, visibility: 'RESTRICTED' });
    const [now, forLeads] = [await search('platypus'), await search('platypus', { person: owner })];
    await indexed();

    expect([now.totalCount, forLeads.totalCount, (await search('platypus')).totalCount]).toEqual([0, 1, 0]);
    expect(await house.sql('select acl from knowledge.passage where source_id = $1', [id])).toEqual([{ acl: ['article:restricted'] }]);
  });

  it('to archived is gone with the same commit, its words too', async () => {
    const id = await published(owner!, { title: 'Wombats', body: 'Wombats are not delivered.' });

    await update(id, {}, 'Archive');

    expect(await house.sql('select from knowledge.passage_text t join knowledge.passage p on p.id = t.passage_id where p.source_id = $1', [id])).toEqual([]);
    expect(await house.sql(`select from knowledge.term where organization_id = $1 and term = 'wombat'`, [organization!.id])).toEqual([]);
    expect((await search('wombats', { person: owner })).totalCount).toBe(0);
    await update(id, { version: 1 }, 'Publish');
    await indexed();
    expect((await search('wombats')).totalCount).toBe(1);
  });

  it('at once, many published and many archived, leaves what is published found', async () => {
    const made = await Promise.all(Array.from({ length: 8 }, (_, n) => published(owner!, { title: `Numbat ${String(n)}`, body: 'Numbats.' })));

    const answers = await Promise.all(made.map((id, n) => (n % 2 === 0 ? update(id, {}, 'Archive') : update(id, { version: 1, body: 'Numbats again.' }))));
    await indexed();

    expect(answers.flatMap(answer => Object.values(answer).map(({ refusal }) => refusal))).toEqual(made.map(() => null));
    expect(titles(await search('numbats')).sort()).toEqual([1, 3, 5, 7].map(n => `Numbat ${String(n)}`));
  });

  it('leaves the counts of words, passages and tokens as they are counted anew', async () => {
    await indexed();
    const counted = await house.sql(
      `select (select jsonb_object_agg(term, passages) from knowledge.term where organization_id = $1) = (
         select jsonb_object_agg(lexeme, count) from (select lexeme, count(*) from knowledge.passage, unnest(terms) where organization_id = $1 group by 1) t) as terms,
       (select jsonb_object_agg(token, passages) from knowledge.acl_share where organization_id = $1 and passages > 0) = (
         select jsonb_object_agg(token, count) from (select token, count(*) from knowledge.passage, unnest(acl) token where organization_id = $1 group by 1) t) as tokens,
       (select (passages::bigint, terms) from knowledge.corpus where organization_id = $1) = (select (count(*), sum(length)) from knowledge.passage where organization_id = $1) as corpus`,
      [organization!.id],
    );

    expect(counted).toEqual([{ terms: true, tokens: true, corpus: true }]);
  });
});

describe('another organization', () => {
  it('finds nothing of this one, and learns nothing from its scores', async () => {
    const article = { title: 'Kangaroo', body: 'Kangaroo pallets.' };
    await published(stranger!, article);
    const before = await search('kangaroo pallets', { person: stranger });
    for (let n = 0; n < 5; n++) await published(owner!, { title: `Kangaroo ${String(n)}`, body: 'Kangaroo kangaroo.' });

    const after = await search('kangaroo pallets', { person: stranger });
    const theirs = await Promise.all(['drums', 'acetone', 'acetome', 'zirconium'].map(text => search(text, { person: stranger })));

    expect({ ...after, id: before.id }).toEqual(before);
    expect(theirs.map(({ totalCount, corrections }) => ({ totalCount, corrections }))).toEqual(Array(4).fill({ totalCount: 0, corrections: [] }));
  });
});

describe('the functions that search', () => {
  const rank = `select * from knowledge.rank_passages(array['pallet'], array[1]::real[], 10)`;

  it('fail unless they are told the organization and the access', async () => {
    const within = (organizationId: string, acl: string | null) => ground.within(organizationId, {}, async ({ db }) => {
      const told = acl === null ? [] : [db.query(`select set_config('app.knowledge_acl', $1, true)`, [acl])];
      const [found] = await Promise.all([db.query<unknown[]>(rank), ...told]);
      return found;
    });

    await expect(within(organization!.id, null)).rejects.toThrow(/app.knowledge_acl|array literal/);
    await expect(within('', '{article:public}')).rejects.toThrow('uuid');
    expect(await within(organization!.id, '{}')).toEqual([]);
    expect(await within(organization!.id, '{article:public}')).toHaveLength(1);
    expect(await within(other!.id, '{article:internal}')).toHaveLength(1);
  });

  it('may be called by the room alone', async () => {
    const callers = await house.sql<{ name: string }>(`select r.rolname as name from pg_roles r, pg_proc p where p.proname in ('rank_passages', 'nearest_terms') and has_function_privilege(r.oid, p.oid, 'execute') and not r.rolsuper and r.rolname not like 'pg\\_%' order by 1`);

    expect([...new Set(callers.map(({ name }) => name))]).toEqual(['knowledge', 'knowledge_search']);
  });
});
