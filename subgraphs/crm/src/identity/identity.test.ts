import { beforeAll, describe, expect, it } from '@jest/globals';
import { openHouse, toldOf, type Organization, type Person, type TestHouse } from '@deskgraph/testing';
import { acquainted, address, does, look, phone } from '../../test/people.js';

let house: TestHouse;
let organization: Organization;
let agent: Person;
beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization('Identities');
  agent = await organization.as('agent');
});

interface Identity {
  readonly id: string;
  readonly value: string;
  readonly verified: boolean;
  readonly verifiedBy: { name: string } | null;
}
const change = (mutation: string, input: object) => does<Identity>(agent, mutation, input);
const party = (id: string | undefined) => house.sql<{ customer_id: string }>('select customer_id from platform.party where id = $1', [id]);

describe('an identity', () => {
  it('is added once for each key, is the party\'s twin, and is verified once', async () => {
    const [{ id }, value] = [await acquainted(agent, address()), phone()];
    const input = { customerId: id, kind: 'PHONE', value: ` ${value.slice(0, 5)} ${value.slice(5)}`, idempotencyKey: crypto.randomUUID() };

    const [first, again] = [await change('identityAdd', input), await change('identityAdd', input)];
    const identity = first.identity;
    const verified = await change('identityVerify', { id: identity?.id });
    const twice = await change('identityVerify', { id: identity?.id });

    expect(again).toEqual(first);
    expect(identity).toMatchObject({ value, verified: false });
    expect(await party(identity?.id)).toEqual([{ customer_id: id }]);
    expect(verified.identity).toMatchObject({ verified: true, verifiedBy: { name: expect.any(String) } });
    expect(twice.refusal).toEqual({ code: 'CONFLICT', field: 'id' });
    expect(await toldOf(house, identity?.id ?? '')).toMatchObject({ audits: ['identity.add', 'identity.verify'] });
  });

  it('of another customer, or theirs already, is refused by its field', async () => {
    const [one, other] = [await acquainted(agent, address()), await acquainted(agent, address())];
    const value = one.identities[0]?.value;

    const answers = await Promise.all([one, other].map(({ id }) => change('identityAdd', { customerId: id, kind: 'MAIL', value })));

    expect(answers).toEqual(Array(2).fill({ identity: null, refusal: { code: 'CONFLICT', field: 'value' } }));
    expect(await look(agent, one.id)).toEqual(one);
  });

  it('added by 10 at once to 10 customers becomes one\'s', async () => {
    const [value, customers] = [address(), await Promise.all(Array.from({ length: 10 }, () => acquainted(agent, address())))];

    const answers = await Promise.all(customers.map(({ id }) => change('identityAdd', { customerId: id, kind: 'MAIL', value })));

    expect(answers.filter(({ identity }) => identity !== null)).toHaveLength(1);
    expect(answers.filter(({ refusal }) => refusal?.code === 'CONFLICT')).toHaveLength(9);
  });

  it('that is removed is forgotten: whoever has it next is a new customer, and nobody is found by it', async () => {
    const value = address();
    const before = await acquainted(agent, value);

    const removed = await change('identityRemove', { id: before.identities[0]?.id });
    const gone = await agent.ask('query ($text: String) { customers(filter: { text: $text }) { totalCount } }', { text: value });
    const after = await acquainted(agent, value);

    expect(removed.identity).toMatchObject({ value });
    expect(gone).toEqual({ customers: { totalCount: 0 } });
    expect((await look(agent, before.id))?.identities).toEqual([]);
    expect(after.id).not.toBe(before.id);
    expect(after.identities[0]?.id).toBe(before.identities[0]?.id);
  });
});
