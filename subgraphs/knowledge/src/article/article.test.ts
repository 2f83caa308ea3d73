import { beforeAll, describe, expect, it } from '@jest/globals';
import { openHouse, type Organization, type Person, type TestHouse } from '@deskgraph/testing';

let house: TestHouse;
let organization: Organization;
let [manager, agent, colleague]: Person[] = [];
beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization('Articles');
  [manager, agent, colleague] = await Promise.all((['manager', 'agent', 'viewer'] as const).map(role => organization.as(role)));
});

interface Article {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly state: string;
  readonly visibility: string;
  readonly version: number;
  readonly publishedVersion: number | null;
  readonly published: { readonly body: string } | null;
  readonly latest: { readonly title: string; readonly body: string } | null;
  readonly viewerCan: string[];
}
interface Made {
  readonly article: Article | null;
  readonly refusal: { code: string; field: string | null } | null;
}
const selection = '{ id number title state visibility version publishedVersion published { body } latest { title body } viewerCan }';
const verb = async (person: Person, name: string, input: object): Promise<Made> => {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  return (await person.ask<Record<string, Made>>(`mutation ($input: ${type}!) { ${name}(input: $input) { article ${selection} refusal { code field } } }`, { input }))[name]!;
};
const write = async (person = agent!, input: object = {}): Promise<Article> => (await verb(person, 'articleCreate', { title: 'Drums', body: 'Drums are blue.', ...input })).article!;
const read = async (person: Person, id: string): Promise<Article | null> => (await person.ask<{ article: Article | null }>(`query ($id: ID!) { article(id: $id) ${selection} }`, { id })).article;
const rowsOf = (id: string) => house.sql('select a.*, (select count(*)::int from knowledge.article_version v where v.article_id = a.id) as versions from knowledge.article a where id = $1', [id]);

describe('an article', () => {
  it('begins as a draft that its author and leads see, and nobody else', async () => {
    const article = await write();

    expect(article).toMatchObject({ title: 'Drums', state: 'DRAFT', visibility: 'INTERNAL', version: 1, publishedVersion: null, published: null, latest: { body: 'Drums are blue.' }, viewerCan: ['readDrafts', 'update'] });
    expect(await read(manager!, article.id)).toMatchObject({ id: article.id, viewerCan: ['readDrafts', 'update', 'publish', 'archive'] });
    expect(await read(colleague!, article.id)).toBeNull();
    expect(await read(await (await house.organization('Elsewhere')).as('owner'), article.id)).toBeNull();
  });

  it('is numbered in its organization', async () => {
    const [first, second] = [await write(), await write()];

    expect(second.number).toBe(first.number + 1);
  });

  it('is read by everybody once it is published, and its new versions once they are', async () => {
    const { id } = await write();
    const published = await verb(manager!, 'articlePublish', { id, version: 1 });
    const changed = await verb(agent!, 'articleUpdate', { id, version: 1, title: 'Red drums', body: 'Drums are red.' });
    const meanwhile = await read(colleague!, id);
    await verb(manager!, 'articlePublish', { id, version: 2 });

    expect(published.article).toMatchObject({ state: 'PUBLISHED', publishedVersion: 1, published: { body: 'Drums are blue.' } });
    expect(changed.article).toMatchObject({ title: 'Drums', version: 2, publishedVersion: 1, latest: { title: 'Red drums', body: 'Drums are red.' } });
    expect(meanwhile).toMatchObject({ title: 'Drums', published: { body: 'Drums are blue.' }, latest: null, viewerCan: [] });
    expect(await read(colleague!, id)).toMatchObject({ title: 'Red drums', version: 2, published: { body: 'Drums are red.' }, latest: null });
  });

  it('is archived, seen by leads alone, and published again', async () => {
    const { id } = await write(manager);
    await verb(manager!, 'articlePublish', { id, version: 1 });

    const archived = await verb(manager!, 'articleArchive', { id });
    const [unseen, again] = [await read(colleague!, id), await verb(manager!, 'articlePublish', { id, version: 1 })];

    expect(archived.article).toMatchObject({ state: 'ARCHIVED', publishedVersion: null });
    expect(unseen).toBeNull();
    expect(again.article).toMatchObject({ state: 'PUBLISHED', publishedVersion: 1 });
    expect(await house.sql('select topic from platform.event where subject_id = $1 order by id', [id])).toEqual(['created', 'published', 'archived', 'published'].map(verb => ({ topic: `article.${verb}` })));
    expect(await house.sql('select action from platform.audit where subject_id = $1 order by id', [id])).toEqual(['create', 'publish', 'archive', 'publish'].map(verb => ({ action: `article.${verb}` })));
  });

  it('for leads alone is hidden from others at once, published as it is', async () => {
    const { id } = await write(manager);
    await verb(manager!, 'articlePublish', { id, version: 1 });
    const before = await read(agent!, id);

    await verb(manager!, 'articleUpdate', { id, version: 1, visibility: 'RESTRICTED' });

    expect(before).not.toBeNull();
    expect(await read(agent!, id)).toBeNull();
    expect(await read(manager!, id)).toMatchObject({ visibility: 'RESTRICTED', publishedVersion: 1 });
  });

  it('that is published is shown to others by whoever publishes, not by its author', async () => {
    const { id } = await write(agent, { visibility: 'RESTRICTED' });
    await verb(manager!, 'articlePublish', { id, version: 1 });
    const before = await rowsOf(id);

    const widened = await verb(agent!, 'articleUpdate', { id, version: 1, visibility: 'PUBLIC' });

    expect(widened).toEqual({ article: null, refusal: { code: 'FORBIDDEN', field: 'visibility' } });
    expect(await rowsOf(id)).toEqual(before);
    expect((await verb(agent!, 'articleUpdate', { id, version: 1, title: 'Blue drums', visibility: 'RESTRICTED' })).article).toMatchObject({ version: 2 });
  });

  it('made twice under one key is one', async () => {
    const input = { title: 'Once', body: 'Once.', idempotencyKey: crypto.randomUUID() };

    const [first, again] = [await verb(agent!, 'articleCreate', input), await verb(agent!, 'articleCreate', input)];

    expect(again).toEqual(first);
  });
});

describe('a change', () => {
  it.each([
    ['of an old version', 'agent', 'articleUpdate', 'agent', { version: 1, body: 'Late.' }, { code: 'CONFLICT', field: 'version' }],
    ['of another\'s draft', 'manager', 'articleUpdate', 'agent', { version: 2, body: 'Mine.' }, { code: 'NOT_FOUND', field: 'id' }],
    ['to a text without a character', 'agent', 'articleUpdate', 'agent', { version: 2, body: '' }, { code: 'INVALID', field: 'body' }],
    ['to a language that is none', 'agent', 'articleUpdate', 'agent', { version: 2, language: 'English' }, { code: 'INVALID', field: 'language' }],
    ['that publishes an old version', 'agent', 'articlePublish', 'manager', { version: 1 }, { code: 'CONFLICT', field: 'version' }],
  ] as const)('%s is refused, and stores nothing', async (_what, author, name, person, input, refusal) => {
    const { id } = await write(await organization.as(author));
    await verb(await organization.as(author), 'articleUpdate', { id, version: 1, body: 'Second.' });
    const before = await rowsOf(id);

    const answer = await verb(await organization.as(person), name, { id, ...input });

    expect(answer).toEqual({ article: null, refusal });
    expect(await rowsOf(id)).toEqual(before);
  });

  it('by somebody who may not publish, or not write, is denied', async () => {
    const { id } = await write();
    const denied = await Promise.all([
      agent!.askRaw('mutation ($input: ArticlePublishInput!) { articlePublish(input: $input) { article { id } } }', { input: { id, version: 1 } }),
      colleague!.askRaw('mutation ($input: ArticleUpdateInput!) { articleUpdate(input: $input) { article { id } } }', { input: { id, version: 1 } }),
    ]);

    expect(denied.map(({ body }) => body.errors?.map(({ extensions }) => extensions.code))).toEqual([['FORBIDDEN'], ['FORBIDDEN']]);
    expect(await rowsOf(id)).toMatchObject([{ state: 'DRAFT', versions: 1 }]);
  });

  it('of what is archived, or published already, is refused', async () => {
    const { id } = await write(manager);
    await verb(manager!, 'articlePublish', { id, version: 1 });
    const twice = await verb(manager!, 'articlePublish', { id, version: 1 });
    await verb(manager!, 'articleArchive', { id });

    const refused = [twice, await verb(manager!, 'articleArchive', { id }), await verb(manager!, 'articleUpdate', { id, version: 1, body: 'No.' })];

    expect(refused.map(({ refusal }) => refusal)).toEqual([{ code: 'CONFLICT', field: 'version' }, { code: 'CONFLICT', field: 'id' }, { code: 'CONFLICT', field: 'id' }]);
  });

  it('of two at once, made of one version, is one', async () => {
    const { id } = await write();

    const both = await Promise.all(['Mine.', 'Yours.'].map(body => verb(agent!, 'articleUpdate', { id, version: 1, body })));

    expect(both.map(({ refusal }) => refusal?.code ?? 'done').sort()).toEqual(['CONFLICT', 'done']);
    expect(await rowsOf(id)).toMatchObject([{ version: 2, versions: 2 }]);
  });

  it('leaves every version as it was, also for whoever writes SQL', async () => {
    const { id } = await write();

    await expect(house.sql(`update knowledge.article_version set body = 'Forged.' where article_id = $1`, [id])).rejects.toThrow('never changed');
  });
});

describe('the versions', () => {
  const query = 'query ($id: ID!) { articleVersions(articleId: $id, first: 2) { totalCount nodes { version body author { id } } pageInfo { hasNextPage } } }';

  it('are listed for whoever may see drafts, the newest first', async () => {
    const { id } = await write();
    for (const version of [1, 2]) await verb(agent!, 'articleUpdate', { id, version, body: `After ${String(version)}.` });

    const { articleVersions } = await manager!.ask<{ articleVersions: unknown }>(query, { id });

    expect(articleVersions).toEqual({
      totalCount: 3,
      nodes: [{ version: 3, body: 'After 2.', author: { id: agent!.memberId } }, { version: 2, body: 'After 1.', author: { id: agent!.memberId } }],
      pageInfo: { hasNextPage: true },
    });
  });

  it('are not there for others, published or not', async () => {
    const { id } = await write(manager);
    await verb(manager!, 'articlePublish', { id, version: 1 });

    const [seen, unknown] = [await colleague!.askRaw(query, { id }), await colleague!.askRaw(query, { id: crypto.randomUUID() })];

    expect(seen.body.errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
    expect(unknown.body.errors?.map(({ extensions }) => extensions.code)).toEqual(['NOT_FOUND']);
  });
});

describe('a list of articles', () => {
  it('is ordered, filtered and paged, and costs the same for one as for many', async () => {
    const owner = await (await house.organization('Lists')).as('owner');
    for (let n = 0; n < 6; n++) await write(owner, { title: `Article ${String(n)}`, language: n % 2 === 0 ? 'en' : 'de' });
    const query = 'query ($first: Int!, $after: String) { articles(filter: { language: "en" }, orderBy: { field: TITLE }, first: $first, after: $after) { totalCount nodes { title latest { body } published { body } author { name } } pageInfo { endCursor hasNextPage } } }';
    interface Page { articles: { totalCount: number; nodes: { title: string }[]; pageInfo: { endCursor: string } } }

    const one = await owner.askRaw(query, { first: 1 });
    const all = await owner.askRaw(query, { first: 50 });
    const next = await owner.ask<Page>(query, { first: 1, after: (one.body.data as unknown as Page).articles.pageInfo.endCursor });

    expect((all.body.data as unknown as Page).articles).toMatchObject({ totalCount: 3, nodes: ['Article 0', 'Article 2', 'Article 4'].map(title => ({ title })) });
    expect(next.articles.nodes).toMatchObject([{ title: 'Article 2' }]);
    expect(all.body.extensions?.trace).toEqual(one.body.extensions?.trace);
  });
});
