import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sweep } from '@deskgraph/host';
import { openFolder } from '@deskgraph/kit';
import { openHouse, openSocket, raiseHouse, soon, type Frame, type Organization, type Person, type RaisedHouse, type TestHouse } from '@deskgraph/testing';

// In a house of its own: the sweep of events is everybody's.

const day = 86_400_000;
const keep = { eventsDays: 1, idempotencyDays: 7, jobsDays: 14, deliveriesDays: 30, integrationLogDays: 90 };
const query = 'subscription ($id: ID!, $after: String) { memberChanged(id: $id, after: $after) { name } }';

let raised: RaisedHouse;
let house: TestHouse;
let organization: Organization;
let owner: Person;
beforeAll(async () => {
  raised = await raiseHouse();
  house = await openHouse(raised.standing);
  organization = await house.organization('Log');
  owner = await organization.as('owner');
}, 120_000);
afterAll(() => raised.close());

const rename = (name: string) => owner.ask('mutation ($name: String!) { viewerRename(input: { name: $name }) { refusal { code } } }', { name });

/** The first frame of somebody who was told of everything up to a position. */
async function resumed(after: number): Promise<Frame> {
  const socket = openSocket(house.url, owner);
  const watching = await socket.watch(query, { id: owner.memberId, after: String(after) });
  const frame = await watching.next();
  await socket.close();
  return frame;
}

it('a cursor before the oldest event that the sweep left is told to ask again; one that missed nothing which is gone goes on', async () => {
  for (const name of ['Old', 'Older', 'Kept', 'Newest']) await rename(name);
  const behind = 'select count(*)::int as count from platform.event where position is null or position > (select min(position) from platform.consumer)';
  await soon(async () => (await house.sql<{ count: number }>(behind))[0]?.count, 0, 10_000);
  const [{ edge } = { edge: 0 }] = await house.sql<{ edge: number }>('select max(position)::int - 1 as edge from platform.event');
  await house.sql(`update platform.event set at = now() - interval '1 hour' where position < $1`, [edge]);

  const before = await resumed(edge - 2);
  const swept = await sweep(house.loginUrl('worker'), keep, openFolder(house.filesDir, 0), { now: new Date(Date.now() + day - 60_000) }); // what is a minute old then is kept
  const [{ oldest } = { oldest: 0 }] = await house.sql<{ oldest: number }>('select min(position)::int as oldest from platform.event');
  const [tooOld, atTheEdge, within] = [await resumed(edge - 2), await resumed(edge - 1), await resumed(edge)];

  expect(before.errors).toBeUndefined();
  expect(swept.events).toBe(edge - 1);
  expect(oldest).toBe(edge);
  expect(tooOld.errors?.map(({ extensions }) => extensions?.code)).toEqual(['RESYNC']);
  expect([atTheEdge, within].map(({ data, errors }) => ({ data, errors }))).toEqual([1, 2].map(() => ({ data: { memberChanged: { name: 'Newest' } }, errors: undefined })));
});

it('a log that is empty knows only that nothing came after its end', async () => {
  const [{ end } = { end: 0 }] = await house.sql<{ end: number }>('select position::int as end from platform.head');
  await house.sql('delete from platform.event');
  const socket = openSocket(house.url, owner);
  const [old, current] = await Promise.all([end - 1, end].map(after => socket.watch(query, { id: owner.memberId, after: String(after) })));
  const frame = await old?.next();
  await rename('After all');

  expect(frame?.errors?.map(({ extensions }) => extensions?.code)).toEqual(['RESYNC']);
  expect((await current?.next())?.data).toEqual({ memberChanged: { name: 'After all' } });
  expect((await old?.next())?.data).toEqual({ memberChanged: { name: 'After all' } });
  expect(current?.frames).toHaveLength(1);
  await socket.close();
});
