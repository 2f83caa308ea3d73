import { beforeAll, describe, expect, it } from '@jest/globals';
import { heard, openHouse, openSocket, toldOf, type Organization, type Person, type TestHouse } from '@deskgraph/testing';
import { acquainted, address, does, look, phone, type Known } from '../../test/people.js';

let house: TestHouse;
let organization: Organization;
let agent: Person;
beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization('Customers');
  agent = await organization.as('agent');
});

const create = (input: object, person = agent) => does(person, 'customerCreate', input);
const update = (input: object, person = agent) => does(person, 'customerUpdate', input);
interface Page {
  readonly customers: { readonly totalCount: number; readonly nodes: readonly { id: string; name: string; number: number }[]; readonly pageInfo: { endCursor: string | null; hasNextPage: boolean } };
}
const list = async (variables: object, person = agent): Promise<Page['customers']> =>
  (await person.ask<Page>('query ($filter: CustomerFilter, $orderBy: CustomerOrder, $first: Int, $after: String) { customers(filter: $filter, orderBy: $orderBy, first: $first, after: $after) { totalCount nodes { id name number } pageInfo { endCursor hasNextPage } } }', variables)).customers;

describe('a customer', () => {
  it('is added once for each key, numbered, and told of', async () => {
    const input = { name: 'Ada Lovelace', language: 'EN-gb', timeZone: 'europe/london', note: 'Prefers letters.', idempotencyKey: crypto.randomUUID() };

    const [first, again] = [await create(input), await create(input)];
    const read = await agent.ask('query ($id: ID!) { customer(id: $id) { kind language timeZone note createdBy { id } viewerCan } }', { id: first.customer?.id });

    expect(again).toEqual(first);
    expect(first.customer).toMatchObject({ name: 'Ada Lovelace', version: 1, identities: [] });
    expect(read).toEqual({ customer: { kind: 'PERSON', language: 'en-GB', timeZone: 'Europe/London', note: 'Prefers letters.', createdBy: { id: agent.memberId }, viewerCan: ['update', 'addIdentity', 'note'] } });
    expect(await toldOf(house, first.customer?.id ?? '')).toEqual({ events: ['customer.created'], audits: ['customer.create'] });
  });

  it('is changed field by field by whoever saw them as they are, and by nobody else', async () => {
    const { customer } = await create({ name: 'Charles', note: 'Waits' });
    const { company } = await does<{ id: string }>(agent, 'companyCreate', { name: 'Engines' });
    const id = customer?.id ?? '';

    const changed = await update({ id, version: 1, companyId: company?.id, note: null });
    const stale = await update({ id, version: 1, name: 'Too late' });

    expect(changed.customer).toMatchObject({ name: 'Charles', version: 2, company: { name: 'Engines' } });
    expect(stale).toEqual({ customer: null, refusal: { code: 'CONFLICT', field: 'version' } });
    expect(await look(agent, id)).toEqual(changed.customer);
    expect(await toldOf(house, id)).toMatchObject({ events: ['customer.created', 'customer.changed'] });
  });

  it('changed by 10 at once who saw the same version, is changed by one', async () => {
    const { customer } = await create({ name: 'Contended' });

    const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => update({ id: customer?.id, version: 1, name: `By ${String(n)}` })));

    expect(answers.filter(({ refusal }) => refusal === null)).toHaveLength(1);
    expect(answers.filter(({ refusal }) => refusal?.code === 'CONFLICT')).toHaveLength(9);
    expect((await look(agent, customer?.id ?? ''))?.version).toBe(2);
  });

  it.each([
    ['no name', { name: ' ' }, 'name'],
    ['a language that is none', { name: 'A', language: 'no language' }, 'language'],
    ['a time zone that is none', { name: 'A', timeZone: 'Mars/Olympus' }, 'timeZone'],
    ['a note too long', { name: 'A', note: 'x'.repeat(10_001) }, 'note'],
  ])('with %s is refused by its field', async (_what, input, field) => {
    expect(await create(input)).toEqual({ customer: null, refusal: { code: 'INVALID', field } });
  });

  it('of another organization answers like an unknown one, and so does its company', async () => {
    const stranger = await (await house.organization('Strangers')).as('owner');
    const theirs = await acquainted(stranger, address());
    const { company } = await does<{ id: string }>(stranger, 'companyCreate', { name: 'Theirs' });
    const own = await acquainted(agent, address());
    const manager = await organization.as('manager');
    const ask = async (id: string, companyId: string) => [
      await look(agent, id),
      await update({ id, version: 1, name: 'Mine' }),
      await does(agent, 'identityAdd', { customerId: id, kind: 'MAIL', value: 'mine@people.example' }),
      await does(agent, 'identityVerify', { id: theirs.identities[0]?.id === id ? id : (theirs.identities[0]?.id ?? '') }),
      await does(agent, 'interactionNote', { customerId: id, summary: 'Mine' }),
      await does(manager, 'customerMerge', { sourceId: id, targetId: own.id }),
      await does(manager, 'customerMerge', { sourceId: own.id, targetId: id }),
      (await manager.askRaw('query ($a: ID!, $b: ID!) { customerMergePreview(sourceId: $a, targetId: $b) { identityCount } }', { a: id, b: own.id })).body.errors?.map(({ extensions: { code, field } }) => ({ code, field })),
      await create({ name: 'A', companyId }),
      await list({ filter: { companyId } }),
    ];

    const [foreign, unknown] = [await ask(theirs.id, company?.id ?? ''), await ask(crypto.randomUUID(), crypto.randomUUID())];

    expect(foreign).toEqual(unknown);
    expect(foreign[1]).toEqual({ customer: null, refusal: { code: 'NOT_FOUND', field: 'id' } });
    expect(foreign[7]).toEqual([{ code: 'NOT_FOUND', field: 'sourceId' }]);
    expect(await look(stranger, theirs.id)).toEqual(theirs);
  });

  it('reaches whoever watches them, with what is known and what happens', async () => {
    const { id, version } = await acquainted(agent, address(), 'Watched');
    await heard(house, organization, agent);
    const socket = openSocket(house.url, agent);
    const watching = await socket.watch('subscription ($id: ID!) { customerChanged(id: $id) { name identities { kind } interactions { totalCount } } }', { id });

    await update({ id, version, name: 'Seen' });
    const renamed = await watching.next();
    await does(agent, 'identityAdd', { customerId: id, kind: 'PHONE', value: phone() });
    const reachable = await watching.next();
    await does(agent, 'interactionNote', { customerId: id, summary: 'Was seen.' });
    const noted = await watching.next();
    await socket.close();

    expect(renamed.data).toMatchObject({ customerChanged: { name: 'Seen', identities: [{ kind: 'MAIL' }] } });
    expect(reachable.data).toMatchObject({ customerChanged: { identities: [{ kind: 'MAIL' }, { kind: 'PHONE' }] } });
    expect(noted.data).toMatchObject({ customerChanged: { interactions: { totalCount: 1 } } });
  });
});

describe('the customers', () => {
  let other: Organization;
  let person: Person;
  let known: Known[];
  beforeAll(async () => {
    other = await house.organization('Lists');
    person = await other.as('agent');
    const { company } = await does<{ id: string }>(person, 'companyCreate', { name: 'Öresund Hydraulik AB' });
    known = [];
    for (const [name, identity] of [['Müller, Änne', '+493012345678'], ['Åse Berg', 'ase.berg@people.example'], ['Zoë', 'shop:A-17']] as const) known.push(await acquainted(person, identity, name));
    await update({ id: known[1]?.id, version: 1, companyId: company?.id }, person);
    for (const value of ['amazon:114-3941689-8772232', 'shop:0042', 'shop:1234-30-49-0049']) await does(person, 'identityAdd', { customerId: known[1]?.id, kind: 'EXTERNAL', value });
  });
  const found = async (text: string, who = person) => (await list({ filter: { text } }, who)).nodes.map(({ name }) => name);

  it.each([
    ['the beginning of a name', 'mull', ['Müller, Änne']],
    ['two words in any order and case', 'ÄNNE mü', ['Müller, Änne']],
    ['their company', 'oresund', ['Åse Berg']],
    ['their company and their name', 'hydr berg', ['Åse Berg']],
    ['an address', 'ASE.BERG@people.example', ['Åse Berg']],
    ['a part of an address', 'people', ['Åse Berg']],
    ['a number as it is written at home', '030 / 123 456', ['Müller, Änne']],
    ['a number with its country', '+49 (30) 12345678', ['Müller, Änne']],
    ['a number with its country, and by no part of it alone', '+49 30 1234', ['Müller, Änne']],
    ['a number with its country as it is dialled from abroad', '0049 30 1234', ['Müller, Änne']],
    ['a number with its country and the zero that it has at home', '+49 (0)30 12345678', ['Müller, Änne']],
    ['an outside id', 'shop:a-17', ['Zoë']],
    ['the digits of an outside id', '114-3941689-8772232', ['Åse Berg']],
    ['the digits of an outside id, the short ones aside', '99-8772232', ['Åse Berg']],
    ['an outside id that begins with zeros', '0042', ['Åse Berg']],
    ['nothing but blanks', '  ', []],
    ['their own number', '#2', ['Åse Berg']],
    ['what nobody has', 'mull berg', []],
    ['what stands within a word', 'üller', []],
    ['what means something in SQL', '%', []],
  ])('are found by %s', async (_what, text, names) => {
    expect(await found(text)).toEqual(names);
  });

  it('are not found by addresses the viewer may not see, nor shown with them', async () => {
    const analyst = await other.as('analyst');

    const { body } = await analyst.askRaw('{ customers(filter: { text: "zoe" }) { nodes { name identities { kind value } } } }');

    expect(await found('people', analyst)).toEqual([]);
    expect(await found('oresund', analyst)).toEqual(['Åse Berg']);
    expect(body.data).toEqual({ customers: { nodes: [{ name: 'Zoë', identities: [{ kind: 'EXTERNAL', value: null }] }] } });
    expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', permission: 'identity.value.read' });
  });

  it('are filtered by how they are reached and when they came', async () => {
    const phones = await list({ filter: { hasIdentity: 'PHONE' } }, person);
    const none = await list({ filter: { createdBefore: '2020-01-01T00:00:00.000Z' } }, person);
    const all = await list({ filter: { createdFrom: '2020-01-01T00:00:00.000Z' } }, person);

    expect(phones.nodes.map(({ name }) => name)).toEqual(['Müller, Änne']);
    expect([none.totalCount, all.totalCount]).toEqual([0, 3]);
  });

  it.each(['NAME', 'CREATED_AT', 'NUMBER'])('come page by page by %s, each once, from either end', async field => {
    const walk = async (direction: string) => {
      const numbers: number[] = [];
      for (let after: string | null = null; ; ) {
        const page: Page['customers'] = await list({ orderBy: { field, direction }, first: 2, after }, person);
        numbers.push(...page.nodes.map(({ number }) => number));
        if (!page.pageInfo.hasNextPage) return numbers;
        after = page.pageInfo.endCursor;
      }
    };

    const [up, down] = [await walk('ASC'), await walk('DESC')];

    expect([...up].sort()).toEqual([1, 2, 3]);
    expect(down).toEqual(up.toReversed());
  });

  it('cost as many statements for 50 as for 5, whatever is asked of each, and a search costs one', async () => {
    const crowd = await house.organization('Crowd');
    const owner = await crowd.as('owner');
    await house.sql(
      `with c as (insert into crm.company select $1, gen_random_uuid(), 'Company ' || n, now(), now(), 1 from generate_series(1, 60) n returning id),
       p as (insert into crm.customer (organization_id, id, number, kind, name, company_id, created_at, created_by_id, changed_at, version)
         select $1, gen_random_uuid(), row_number() over (), 'PERSON', 'Crowd ' || row_number() over (), id, now(), $2, now(), 1 from c returning id),
       i as (insert into crm.identity select $1, gen_random_uuid(), id, 'EXTERNAL', 'shop:' || n || id, null, null, now() from p, generate_series(1, 3) n)
       insert into crm.interaction (organization_id, id, customer_id, at, channel, summary, by_id) select $1, gen_random_uuid(), id, date_trunc('milliseconds', now()), 'NOTE', 'Note ' || n, $2 from p, generate_series(1, 4) n`,
      [crowd.id, owner.memberId],
    );
    const query = `query ($first: Int) { customers(first: $first) { nodes { name createdBy { name } company { name domains customers(first: 1) { totalCount nodes { name } } }
      identities { value } interactions(first: 3) { totalCount nodes { summary by { name } } pageInfo { hasNextPage endCursor } } } } }`;

    const [few, many] = [await owner.askRaw(query, { first: 5 }), await owner.askRaw(query, { first: 50 })];
    const search = await owner.askRaw('{ customers(filter: { text: "crowd 7 a" }) { nodes { name } } }');

    const nodes = (many.body.data as { customers: { nodes: { interactions: { totalCount: number; nodes: unknown[]; pageInfo: { hasNextPage: boolean } } }[] } }).customers.nodes;
    expect(nodes).toHaveLength(50);
    expect(nodes.every(({ interactions }) => interactions.totalCount === 4 && interactions.nodes.length === 3 && interactions.pageInfo.hasNextPage)).toBe(true);
    expect(many.body.extensions?.trace).toEqual(few.body.extensions?.trace);
    expect(few.body.extensions?.trace).toEqual({ fetches: 2, statements: 9 });
    expect(search.body.extensions?.trace).toEqual({ fetches: 1, statements: 1 });
  });
});
