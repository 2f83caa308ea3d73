import { afterEach, beforeAll, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { openHouse, openSocket, type Frame, type Organization, type Person, type TestHouse, type TestSocket } from '@deskgraph/testing';
import { opened } from '../subgraphs/ticketing/test/desk.js';

let house: TestHouse;
let organization: Organization;
let agent: Person;
const sockets: TestSocket[] = [];
beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization('Live-figures');
  agent = await organization.as('agent');
});
afterEach(async () => {
  await Promise.all(sockets.splice(0).map(socket => socket.close()));
});

const socketOf = (identity: Person): TestSocket => {
  const socket = openSocket(house.url, identity);
  sockets.push(socket);
  return socket;
};
const document = 'subscription ($from: DateTimeISO!, $before: DateTimeISO!, $after: String) { ticketFiguresChanged(from: $from, before: $before, after: $after) { openNow period { created } } }';
const period = { from: '2026-01-01T00:00:00Z', before: '2027-01-01T00:00:00Z' };
const openNow = ({ data }: Frame): number | undefined => (data as { ticketFiguresChanged: { openNow: number } | null } | null | undefined)?.ticketFiguresChanged?.openNow;

it('figures that are watched are told anew, once a second at most, and never the old ones last', async () => {
  const watching = await socketOf(agent).watch(document, period);

  await Promise.all(Array.from({ length: 12 }, () => opened(agent)));
  await sleep(2500);

  expect(watching.frames.length).toBeGreaterThan(0);
  expect(watching.frames.length).toBeLessThanOrEqual(4);
  expect(openNow(watching.frames.at(-1)!)).toBe(12);
  const positions = watching.frames.map(({ extensions }) => Number(extensions?.position));
  expect(positions).toEqual([...positions].sort((a, b) => a - b));
});

it('whoever comes back is told how they are now, and others hear nothing of it', async () => {
  const [first, stranger] = [await socketOf(agent).watch(document, period), await socketOf(await (await house.organization('Elsewhere')).as('agent')).watch(document, period)];
  await opened(agent);
  const seen = await first.next();
  first.stop();
  await opened(agent);

  const back = await (await socketOf(agent).watch(document, { ...period, after: seen.extensions?.position })).next();

  expect(openNow(back)).toBe(openNow(seen)! + 1);
  expect(stranger.frames).toEqual([]);
});

it('whoever may not see figures is refused them', async () => {
  const partner = house.stranger({ authorization: `Bearer ${await organization.apiKey(['ticket.read'])}` });

  const watching = await socketOf(partner).watch(document, period).catch((error: unknown) => ({ over: Promise.resolve(error) }));

  expect(JSON.stringify(await watching.over)).toContain('FORBIDDEN');
});
