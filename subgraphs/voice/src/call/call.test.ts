import { beforeAll, describe, expect, it } from '@jest/globals';
import { signed } from '@deskgraph/sandbox';
import { openHouse, openSocket, toldOf, type Organization, type Person, type TestHouse } from '@deskgraph/testing';
import { until } from '../../../ticketing/test/desk.js';
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

describe('news of a call', () => {
  /** Has the switchboard tell of a call as it likes, and waits until that is known. */
  const tell = async (id: string, ...news: readonly (readonly [state: string, sequence: number, second?: number])[]): Promise<void> => {
    for (const [state, sequence, second = sequence] of news) {
      const at = new Date(Date.UTC(2026, 2, 1, 12, 0, second % 60)).toISOString();
      const body = JSON.stringify({ at, sequence, call: { id, direction: 'inbound', from: '+493012345678', to: '+33123456789', state, started_at: '2026-03-01T12:00:00.000Z' } });
      expect((await house.call(`/hooks/voice/${switchboard.id}`, body, signed(switchboard.secret, crypto.randomUUID(), body))).status).toBe(200);
      await handled(house, organization.id);
    }
  };
  const read = async (externalId: string) => {
    const [row] = await house.sql<{ id: string }>('select id from voice.call where organization_id = $1 and external_id = $2', [organization.id, externalId]);
    const { call } = await agent.ask<{ call: { isEndLost: boolean } }>('query ($id: ID!) { call(id: $id) { state answeredAt endedAt isEndLost } }', { id: row?.id });
    return { id: row?.id ?? '', call };
  };
  const at = (second: number): string => `2026-03-01T12:00:0${String(second)}.000Z`;

  it.each<[string, [string, number, number?][], object, string[]]>([
    ['that was answered is told last', [['ringing', 0], ['ended', 2], ['answered', 1]], { state: 'ENDED', answeredAt: at(1), endedAt: at(2) }, ['call.ended', 'call.answered']],
    ['goes back to ringing', [['answered', 0], ['ringing', 2]], { state: 'ANSWERED', answeredAt: at(0), endedAt: null }, ['call.answered']],
    ['ends after it was said to ring again', [['answered', 0], ['ringing', 2], ['ended', 1]], { state: 'ENDED', answeredAt: at(0), endedAt: at(1) }, ['call.answered', 'call.ended']],
    ['rings when it is over', [['ended', 1], ['ringing', 2]], { state: 'ENDED', answeredAt: null, endedAt: at(1) }, ['call.ended']],
    ['is answered twice', [['answered', 1], ['answered', 2], ['ended', 3]], { state: 'ENDED', answeredAt: at(1), endedAt: at(3) }, ['call.answered', 'call.ended']],
    ['was missed by one, and answered by another', [['missed', 1], ['answered', 2], ['ended', 3]], { state: 'ENDED', answeredAt: at(2), endedAt: at(3) }, ['call.ended', 'call.answered', 'call.ended', 'call.ended']],
    ['is numbered by the clock', [['ringing', 1_772_366_400_000, 0], ['answered', 1_772_366_401_000, 1]], { state: 'ANSWERED', answeredAt: at(1), endedAt: null }, ['call.answered']],
  ])('that %s is stored as it went on', async (_what, news, expected, events) => {
    const externalId = crypto.randomUUID();

    await tell(externalId, ...news);

    const { id, call } = await read(externalId);
    expect(call).toEqual({ isEndLost: false, ...expected });
    expect((await toldOf(house, id)).events.filter(topic => topic !== 'call.identified')).toEqual(['call.started', 'call.received', ...events]);
    expect(await house.sql('select from platform.parked where organization_id = $1', [organization.id])).toEqual([]);
  });

  it('that never comes is not waited for longer than an hour of ringing, and a day of talking', async () => {
    const [ringing, talking, fresh, owner] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID(), await organization.as('owner')];
    await tell(ringing, ['ringing', 0]);
    await tell(talking, ['answered', 0]);
    await tell(fresh, ['answered', 0]);
    await house.sql(`update voice.call set answered_at = now() - interval '23 hours' where external_id = $1`, [fresh]);
    const { scheduleRun } = await owner.ask<{ scheduleRun: { refusal: unknown } }>('mutation { scheduleRun(input: { name: "voice.tidy" }) { refusal { code } } }');
    await until(() => read(ringing), ({ call }) => call.isEndLost);

    const [missed, ended, still] = [await read(ringing), await read(talking), await read(fresh)];
    await tell(talking, ['ended', 1]);

    expect(scheduleRun).toEqual({ refusal: null });
    expect([missed, ended, still].map(({ call }) => call)).toMatchObject([{ state: 'MISSED', isEndLost: true, endedAt: expect.any(String) }, { state: 'ENDED', isEndLost: true }, { state: 'ANSWERED', endedAt: null }]);
    expect((await read(talking)).call).toMatchObject({ state: 'ENDED', isEndLost: false, endedAt: at(1) });
    expect((await toldOf(house, missed.id)).events.at(-1)).toBe('call.ended');
  });
});

describe('the calls', () => {
  it('are asked for by customer and by ticket, and tell whoever watches them of those that begin to ring', async () => {
    const own = await house.organization('Watched');
    const [owner, watcher] = [await own.as('owner'), await own.as('agent')];
    const board = await connect(owner);
    const socket = openSocket(house.url, watcher);
    const watching = await socket.watch('subscription { callsChanged(filter: { state: RINGING }) { id kind call { direction } } }');

    await place(house, board, { states: ['ringing'] });
    const entered = await watching.next();
    await socket.close();
    const ticketId = crypto.randomUUID();
    const { id } = (entered.data as { callsChanged: { id: string } }).callsChanged;
    await watcher.ask('mutation ($input: CallLinkInput!) { callLink(input: $input) { refusal { code } } }', { input: { id, ticketId } });
    const { call } = await until(() => watcher.ask<{ call: { customer: { id: string } | null } }>('query ($id: ID!) { call(id: $id) { customer { id } } }', { id }), answer => answer.call.customer !== null);
    const found = async (filter: object) => (await watcher.ask<{ calls: { nodes: { id: string }[] } }>('query ($filter: CallFilter) { calls(filter: $filter) { nodes { id } } }', { filter })).calls.nodes;

    expect(entered.data).toEqual({ callsChanged: { id, kind: 'ENTERED', call: { direction: 'INBOUND' } } });
    expect([await found({ ticketId }), await found({ ids: [id] }), await found({ customerId: call.customer?.id })]).toEqual([[{ id }], [{ id }], [{ id }]]);
    expect([await found({ ticketId: crypto.randomUUID() }), await found({ customerId: 'x' }), await found({ customerId: crypto.randomUUID() })]).toEqual([[], [], []]);
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
