import { beforeAll, describe, expect, it } from '@jest/globals';
import { openHouse, toldOf, type Organization, type Person, type TestHouse } from '@deskgraph/testing';
import { acquainted, address, does, look, phone, type Known } from '../../test/people.js';

let house: TestHouse;
let organization: Organization;
let agent: Person;
let manager: Person;
beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization('Merges');
  [agent, manager] = [await organization.as('agent'), await organization.as('manager')];
});

const merge = (sourceId: string, targetId: string, rest: object = {}) => does(manager, 'customerMerge', { sourceId, targetId, ...rest });
const pair = () => Promise.all([acquainted(agent, address(), 'Source'), acquainted(agent, phone(), 'Target')]);
const timeline = async (id: string) => (await agent.ask<{ customer: { interactions: { nodes: { summary: string }[] } } }>('query ($id: ID!) { customer(id: $id) { interactions { nodes { summary } } } }', { id })).customer.interactions.nodes;

describe('merging two customers', () => {
  it('moves identities, parties and interactions, fills what the other lacks, and is told of', async () => {
    const [source, target] = await pair();
    await does(agent, 'customerUpdate', { id: source.id, version: 1, language: 'de', note: 'Source\'s' });
    await does(agent, 'customerUpdate', { id: target.id, version: 1, note: 'Target\'s' });
    await does(agent, 'interactionNote', { customerId: source.id, summary: 'Of the source' });
    const key = { idempotencyKey: crypto.randomUUID() };

    const [first, again] = [await merge(source.id, target.id, key), await merge(source.id, target.id, key)];
    const filled = await agent.ask('query ($id: ID!) { customer(id: $id) { name language note } }', { id: target.id });

    expect(again).toEqual(first);
    expect(first.customer).toMatchObject({ id: target.id, version: 3, identities: [...source.identities, ...target.identities] });
    expect(filled).toEqual({ customer: { name: 'Target', language: 'de', note: 'Target\'s' } });
    expect(await look(agent, source.id)).toMatchObject({ mergedInto: { id: target.id }, identities: [] });
    expect(await timeline(target.id)).toEqual([{ summary: 'Of the source' }]);
    expect(await house.sql('select customer_id from platform.party where id = $1', [source.identities[0]?.id])).toEqual([{ customer_id: target.id }]);
    expect(await toldOf(house, source.id)).toMatchObject({ events: ['customer.created', 'party.identified', 'customer.changed', 'customer.merged'], audits: ['customer.create', 'customer.update', 'customer.merge'] });
    expect((await acquainted(agent, source.identities[0]?.value ?? '')).id).toBe(target.id);
  });

  it('can be taken back: what came with the customer goes back to them, and what came since stays', async () => {
    const [[source, target], [, last]] = [await pair(), await pair()];
    const [value, since] = [source.identities[0]?.value ?? '', address()];
    await does(agent, 'interactionNote', { customerId: source.id, summary: 'Before' });
    await merge(source.id, target.id);
    await does(agent, 'identityAdd', { customerId: target.id, kind: 'MAIL', value: since });
    await does(agent, 'interactionNote', { customerId: target.id, summary: 'Since' });
    await merge(target.id, last.id);
    const key = { id: source.id, idempotencyKey: crypto.randomUUID() };
    const could = await manager.ask('query ($id: ID!) { customer(id: $id) { viewerCan } }', { id: source.id });

    const [back, again] = [await does(manager, 'customerUnmerge', key), await does(manager, 'customerUnmerge', key)];
    const refused = [await does(manager, 'customerUnmerge', { id: source.id }), await does(manager, 'customerUnmerge', { id: crypto.randomUUID() })];
    const denied = await agent.askRaw('mutation ($id: ID!) { customerUnmerge(input: { id: $id }) { refusal { code } } }', { id: target.id });

    expect(could).toEqual({ customer: { viewerCan: ['unmerge'] } });
    expect(again).toEqual(back);
    expect(back.customer).toMatchObject({ id: source.id, mergedInto: null, identities: source.identities });
    expect([await timeline(source.id), await timeline(last.id)]).toEqual([[{ summary: 'Before' }], [{ summary: 'Since' }]]);
    expect((await look(agent, target.id))?.mergedInto?.id).toBe(last.id);
    expect((await look(agent, last.id))?.identities.map(identity => identity.value).sort()).toEqual([since, ...[...target.identities, ...last.identities].map(identity => identity.value)].sort());
    expect((await acquainted(agent, value)).id).toBe(source.id);
    expect(await house.sql('select customer_id from platform.party where id = $1', [source.identities[0]?.id])).toEqual([{ customer_id: source.id }]);
    expect((await toldOf(house, source.id)).audits.slice(-2)).toEqual(['customer.merge', 'customer.unmerge']);
    expect((await toldOf(house, source.id)).events.slice(-3)).toEqual(['customer.merged', 'party.identified', 'customer.unmerged']);
    expect(refused.map(({ refusal }) => refusal)).toEqual([{ code: 'CUSTOMER_NOT_MERGED', field: 'id' }, { code: 'NOT_FOUND', field: 'id' }]);
    expect(denied.body.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', permission: 'customer.merge' });
  });

  it('can be taken back in the middle of several: who had been merged into the customer before comes with them, and can be taken back too', async () => {
    const [[first, second], [third, middle], [, last]] = [await pair(), await pair(), await pair()];
    for (const { id, name } of [first, second, third, middle, last]) await does(agent, 'interactionNote', { customerId: id, summary: `${name} ${id}` });
    for (const [from, to] of [[first, second], [second, middle], [third, middle], [middle, last]] as const) await merge(from.id, to.id);
    const ids = (...customers: Known[]) => customers.flatMap(({ identities }) => identities.map(({ id }) => id)).sort();
    const now = async ({ id }: Known) => {
      const customer = await look(agent, id);
      const lines = (await timeline(id)).map(({ summary }) => summary.split(' ')[1]).sort();
      return { into: customer?.mergedInto?.id, identities: customer?.identities.map(identity => identity.id).sort(), lines };
    };
    const notes = (...customers: Known[]) => customers.map(({ id }) => id).sort();
    const nothing = (into: Known) => ({ into: into.id, identities: [], lines: [] });
    const all = [first, second, third, middle, last];

    await does(manager, 'customerUnmerge', { id: middle.id });
    const once = await Promise.all(all.map(now));
    await does(manager, 'customerUnmerge', { id: second.id });
    const twice = await Promise.all(all.map(now));
    await does(manager, 'customerUnmerge', { id: first.id });
    const thrice = await Promise.all(all.map(now));

    const alone = (customer: Known, ...more: Known[]) => ({ into: undefined, identities: ids(customer, ...more), lines: notes(customer, ...more) });
    expect(once).toEqual([nothing(middle), nothing(middle), nothing(middle), alone(middle, first, second, third), alone(last)]);
    expect(twice).toEqual([nothing(second), alone(second, first), nothing(middle), alone(middle, third), alone(last)]);
    expect(thrice).toEqual([alone(first), alone(second), nothing(middle), alone(middle, third), alone(last)]);
    expect(await house.sql('select customer_id from platform.party where id = any($1) order by array_position($1, id)', [[first, second, third].map(({ identities }) => identities[0]?.id)]))
      .toEqual([first, second, middle].map(({ id }) => ({ customer_id: id })));
    expect(await house.sql(`select count(*)::int as count from platform.event where topic = 'party.identified' and subject_id = $1 and $2 = any(related_ids)`, [middle.id, first.identities[0]?.id])).toEqual([{ count: 1 }]);
  });

  it('is shown before it is done, field by field, and changes nothing then', async () => {
    const [source, target] = await pair();
    await does(agent, 'customerUpdate', { id: source.id, version: 1, timeZone: 'Asia/Tokyo' });

    const { customerMergePreview } = await manager.ask<{ customerMergePreview: { fields: object[] } }>(
      'query ($a: ID!, $b: ID!) { customerMergePreview(sourceId: $a, targetId: $b) { source { id } target { id } fields { field source target result } identityCount interactionCount } }',
      { a: source.id, b: target.id },
    );

    expect(customerMergePreview).toMatchObject({ source: { id: source.id }, target: { id: target.id }, identityCount: 1, interactionCount: 0 });
    expect(customerMergePreview.fields).toContainEqual({ field: 'name', source: 'Source', target: 'Target', result: 'Target' });
    expect(customerMergePreview.fields).toContainEqual({ field: 'timeZone', source: 'Asia/Tokyo', target: null, result: 'Asia/Tokyo' });
    expect(await look(agent, target.id)).toEqual(target);
  });

  it('in opposite ways at once is done in one of them', async () => {
    const pairs = await Promise.all(Array.from({ length: 5 }, pair));

    for (const [a, b] of pairs) {
      const answers = await Promise.all([merge(a.id, b.id), merge(b.id, a.id)]);

      expect(answers.filter(({ refusal }) => refusal === null)).toHaveLength(1);
      expect(answers.filter(({ refusal }) => refusal?.code === 'CUSTOMER_MERGED')).toHaveLength(1);
      const [one, other] = [await look(agent, a.id), await look(agent, b.id)];
      expect([one?.mergedInto?.id ?? b.id, other?.mergedInto?.id ?? a.id]).toEqual([b.id, a.id]);
      expect([one, other].flatMap(customer => customer?.identities ?? [])).toHaveLength(2);
    }
  });

  it('again and again leads to whoever goes on at the end', async () => {
    const [[a, b], [c]] = [await pair(), await pair()];
    await merge(a.id, b.id);

    await merge(b.id, c.id);
    const refused = [await merge(c.id, a.id), await merge(a.id, c.id)];

    expect((await look(agent, a.id))?.mergedInto?.id).toBe(c.id);
    expect((await look(agent, c.id))?.identities).toHaveLength(3);
    expect(refused.map(({ refusal }) => refusal)).toEqual([{ code: 'CUSTOMER_MERGED', field: 'targetId' }, { code: 'CUSTOMER_MERGED', field: 'sourceId' }]);
  });

  it('while their addresses are asked for loses none and makes no third', async () => {
    const [source, target] = await pair();
    const [mail, number] = [source.identities[0]?.value ?? '', target.identities[0]?.value ?? ''];

    const [merged, ...found] = await Promise.all([merge(source.id, target.id), ...Array.from({ length: 20 }, (_, n) => acquainted(agent, n % 2 === 0 ? mail : number))]);

    expect(merged.refusal).toBeNull();
    expect(found.map(({ id }) => id).filter(id => id !== source.id && id !== target.id)).toEqual([]);
    expect((await look(agent, target.id))?.identities).toHaveLength(2);
  });

  it('with oneself, or of one who was merged, is refused, and who was merged is changed no more', async () => {
    const [source, target] = await pair();
    await merge(source.id, target.id);

    const answers = [
      await merge(target.id, target.id),
      await does(agent, 'customerUpdate', { id: source.id, version: 2, name: 'Late' }),
      await does(agent, 'identityAdd', { customerId: source.id, kind: 'MAIL', value: address() }),
      await does(agent, 'interactionNote', { customerId: source.id, summary: 'Late' }),
    ];

    expect(answers.map(({ refusal }) => refusal)).toEqual([
      { code: 'INVALID', field: 'targetId' }, { code: 'CUSTOMER_MERGED', field: 'id' }, { code: 'CUSTOMER_MERGED', field: 'customerId' }, { code: 'CUSTOMER_MERGED', field: 'customerId' },
    ]);
  });

  it('is for managers', async () => {
    const { body } = await agent.askRaw('mutation { customerMerge(input: { sourceId: "a", targetId: "b" }) { customer { id } } }');

    expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', permission: 'customer.merge' });
  });
});
