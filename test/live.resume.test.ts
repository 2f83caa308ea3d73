import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openHouse, openSocket, raiseHouse, type Frame, type Person, type RaisedHouse, type TestHouse, type Watching } from '@deskgraph/testing';

const reconnects = 200;
let raised: RaisedHouse;
let house: TestHouse;
let owner: Person;
beforeAll(async () => {
  raised = await raiseHouse({ mode: 'each' });
  house = await openHouse(raised.standing);
  owner = await (await house.organization('Resume')).as('owner');
}, 180_000);
afterAll(() => raised.close());

const query = 'subscription ($id: ID!, $after: String) { memberChanged(id: $id, after: $after) { name } }';
const rename = (name: string) => owner.ask('mutation ($input: ViewerRenameInput!) { viewerRename(input: $input) { refusal { code } } }', { input: { name } });

it(`loses nothing and tells nothing twice over ${String(reconnects)} cut connections and a killed gateway`, async () => {
  const seen: Frame[] = [];
  const expected: string[] = [];
  const take = async (watching: Watching): Promise<void> => void seen.push(await watching.next());

  for (let n = 0; n < reconnects; n++) {
    const socket = openSocket(house.url, owner);
    const watching = await socket.watch(query, { id: owner.memberId, after: seen.at(-1)?.extensions?.position });
    if (n > 0) await take(watching); // what happened while nobody watched
    expected.push(`Watched ${String(n)}`);
    await rename(`Watched ${String(n)}`);
    await take(watching);
    socket.cut();
    if (n === reconnects / 2) {
      process.kill(raised.processes.get('gateway')?.pid ?? 0, 'SIGKILL');
      await raised.processes.get('gateway')?.ended;
      await raised.restart('gateway');
    }
    if (n < reconnects - 1) expected.push(`Missed ${String(n)}`);
    if (n < reconnects - 1) await rename(`Missed ${String(n)}`);
  }

  const positions = seen.map(({ extensions }) => Number(extensions?.position));
  expect(seen.map(({ data }) => (data?.memberChanged as { name: string }).name)).toEqual(expected);
  expect(positions.every((position, index) => index === 0 || position > (positions[index - 1] ?? 0))).toBe(true);
  expect(seen.flatMap(({ errors }) => errors ?? [])).toEqual([]);
}, 120_000);
