import { beforeAll, describe, expect, it } from '@jest/globals';
import { openHouse, toldOf, type Organization, type Person, type TestHouse } from '@deskgraph/testing';
import { does } from '../../test/people.js';

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

  it('is found by how its name and its domains begin', async () => {
    const own = domain();
    const { company } = await create({ name: 'Żubrówka Spółka', domains: [own] });
    const found = async (text: string) => (await agent.ask<{ companies: { nodes: { id: string }[] } }>('query ($text: String) { companies(filter: { text: $text }) { nodes { id } } }', { text })).companies.nodes;

    const answers = [await found('zubr spo'), await found(own), await found('zubr nothing')];

    expect(answers).toEqual([[{ id: company?.id }], [{ id: company?.id }], []]);
  });
});
