import { beforeAll, describe, expect, it } from '@jest/globals';
import { fingerprint, openHouse, toldOf, type Organization, type Person, type TestHouse } from '@deskgraph/testing';

let house: TestHouse;
let organization: Organization;
let owner: Person;
let connectionId: string;
beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization('Deliveries');
  owner = await organization.as('owner');
  const { connectionCreate } = await owner.ask<{ connectionCreate: { connection: { id: string } } }>(
    'mutation { connectionCreate(input: { provider: "pbx", name: "Exchange" }) { connection { id } } }',
  );
  connectionId = connectionCreate.connection.id;
  await owner.ask('mutation ($input: ConnectionSwitchInput!) { connectionSwitch(input: $input) { refusal { code } } }', { input: { id: connectionId, state: 'OFF' } });
});

interface Delivery {
  readonly id: string;
  readonly subject_id: string;
}
/** Stores deliveries as the webhook inbox does, of a provider that no room hears. */
const received = (key: string, { count = 1, state = 'DONE', body = '{"call":1}' } = {}): Promise<Delivery[]> =>
  house.sql<Delivery>(
    `insert into platform.inbox (organization_id, id, connection_id, provider, delivery_id, key, subject_id, headers, body, state, received_at, handled_at, request_id)
     select $1, gen_random_uuid(), $2, 'test', $3 || n, $3, $4, '{"content-type":"application/json"}', convert_to($5, 'utf8'), $6, '2026-01-01T00:00:00Z'::timestamptz + n * interval '1 hour', case $6 when 'DONE' then now() end, 'test-delivery'
     from generate_series(1, $7::int) n returning id, subject_id`,
    [organization.id, connectionId, key, crypto.randomUUID(), body, state, count],
  );
const list = `query ($filter: DeliveryFilter, $first: Int! = 25) {
  deliveries(filter: $filter, first: $first) { totalCount nodes { deliveryId key state size headers { name value } connection { name } body viewerCan } }
}`;
interface List {
  readonly deliveries: { totalCount: number; nodes: { deliveryId: string; state: string; size: number; body: string | null; viewerCan: string[] }[] };
}
const replay = async (person: Person, id: string) =>
  (await person.ask<{ deliveryReplay: unknown }>('mutation ($input: DeliveryReplayInput!) { deliveryReplay(input: $input) { delivery { state handledAt } refusal { code field } } }', { input: { id } })).deliveryReplay;

describe('the deliveries', () => {
  it('are found by key, name, connection, state and time, with their headers and the size of what came', async () => {
    await received('call-1', { count: 3, body: 'grüß' });

    const all = await owner.ask<List>(list, { filter: { key: 'call-1', connectionId, state: 'DONE', provider: 'test' } });
    const some = await owner.ask<List>(list, { filter: { key: 'call-1', receivedFrom: '2026-01-01T02:00:00Z', receivedBefore: '2026-01-01T03:00:00Z' } });
    const one = await owner.ask<List>(list, { filter: { deliveryId: 'call-11' } });
    const none = await owner.ask<List>(list, { filter: { key: 'call-1', connectionId: 'nothing' } });

    expect(all.deliveries.nodes.map(({ deliveryId }) => deliveryId)).toEqual(['call-13', 'call-12', 'call-11']);
    expect(all.deliveries.nodes[0]).toEqual({
      deliveryId: 'call-13', key: 'call-1', state: 'DONE', size: 6, body: 'grüß', headers: [{ name: 'content-type', value: 'application/json' }], connection: { name: 'Exchange' }, viewerCan: ['readBody', 'replay'],
    });
    expect(some.deliveries.nodes.map(({ deliveryId }) => deliveryId)).toEqual(['call-12']);
    expect(one.deliveries.nodes.map(({ deliveryId }) => deliveryId)).toEqual(['call-11']);
    expect(none.deliveries.totalCount).toBe(0);
  });

  it('show their bodies to whoever may read them, and no more than 64 KB', async () => {
    await received('long', { body: 'x'.repeat(70_000) });
    const manager = await organization.as('manager');

    const { deliveries } = await owner.ask<List>(list, { filter: { key: 'long' } });
    const denied = await manager.askRaw(list, { filter: { key: 'long' } });

    expect(deliveries.nodes.map(({ size, body }) => [size, body?.length])).toEqual([[70_000, 65_536]]);
    expect(denied.body.errors?.map(({ extensions }) => extensions.permission)).toEqual(['delivery.body.read']);
    expect(denied.body.data).toMatchObject({ deliveries: { nodes: [{ size: 70_000, body: null, viewerCan: [] }] } });
  });

  it('cost as many statements for 50 as for 5', async () => {
    await received('many', { count: 60 });

    const [few, many] = [await owner.askRaw(list, { filter: { key: 'many' }, first: 5 }), await owner.askRaw(list, { filter: { key: 'many' }, first: 50 })];

    expect((many.body.data as unknown as List).deliveries.nodes).toHaveLength(50);
    expect(few.body.extensions?.trace).toEqual({ fetches: 1, statements: 5 });
    expect(many.body.extensions?.trace).toEqual(few.body.extensions?.trace);
  });
});

describe('replaying', () => {
  it('takes the delivery for one that has just come, and announces it again', async () => {
    const [row] = await received('again');

    const outcome = await replay(owner, row?.id ?? '');

    expect(outcome).toEqual({ delivery: { state: 'RECEIVED', handledAt: null }, refusal: null });
    expect((await toldOf(house, row?.id ?? '')).audits).toEqual(['delivery.replay']);
    expect(await house.sql('select topic, related_ids from platform.event where subject_id = $1', [row?.subject_id])).toEqual([{ topic: 'webhook.received', related_ids: [row?.id] }]);
  });

  it('refuses what has not been handled, what is another organization\'s, and whoever may not; and changes nothing', async () => {
    const [manager, stranger] = [await organization.as('manager'), await (await house.organization('Strangers')).as('owner')];
    const [waiting] = await received('waiting', { state: 'RECEIVED' });
    const id = waiting?.id ?? '';
    const before = await fingerprint(house, organization.id);

    const denied = await manager.askRaw('mutation ($input: DeliveryReplayInput!) { deliveryReplay(input: $input) { refusal { code } } }', { input: { id } });

    expect(await replay(owner, id)).toEqual({ delivery: null, refusal: { code: 'DELIVERY_NOT_DONE', field: 'id' } });
    expect(await replay(stranger, id)).toEqual({ delivery: null, refusal: { code: 'NOT_FOUND', field: 'id' } });
    expect(await replay(stranger, crypto.randomUUID())).toEqual({ delivery: null, refusal: { code: 'NOT_FOUND', field: 'id' } });
    expect(denied.body.errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
    expect(await fingerprint(house, organization.id)).toEqual(before);
  });
});
