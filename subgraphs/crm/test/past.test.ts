import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openGround, openHouse, toldOf, type Ground, type Organization, type Person, type TestHouse } from '@deskgraph/testing';
import { newId } from '@deskgraph/kit';
import { crm, importCompanies, importCustomers, importNotes, type PastPerson } from '../src/index.js';
import { acquainted, address, countOf, does, look, phone } from './people.js';

let house: TestHouse;
let ground: Ground;
let organization: Organization;
let agent: Person;
beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization('Past');
  agent = await organization.as('agent');
  ground = await openGround(crm.entities, 'crm');
});
afterAll(() => ground.close());

const at = new Date('2026-05-04T09:00:00Z');
const known = (...identities: PastPerson['identities']): PastPerson => ({ id: newId({ msecs: at.getTime() }), name: 'Ada Byron', kind: 'PERSON', at, identities });
const brought = (...people: PastPerson[]): Promise<number> => ground.within(organization.id, {}, ctx => importCustomers(ctx, people));

describe('a customer of the past', () => {
  it('is what they would be had somebody found or added them: identities, company, search, events and audit', async () => {
    const domain = `${crypto.randomUUID()}.example`;
    const companyId = newId({ msecs: at.getTime() });
    await ground.within(organization.id, {}, ctx => importCompanies(ctx, [{ id: companyId, name: 'Byron Works', domains: [domain.toUpperCase()], at }]));
    const single = (await does(agent, 'customerFindOrCreate', { name: 'Ada Byron', identities: [{ kind: 'MAIL', value: `one@${domain}` }, { kind: 'PHONE', value: phone() }] })).customer;
    const bulk = known({ kind: 'MAIL', value: `Other@${domain}` }, { kind: 'PHONE', value: phone() });

    const added = [await brought(bulk), await brought(bulk)];

    const there = await look(agent, bulk.id);
    const found = await agent.ask<{ customers: { nodes: { id: string }[] } }>('query ($text: String!) { customers(filter: { text: $text }) { nodes { id } } }', { text: `other@${domain}` });
    expect(added).toEqual([1, 0]);
    expect(there).toMatchObject({ name: 'Ada Byron', company: { id: companyId, name: 'Byron Works' }, identities: [{ kind: 'MAIL', value: `other@${domain}`, verified: false }, { kind: 'PHONE' }] });
    expect(found.customers.nodes).toEqual([{ id: bulk.id }]);
    expect(await toldOf(house, bulk.id)).toEqual(await toldOf(house, single?.id ?? ''));
    expect(await toldOf(house, there?.identities[0]?.id ?? '')).toEqual(await toldOf(house, single?.identities[0]?.id ?? ''));
    expect(await house.sql('select created_at from crm.customer where id = $1', [bulk.id])).toEqual([{ created_at: at }]);
  });

  it('is found by whoever is met by the same address later, and is nobody new then', async () => {
    const value = address();
    const bulk = known({ kind: 'MAIL', value });
    await brought(bulk);
    const before = await countOf(house, organization.id);

    const met = await acquainted(agent, value, 'Somebody');

    expect(met).toMatchObject({ id: bulk.id, name: 'Ada Byron' });
    expect(await countOf(house, organization.id)).toBe(before);
  });

  it('is refused with what is another\'s, given twice, or none of its kind; with all who were brought beside them', async () => {
    const taken = (await acquainted(agent, address(), 'First')).identities[0]?.value ?? '';
    const before = await countOf(house, organization.id);
    const twice = address();
    const wrong: [PastPerson[], string][] = [
      [[known({ kind: 'MAIL', value: taken })], 'CONFLICT'],
      [[known({ kind: 'MAIL', value: twice }), known({ kind: 'MAIL', value: twice })], 'CONFLICT'],
      [[known({ kind: 'PHONE', value: '12' })], 'INVALID'],
    ];

    for (const [people, code] of wrong) await expect(brought(known({ kind: 'MAIL', value: address() }), ...people)).rejects.toMatchObject({ code });

    expect(await countOf(house, organization.id)).toBe(before);
  });

  it('has the notes that were written on them, once', async () => {
    const bulk = known({ kind: 'MAIL', value: address() });
    await brought(bulk);
    const note = { id: newId({ msecs: at.getTime() }), customerId: bulk.id, summary: 'Pays late but always pays.', memberId: agent.memberId, at };

    const added = [await ground.within(organization.id, {}, ctx => importNotes(ctx, [note])), await ground.within(organization.id, {}, ctx => importNotes(ctx, [note]))];

    const { customer } = await agent.ask<{ customer: { interactions: { nodes: object[] } } }>('query ($id: ID!) { customer(id: $id) { interactions { nodes { channel summary at by { id } } } } }', { id: bulk.id });
    expect(added).toEqual([1, 0]);
    expect(customer.interactions.nodes).toEqual([{ channel: 'NOTE', summary: 'Pays late but always pays.', at: at.toISOString(), by: { id: agent.memberId } }]);
    expect(await toldOf(house, note.id)).toEqual({ events: ['interaction.added'], audits: ['interaction.note'] });
  });
});
