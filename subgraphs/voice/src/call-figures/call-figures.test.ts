import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { newId } from '@deskgraph/kit';
import { openGround, openHouse, type Ground, type Organization, type Person, type TestHouse } from '@deskgraph/testing';
import { connect, type Switchboard } from '../../test/switchboard.js';
import { importCalls, voice, type PastCall } from '../index.js';

let house: TestHouse;
let ground: Ground;
let organization: Organization;
let agent: Person;
let switchboard: Switchboard;
beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization('Call-figures');
  agent = await organization.as('agent');
  switchboard = await connect(await organization.as('owner'));
  ground = await openGround(voice.entities, 'voice');
});
afterAll(() => ground.close());

const call = (at: string, rang: number | null, direction: PastCall['direction'] = 'INBOUND'): PastCall => {
  const startedAt = new Date(at);
  const after = (seconds: number): Date => new Date(startedAt.getTime() + seconds * 1000);
  return { id: newId({ msecs: startedAt.getTime() }), connectionId: switchboard.id, externalId: crypto.randomUUID(), from: null, to: null, direction, startedAt, answeredAt: rang === null ? null : after(rang), endedAt: after(300) };
};
const document = `query ($from: DateTimeISO!, $before: DateTimeISO!, $timeZone: String! = "UTC") { callFigures(from: $from, before: $before, timeZone: $timeZone) {
  underwayNow period { calls inbound answered missed ringMedian ringP90 } previous { calls missed ringMedian } days { date calls answered missed } } }`;
const figures = async (person: Person, from: string, before: string, timeZone = 'UTC'): Promise<unknown> => (await person.ask<{ callFigures: unknown }>(document, { from, before, timeZone })).callFigures;

it('counts calls, who answered and how long it rang, by the days of the time zone', async () => {
  await ground.within(organization.id, {}, ctx => importCalls(ctx, [
    call('2026-06-05T10:00:00Z', null), call('2026-06-08T10:00:00Z', 5), call('2026-06-08T11:00:00Z', 15), call('2026-06-08T22:30:00Z', null), call('2026-06-09T10:00:00Z', 40, 'OUTBOUND'),
  ]));

  expect(await figures(agent, '2026-06-07T22:00:00Z', '2026-06-09T22:00:00Z', 'Europe/Berlin')).toEqual({
    underwayNow: 0,
    period: { calls: 4, inbound: 3, answered: 3, missed: 1, ringMedian: 5, ringP90: 15 },
    previous: { calls: 0, missed: 0, ringMedian: null },
    days: [{ date: '2026-06-08', calls: 2, answered: 2, missed: 0 }, { date: '2026-06-09', calls: 2, answered: 1, missed: 1 }],
  });
  expect(await figures(agent, '2026-06-08T00:00:00Z', '2026-06-11T00:00:00Z')).toMatchObject({ previous: { calls: 1, missed: 1 } });
});

it('counts nothing of others, and costs one statement', async () => {
  const stranger = await (await house.organization('No-calls')).as('viewer');

  const { body } = await stranger.askRaw(document, { from: '2026-06-08T00:00:00Z', before: '2026-06-09T00:00:00Z' });

  expect(body.data).toEqual({ callFigures: { underwayNow: 0, period: { calls: 0, inbound: 0, answered: 0, missed: 0, ringMedian: null, ringP90: null }, previous: { calls: 0, missed: 0, ringMedian: null }, days: [{ date: '2026-06-08', calls: 0, answered: 0, missed: 0 }] } });
  expect(body.extensions?.trace).toEqual({ fetches: 1, statements: 1 });
});

it('is refused without the right', async () => {
  const partner = house.stranger({ authorization: `Bearer ${await organization.apiKey(['call.read'])}` });

  const { body } = await partner.askRaw(document, { from: '2026-06-08T00:00:00Z', before: '2026-06-09T00:00:00Z' });

  expect(body.errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
});
