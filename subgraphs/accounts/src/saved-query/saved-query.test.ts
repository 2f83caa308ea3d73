import { beforeAll, describe, expect, it } from '@jest/globals';
import { fingerprint, openHouse, toldOf, type Organization, type Person, type TestHouse } from '@deskgraph/testing';

interface Shown {
  readonly id: string;
  readonly name: string;
  readonly document: string;
  readonly variables: string;
  readonly shared: boolean;
  readonly version: number;
  readonly owner: { readonly name: string } | null;
  readonly viewerCan: readonly string[];
}
interface Outcome {
  readonly savedQuery: Shown | null;
  readonly refusal: { readonly code: string; readonly field: string | null } | null;
}

const shape = 'id name document variables shared version owner { name } viewerCan';
const document = 'query Who($n: Int) { members(first: $n) { nodes { name } } }';

let house: TestHouse;
let organization: Organization;
let analyst: Person;
let agent: Person;
beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization('Questions');
  [analyst, agent] = await Promise.all([organization.as('analyst'), organization.as('agent')]);
});

const does = async (person: Person, verb: 'Create' | 'Update' | 'Delete', input: object): Promise<Outcome> => {
  const text = `mutation ($input: SavedQuery${verb}Input!) { done: savedQuery${verb}(input: $input) { savedQuery { ${shape} } refusal { code field } } }`;
  return (await person.ask<{ done: Outcome }>(text, { input })).done;
};
const saved = async (person: Person, input: object = {}): Promise<Shown> => {
  const { savedQuery, refusal } = await does(person, 'Create', { name: 'Who', document, ...input });
  if (!savedQuery) throw new Error(JSON.stringify(refusal));
  return savedQuery;
};
const look = async (person: Person, id: string) => (await person.ask<{ savedQuery: Shown | null }>(`query ($id: ID!) { savedQuery(id: $id) { ${shape} } }`, { id })).savedQuery;
const names = async (person: Person, filter: object) =>
  (await person.ask<{ savedQueries: { nodes: { name: string }[] } }>('query ($filter: SavedQueryFilter) { savedQueries(filter: $filter, orderBy: { field: NAME }) { nodes { name } } }', { filter })).savedQueries.nodes.map(({ name }) => name);

describe('a saved query', () => {
  it('is saved once for each key, is its maker\'s own, and says what it asks', async () => {
    const input = { name: 'Who', document, variables: '{ "n": 3 }', idempotencyKey: crypto.randomUUID() };

    const [first, again] = [await does(analyst, 'Create', input), await does(analyst, 'Create', input)];
    const id = first.savedQuery?.id ?? '';

    expect(first.savedQuery).toEqual({ id, name: 'Who', document, variables: '{ "n": 3 }', shared: false, version: 1, owner: { name: first.savedQuery?.owner?.name }, viewerCan: ['update', 'share', 'delete'] });
    expect(again).toEqual(first);
    expect(await look(agent, id)).toBeNull();
    expect(await toldOf(house, id)).toEqual({ events: ['savedQuery.created'], audits: ['savedQuery.create'] });
  });

  it('is changed by whoever saw it as it is, and deleted', async () => {
    const { id } = await saved(analyst);

    const changed = await does(analyst, 'Update', { id, version: 1, name: 'Whoever', document: '{ roles { name } }' });
    const stale = await does(analyst, 'Update', { id, version: 1, name: 'Late' });
    const gone = await does(analyst, 'Delete', { id });

    expect(changed.savedQuery).toMatchObject({ name: 'Whoever', document: '{ roles { name } }', variables: '', version: 2 });
    expect(stale).toEqual({ savedQuery: null, refusal: { code: 'CONFLICT', field: 'version' } });
    expect(gone.savedQuery).toMatchObject({ id, name: 'Whoever' });
    expect(await look(analyst, id)).toBeNull();
    expect(await toldOf(house, id)).toEqual({
      events: ['savedQuery.created', 'savedQuery.changed', 'savedQuery.deleted'],
      audits: ['savedQuery.create', 'savedQuery.update', 'savedQuery.delete'],
    });
  });

  it('is shared by who may share, for all to see and for those to change who may share too', async () => {
    const { id } = await saved(analyst, { shared: true });
    const manager = await organization.as('manager');

    expect([(await look(agent, id))?.viewerCan, (await look(manager, id))?.viewerCan]).toEqual([[], ['update', 'delete']]);
    expect((await does(agent, 'Update', { id, version: 1, name: 'Mine' })).refusal).toEqual({ code: 'FORBIDDEN', field: 'id' });
    expect((await does(manager, 'Update', { id, version: 1, name: 'Ours' })).savedQuery).toMatchObject({ name: 'Ours', version: 2 });
    expect((await does(manager, 'Update', { id, version: 2, shared: false })).refusal).toEqual({ code: 'FORBIDDEN', field: 'shared' });
    expect((await does(agent, 'Create', { name: 'No', document, shared: true })).refusal).toEqual({ code: 'FORBIDDEN', field: 'shared' });
    expect((await does(analyst, 'Update', { id, version: 2, shared: false })).savedQuery).toMatchObject({ shared: false });
    expect(await look(manager, id)).toBeNull();
  });

  it.each([
    ['no document', { document: 'query {' }, 'document'],
    ['nothing at all', { document: '' }, 'document'],
    ['too long a one', { document: `{ viewer { id } } #${'x'.repeat(20_000)}` }, 'document'],
    ['nesting without end', { document: '{ a'.repeat(3_000) }, 'document'],
    ['variables that are none', { variables: '{' }, 'variables'],
    ['a list of variables', { variables: '[1]' }, 'variables'],
    ['no name', { name: ' ' }, 'name'],
  ])('refuses %s, and saves nothing', async (_, wrong, field) => {
    const before = await fingerprint(house, organization.id);

    const { refusal } = await does(analyst, 'Create', { name: 'Wrong', document, ...wrong });

    expect(refusal).toEqual({ code: 'INVALID', field });
    expect(await fingerprint(house, organization.id)).toEqual(before);
  });

  it('is found by a part of its name, by whose it is and by who sees it', async () => {
    const viewer = await organization.as('viewer');
    await saved(viewer, { name: 'Private 100%' });
    await saved(analyst, { name: 'Public 100', shared: true });

    const found = [await names(viewer, { search: 'IC 1' }), await names(viewer, { search: '100%' }), await names(viewer, { own: true }), await names(viewer, { shared: true, own: false, search: 'public' })];

    expect(found).toEqual([['Public 100'], ['Private 100%'], ['Private 100%'], ['Public 100']]);
  });

  it('exists in its own organization only, whatever is asked with its id', async () => {
    const other = await (await house.organization('Elsewhere')).as('owner');
    const { id } = await saved(analyst, { shared: true });
    const before = await fingerprint(house, organization.id);
    const unknown = crypto.randomUUID();

    for (const [verb, input] of [['Update', { version: 1, name: 'Taken' }], ['Delete', {}]] as const) {
      const [theirs, nobodys] = [await does(other, verb, { id, ...input }), await does(other, verb, { id: unknown, ...input })];
      expect(theirs).toEqual(nobodys);
      expect(theirs.refusal).toEqual({ code: 'NOT_FOUND', field: 'id' });
    }
    expect([await look(other, id), await names(other, {})]).toEqual([null, []]);
    expect(await fingerprint(house, organization.id)).toEqual(before);
  });

  it('is no business of an API key', async () => {
    const { id } = await saved(await organization.as('owner'), { shared: true });
    const key = house.stranger({ authorization: `Bearer ${await organization.apiKey()}` });

    const { body } = await key.askRaw('query ($id: ID!) { savedQuery(id: $id) { name } }', { id });

    expect(body.errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
  });

  it('goes with its maker, unless it is shared', async () => {
    const place = await house.organization('Leaving');
    const [owner, leaver] = [await place.as('owner'), await place.as('analyst')];
    const [mine, ours] = [await saved(leaver), await saved(leaver, { shared: true })];

    await owner.ask('mutation ($id: ID!) { memberRemove(input: { id: $id }) { refusal { code } } }', { id: leaver.memberId });

    expect(await house.sql('select id from accounts.saved_query where organization_id = $1', [place.id])).toEqual([{ id: ours.id }]);
    expect(await look(owner, ours.id)).toMatchObject({ owner: null, viewerCan: ['update', 'delete'] });
    expect((await toldOf(house, mine.id)).events).toEqual(['savedQuery.created', 'savedQuery.deleted']);
  });

  it('is one of 200 at most, also for two who save at the same time', async () => {
    const place = await house.organization('Keeping');
    const keeper = await place.as('analyst');
    await house.sql(
      `insert into accounts.saved_query select $1, gen_random_uuid(), $2, 'Query', '{ viewer { id } }', '', false, now(), now(), 1 from generate_series(1, 199)`,
      [place.id, keeper.memberId],
    );

    const outcomes = await Promise.all([does(keeper, 'Create', { name: 'A', document }), does(keeper, 'Create', { name: 'B', document })]);

    expect(outcomes.map(({ refusal }) => refusal?.code ?? 'saved').sort()).toEqual(['SAVED_QUERY_LIMIT', 'saved']);
  });

  it('costs as many statements in a list of 50 as in one of 5', async () => {
    const place = await house.organization('Counting');
    const owner = await place.as('owner');
    await house.sql(
      `insert into accounts.saved_query select $1, gen_random_uuid(), m.id, 'Query ' || n, '{ viewer { id } }', '', true, now(), now(), 1 from generate_series(1, 10) n, accounts.member m where m.organization_id = $1`,
      [place.id],
    );
    const ask = (first: number) => owner.askRaw(`query ($first: Int!) { savedQueries(first: $first) { nodes { ${shape} } } }`, { first });

    const [few, many] = [await ask(5), await ask(50)];

    expect((many.body.data as { savedQueries: { nodes: object[] } }).savedQueries.nodes).toHaveLength(50);
    expect(few.body.extensions?.trace).toEqual({ fetches: 1, statements: 2 });
    expect(many.body.extensions?.trace).toEqual(few.body.extensions?.trace);
  });
});
