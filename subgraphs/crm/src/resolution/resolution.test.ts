import { beforeAll, describe, expect, it } from '@jest/globals';
import { openHouse, toldOf, type Organization, type Person, type TestHouse } from '@deskgraph/testing';
import { acquainted, address, countOf, does, look, phone } from '../../test/people.js';

let house: TestHouse;
let organization: Organization;
let agent: Person;
beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization('Resolution');
  agent = await organization.as('agent');
});

const find = (identities: object[], rest: object = {}) => does(agent, 'customerFindOrCreate', { identities, ...rest });

describe('finding or adding a customer', () => {
  it('makes one customer of 50 who ask for one new address at once', async () => {
    const [value, before] = [address(), await countOf(house, organization.id)];

    const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => find([{ kind: 'MAIL', value: n % 2 === 0 ? value : value.toUpperCase() }], { name: `Ada ${String(n)}`, idempotencyKey: `parallel ${String(n)}` })));

    const [id] = answers.map(({ customer }) => customer?.id ?? '');
    expect(new Set(answers.map(({ customer }) => customer?.id))).toEqual(new Set([id]));
    expect(answers.every(({ refusal }) => refusal === null)).toBe(true);
    expect(await countOf(house, organization.id)).toBe(before + 1);
    expect(await toldOf(house, id ?? '')).toEqual({ events: ['customer.created', 'party.identified'], audits: ['customer.create'] });
  });

  it('answers whoever is known by one identity, gives them the others, and overwrites nothing', async () => {
    const [value, number] = [address(), phone()];
    const known = await acquainted(agent, value, 'Ada');
    await does(agent, 'identityVerify', { id: known.identities[0]?.id });

    const { customer } = await find([{ kind: 'PHONE', value: number }, { kind: 'MAIL', value }, { kind: 'MAIL', value: value.toUpperCase() }], { name: 'Somebody else' });

    expect(customer).toMatchObject({ id: known.id, name: 'Ada' });
    expect(customer?.identities).toMatchObject([{ kind: 'MAIL', value, verified: true }, { kind: 'PHONE', value: number, verified: false }]);
  });

  it('calls somebody without a name by their number', async () => {
    const { number, name } = await acquainted(agent, `shop:${crypto.randomUUID()}`);

    expect(name).toBe(`Customer ${String(number)}`);
  });

  it('refuses identities of two customers by the field, and moves nothing', async () => {
    const [one, other, fresh] = [await acquainted(agent, address()), await acquainted(agent, phone()), address()];
    const of = ({ kind, value }: { kind: string; value: string } = { kind: '', value: '' }) => ({ kind, value });

    const { customer, refusal } = await find([{ kind: 'MAIL', value: fresh }, of(one.identities[0]), of(other.identities[0])]);

    expect({ customer, refusal }).toEqual({ customer: null, refusal: { code: 'CONFLICT', field: 'identities.2.value' } });
    expect(await look(agent, one.id)).toEqual(one);
    expect(await house.sql('select from platform.party where value = $1', [fresh])).toEqual([]);
  });

  it('reads numbers as they are dialled in a country', async () => {
    const value = `030${String(Math.floor(1e7 + Math.random() * 8.9e7))}`;

    const { customer } = await find([{ kind: 'PHONE', value: `(${value.slice(0, 3)}) ${value.slice(3, 6)}-${value.slice(6)}`, country: 'DE' }]);

    expect(customer?.identities).toMatchObject([{ kind: 'PHONE', value: `+49${value.slice(1)}` }]);
  });

  it.each([
    ['no address', { kind: 'MAIL', value: 'ada at example' }, 'identities.0.value'],
    ['a number without a country', { kind: 'PHONE', value: '030 123456' }, 'identities.0.value'],
    ['a number too short', { kind: 'PHONE', value: '+4930' }, 'identities.0.value'],
    ['a number that its country does not have', { kind: 'PHONE', value: '000000000000', country: 'DE' }, 'identities.0.value'],
    ['a country that is none', { kind: 'PHONE', value: '030 123456', country: 'QQ' }, 'identities.0.country'],
    ['an outside id without its system', { kind: 'EXTERNAL', value: '123' }, 'identities.0.value'],
  ])('refuses %s by its field', async (_what, identity, field) => {
    expect(await find([identity])).toEqual({ customer: null, refusal: { code: 'INVALID', field } });
  });

  it('makes who has an address at a company\'s domain one of its people', async () => {
    const domain = `${crypto.randomUUID()}.example`;
    await does(agent, 'companyCreate', { name: 'Analytical Engines', domains: [domain.toUpperCase()] });

    const customer = await acquainted(agent, `ada@${domain}`);

    expect(customer.company?.name).toBe('Analytical Engines');
  });

  it('answers the one who goes on, when a key is repeated after a merge', async () => {
    const [input, target] = [{ identities: [{ kind: 'MAIL', value: address() }], idempotencyKey: crypto.randomUUID() }, await acquainted(agent, address())];
    const first = await does(agent, 'customerFindOrCreate', input);
    await does(await organization.as('manager'), 'customerMerge', { sourceId: first.customer?.id, targetId: target.id });

    const again = await does(agent, 'customerFindOrCreate', input);

    expect(again.customer?.id).toBe(target.id);
  });

  it('finds nobody for who may not see addresses, gives nobody more for who may not add any, and leaves nothing behind then', async () => {
    const [known, fresh] = [await acquainted(agent, address()), address()];
    const value = known.identities[0]?.value ?? '';
    const keyOf = async (...scopes: string[]) => house.stranger({ authorization: `Bearer ${await organization.apiKey(['customer.read', 'customer.create', ...scopes])}` });
    const found = async (key: Person, ...values: string[]) => {
      const answer = await key.ask<{ customerFindOrCreate: { customer: { id: string } | null; refusal: { code: string; field: string } | null } }>(
        'mutation ($input: CustomerFindOrCreateInput!) { customerFindOrCreate(input: $input) { customer { id } refusal { code field } } }', { input: { identities: values.map(one => ({ kind: 'MAIL', value: one })) } },
      );
      return answer.customerFindOrCreate;
    };
    const [blind, reader] = [await keyOf(), await keyOf('identity.value.read')];

    const answers = [await found(blind, value), await found(blind, value, fresh), await found(reader, value, fresh)];

    expect(answers).toEqual(Array(3).fill({ customer: null, refusal: { code: 'FORBIDDEN', field: 'identities' } }));
    expect(await look(agent, known.id)).toEqual(known);
    expect(await house.sql('select from platform.party where value = $1', [fresh])).toEqual([]);
    expect((await found(reader, value)).customer).toEqual({ id: known.id });
    expect((await found(blind, fresh)).customer).not.toBeNull();
  });

  it('is for agents and keys that may, and keeps organizations apart', async () => {
    const [value, viewer, stranger] = [address(), await organization.as('viewer'), await (await house.organization('Strangers')).as('agent')];
    const own = await acquainted(agent, value);
    const key = house.stranger({ authorization: `Bearer ${await organization.apiKey(['customer.read', 'customer.create', 'identity.value.read', 'company.read'])}` });

    const refused = await viewer.askRaw('mutation { customerFindOrCreate(input: { identities: [{ kind: MAIL, value: "a@b.example" }] }) { customer { id } } }');

    expect(refused.body.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', permission: 'customer.create' });
    expect((await acquainted(key, value)).id).toBe(own.id);
    expect((await acquainted(stranger, value)).id).not.toBe(own.id);
  });
});
