import { beforeAll, describe, expect, it } from '@jest/globals';
import { openHouse, openSocket, type Organization, type Person, type TestHouse } from '@deskgraph/testing';
import { connect, handled, place, type Switchboard } from '../../test/switchboard.js';

let house: TestHouse;
let organization: Organization;
let agent: Person;
let switchboard: Switchboard;
beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization('Voice');
  agent = await organization.as('agent');
  switchboard = await connect(await organization.as('owner'));
});

interface Call {
  readonly id: string;
  readonly number: number;
  readonly state: string;
  readonly from: string | null;
  readonly answeredAt: string | null;
  readonly endedAt: string | null;
}
const calls = async (person = agent): Promise<Call[]> =>
  (await person.ask<{ calls: { nodes: Call[] } }>('{ calls { nodes { id number state from answeredAt endedAt } } }')).calls.nodes;

describe('a call', () => {
  it('is told of by the switchboard, and numbered', async () => {
    await place(house, switchboard);
    await handled(house, organization.id);
    const [first] = await calls();
    await place(house, switchboard, { states: ['ringing', 'missed'] });
    await handled(house, organization.id);
    const [second] = await calls();

    expect(first).toMatchObject({ number: 1, state: 'ENDED', from: '+493012345678', answeredAt: expect.any(String), endedAt: expect.any(String) });
    expect(second).toMatchObject({ number: 2, state: 'MISSED', answeredAt: null });
  });

  it('ends as it ended, whatever comes twice and in whatever order', async () => {
    const before = await calls();
    const { deliveries } = await place(house, switchboard, { copies: 3, reversed: true });
    await handled(house, organization.id);

    const after = await calls();
    const [events] = await house.sql<{ count: number }>(`select count(*)::int as count from platform.event where subject_id = $1 and topic in ('call.started', 'call.ended')`, [after[0]?.id]);

    expect(deliveries.map(({ status }) => status)).toEqual(Array(9).fill(200));
    expect(after).toHaveLength(before.length + 1);
    expect(after[0]).toMatchObject({ state: 'ENDED' });
    expect(events?.count).toBe(2);
    expect(await house.sql(`select count(*)::int as count from platform.inbox where organization_id = $1 and key in (select external_id from voice.call where id = $2)`, [organization.id, after[0]?.id])).toEqual([{ count: 3 }]);
  });

  it('reaches whoever watches it', async () => {
    await place(house, switchboard, { states: ['ringing'] });
    await handled(house, organization.id);
    const [call] = await calls();
    const socket = openSocket(house.url, agent);
    const watching = await socket.watch('subscription ($id: ID!) { callChanged(id: $id) { state } }', { id: call?.id });

    await house.sql(`update voice.call set state = 'ANSWERED', answered_at = now() where id = $1`, [call?.id]);
    await house.sql(`insert into platform.event (organization_id, topic, subject_id, related_ids, actor_id, request_id, at) values ($1, 'call.answered', $2, '{}', $1, 'test', now())`, [organization.id, call?.id]);
    await house.sql(`select pg_notify('fresh', '')`);

    expect((await watching.next()).data).toEqual({ callChanged: { state: 'ANSWERED' } });
    await socket.close();
  });

  it('shows its numbers to whoever may know them, and nothing to another organization', async () => {
    const [analyst, stranger] = [await organization.as('analyst'), await (await house.organization('Strangers')).as('owner')];

    const { body } = await analyst.askRaw('{ calls(first: 1) { nodes { state from } } }');

    expect(body.data).toMatchObject({ calls: { nodes: [{ from: null }] } });
    expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', permission: 'call.number.read' });
    expect(await calls(stranger)).toEqual([]);
  });
});

describe('a delivery', () => {
  it('is shown with its body to administrators, and replayed without a second effect', async () => {
    const owner = await organization.as('owner');
    const { callId } = await place(house, switchboard, { states: ['ringing'] });
    await handled(house, organization.id);
    const found = 'query ($key: String) { deliveries(filter: { key: $key }) { nodes { id state body size headers { name } connection { id } } } }';
    const { deliveries } = await owner.ask<{ deliveries: { nodes: { id: string; state: string; body: string; size: number }[] } }>(found, { key: callId });
    const [delivery] = deliveries.nodes;
    const before = await calls();

    const { deliveryReplay } = await owner.ask<{ deliveryReplay: { delivery: { state: string }; refusal: unknown } }>(
      'mutation ($input: DeliveryReplayInput!) { deliveryReplay(input: $input) { delivery { state } refusal { code } } }',
      { input: { id: delivery?.id } },
    );
    await handled(house, organization.id);

    expect(delivery).toMatchObject({ state: 'DONE', connection: { id: switchboard.id } });
    expect(JSON.parse(delivery?.body ?? '')).toMatchObject({ call: { id: callId } });
    expect(delivery?.size).toBe(Buffer.byteLength(delivery?.body ?? ''));
    expect(deliveryReplay).toEqual({ delivery: { state: 'RECEIVED' }, refusal: null });
    expect(await calls()).toEqual(before);
  });
});
