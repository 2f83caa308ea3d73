import { beforeAll, describe, expect, it } from '@jest/globals';
import { openHouse, toldOf, type Organization, type Person, type TestHouse } from '@deskgraph/testing';
import { acquainted, does, look, phone, until } from '../../test/people.js';

let house: TestHouse;
let organization: Organization;
let agent: Person;
beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization('Companies');
  agent = await organization.as('agent');
});

interface Company {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly domains: readonly string[];
}
const create = (input: object) => does<Company>(agent, 'companyCreate', input);
const update = (input: object) => does<Company>(agent, 'companyUpdate', input);
const domain = (): string => `${crypto.randomUUID()}.example`;

describe('a company', () => {
  it('is added once for each key, changed by whoever saw it as it is, and shows its people', async () => {
    const [one, two] = [domain(), domain()];
    const input = { name: 'Engines', domains: [one], idempotencyKey: crypto.randomUUID() };
    const [first, again] = [await create(input), await create(input)];
    const id = first.company?.id ?? '';

    const changed = await update({ id, version: 1, domains: [two, two] });
    const stale = await update({ id, version: 1, name: 'Late' });
    await does(agent, 'customerCreate', { name: 'Ada', companyId: id });
    const read = await agent.ask('query ($id: ID!) { company(id: $id) { name customers { totalCount nodes { name } } } }', { id });

    expect(again).toEqual(first);
    expect(changed.company).toMatchObject({ name: 'Engines', version: 2, domains: [two] });
    expect(stale).toEqual({ company: null, refusal: { code: 'CONFLICT', field: 'version' } });
    expect(read).toEqual({ company: { name: 'Engines', customers: { totalCount: 1, nodes: [{ name: 'Ada' }] } } });
    expect(await toldOf(house, id)).toEqual({ events: ['company.created', 'company.changed'], audits: ['company.create', 'company.update'] });
  });

  it('shares no domain with another, and has none that is none', async () => {
    const taken = domain();
    await create({ name: 'First', domains: [taken] });
    const count = () => house.sql('select count(*)::int as count from crm.company where organization_id = $1', [organization.id]);
    const before = await count();

    const refusals = [await create({ name: 'Second', domains: [domain(), taken] }), await create({ name: 'Third', domains: ['no domain'] }), await create({ name: ' ' })];

    expect(refusals.map(({ refusal }) => refusal)).toEqual([{ code: 'CONFLICT', field: 'domains' }, { code: 'INVALID', field: 'domains.0' }, { code: 'INVALID', field: 'name' }]);
    expect(await count()).toEqual(before);
  });

  it('takes in who has an address at one of its domains and no company, whichever comes first, and nobody else\'s people', async () => {
    const [first, second] = [domain(), domain()];
    const before = await acquainted(agent, `ada@${first}`);
    const elsewhere = await acquainted(agent, `bob@${first}`);
    const { company: other } = await create({ name: 'Elsewhere' });
    await does(agent, 'customerUpdate', { id: elsewhere.id, version: 1, companyId: other?.id });
    const later = await acquainted(agent, phone());

    const { company } = await create({ name: 'Engines', domains: [first] });
    const joined = await until(() => look(agent, before.id), customer => customer?.company !== null);
    await does(agent, 'identityAdd', { customerId: later.id, kind: 'MAIL', value: `cy@${first}` });
    const third = await acquainted(agent, `dee@sub.${first}`);
    const fourth = await acquainted(agent, `eve@${second}`);
    await update({ id: company?.id, version: 1, domains: [first, second] });

    expect(joined).toMatchObject({ company: { id: company?.id }, version: 2 });
    expect(await look(agent, later.id)).toMatchObject({ company: { id: company?.id }, version: 2 });
    expect(await until(() => look(agent, fourth.id), customer => customer?.company !== null)).toMatchObject({ company: { id: company?.id } });
    expect([await look(agent, elsewhere.id), await look(agent, third.id)]).toMatchObject([{ company: { id: other?.id } }, { company: null }]);
    expect(await toldOf(house, before.id)).toEqual({ events: ['customer.created', 'party.identified', 'customer.changed'], audits: ['customer.create', 'customer.update'] });
  });

  it('takes in nobody again who was taken out, for another name', async () => {
    const [own, others] = [domain(), domain()];
    const { company } = await create({ name: 'Engines', domains: [own] });
    const out = await acquainted(agent, `ada@${own}`);
    await does(agent, 'customerUpdate', { id: out.id, version: out.version, companyId: null });
    const waiting = await acquainted(agent, `bob@${others}`);

    await update({ id: company?.id, version: 1, name: 'Motors' });
    await update({ id: company?.id, version: 2, domains: [own] });
    await create({ name: 'Fence', domains: [others] });
    await until(() => look(agent, waiting.id), customer => customer?.company !== null);

    expect(out).toMatchObject({ company: { id: company?.id } });
    expect(await look(agent, out.id)).toMatchObject({ company: null });
    expect(await house.sql(`select count(*)::int as count from platform.job where name = 'crm.gather' and subject_id = $1`, [company?.id])).toEqual([{ count: 1 }]);
  });

  it('takes in more people than one transaction does, by a job', async () => {
    const crowd = await house.organization('Gathered');
    const [owner, own] = [await crowd.as('owner'), domain()];
    await house.sql(
      `with c as (insert into crm.customer (organization_id, id, number, kind, name, created_at, changed_at, version)
         select $1, gen_random_uuid(), n, 'PERSON', 'Crowd ' || n, now(), now(), 1 from generate_series(1, 1100) n returning id, number),
       i as (insert into crm.identity select $1, gen_random_uuid(), id, 'MAIL', number || '@' || $2, null, null, now() from c returning id)
       insert into crm.term select $1, unnest($3::text[]), id from i`,
      [crowd.id, own, own.split(/[^a-z0-9]+/)],
    );

    await does(owner, 'companyCreate', { name: 'Crowded', domains: [own] });
    const count = async () => (await owner.ask<{ companies: { nodes: { customers: { totalCount: number } }[] } }>('{ companies { nodes { customers { totalCount } } } }')).companies.nodes[0]?.customers.totalCount;

    expect(await until(count, people => people === 1100)).toBe(1100);
    expect(await house.sql(`select name, state from platform.job where organization_id = $1 and name = 'crm.gather'`, [crowd.id])).toMatchObject([{ name: 'crm.gather' }]);
  });

  it('is found by how its name and its domains begin', async () => {
    const own = domain();
    const { company } = await create({ name: 'Żubrówka Spółka', domains: [own] });
    const found = async (text: string) => (await agent.ask<{ companies: { nodes: { id: string }[] } }>('query ($text: String) { companies(filter: { text: $text }) { nodes { id } } }', { text })).companies.nodes;

    const answers = [await found('zubr spo'), await found(own), await found('zubr nothing')];

    expect(answers).toEqual([[{ id: company?.id }], [{ id: company?.id }], []]);
  });
});
