import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { House } from '@deskgraph/host';
import type { Organization, TestHouse } from '@deskgraph/testing';
import { now, quantile, type Figure } from './table.js';

/** What the sockets of another process saw. */
interface Seen {
  readonly ready?: boolean;
  readonly frames?: number;
  readonly arrivals?: (readonly [name: string, at: number])[];
  readonly duplicates?: number;
}

const document = 'subscription ($id: ID!) { memberChanged(id: $id) { id name state } }';

/** Live updates: from the commit of a mutation to the frame, for many sockets of one subject and for many subjects; executions and CPU beside an execution for each. */
export async function measureLive(house: House, test: TestHouse, organization: Organization): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const sockets of [1, 1000, 5000]) figures.push(...(await fanOut(house, test, organization, sockets)));
  figures.push(...(await manyTopics(house, test, organization)));
  return figures;
}

async function executions({ url }: TestHouse): Promise<number> {
  return Number(/^deskgraph_live_executions_total (\d+)/m.exec(await (await fetch(`${url}/metrics`)).text())?.[1]);
}

/** One change after the other to one member, whom all sockets watch. */
async function fanOut(house: House, test: TestHouse, organization: Organization, sockets: number): Promise<Figure[]> {
  const owner = await organization.as('owner');
  const before = process.memoryUsage().rss;
  const crowd = await openCrowd({ url: test.url, cookie: owner.cookie, ids: [owner.memberId], each: sockets });
  const kilobytes = (process.memoryUsage().rss - before) / 1024 / sockets;
  const changes = sockets === 1 ? 50 : 15;
  const asked = await executions(test);
  const cpu = process.cpuUsage();
  for (let n = 0; n < changes; n++) {
    await owner.ask('mutation ($input: ViewerRenameInput!) { viewerRename(input: $input) { refusal { code } } }', { input: { name: String(now()) } });
    await new Promise(done => setTimeout(done, sockets > 1000 ? 400 : 100));
  }
  const { user, system } = process.cpuUsage(cpu);
  const { frames = 0, arrivals = [], duplicates = 0 } = await crowd.end();
  const delays = arrivals.map(([name, at]) => at - Number(name));
  const alone = await aloneCost(house, owner.cookie, owner.memberId);
  const each = (user + system) / Math.max(frames, 1);
  const name = `${String(sockets)} sockets, one subject`;
  return [
    { what: `live, ${name}: mutation sent -> frame (p50 / p95)`, value: `${quantile(delays, 0.5).toFixed(0)} / ${quantile(delays, 0.95).toFixed(0)} ms`, peer: `${String(frames)} frames, ${String(changes * sockets - frames)} missing, ${String(duplicates)} twice`, ratio: '', goal: sockets === 5000 ? 'p95 <= 100 ms' : '' },
    { what: `live, ${name}: CPU a frame, mutation included`, value: `${each.toFixed(0)} us`, peer: `an execution for each: ${alone.toFixed(0)} us`, ratio: `${(each / alone).toFixed(3)}x`, goal: sockets === 1 ? '' : '<= 0.1x' },
    { what: `live, ${name}: executions an event`, value: (((await executions(test)) - asked) / changes).toFixed(1), peer: sockets === 1 ? '' : `${kilobytes.toFixed(0)} KB a socket`, ratio: '', goal: '1, whatever the number' },
  ];
}

/** 200 subjects with 10 watchers each, and 100 events a second over them. */
async function manyTopics(house: House, test: TestHouse, organization: Organization): Promise<Figure[]> {
  const owner = await organization.as('owner');
  const members = await test.sql<{ id: string }>(
    `insert into accounts.member (organization_id, id, user_id, role_id, name, email, state, joined_at, last_active_at)
     select organization_id, gen_random_uuid(), gen_random_uuid(), role_id, 'Bench', 'bench-' || n || '@example.com', 'ACTIVE', now(), now() from accounts.member, generate_series(1, 200) n where id = $1 returning id`,
    [owner.memberId],
  );
  const ids = members.map(({ id }) => id);
  await cpuOfWriter(test, ids); // warm: else what is measured first pays for it
  const unwatched = await cpuOfWriter(test, ids);
  const crowd = await openCrowd({ url: test.url, cookie: owner.cookie, ids, each: 10 });
  const asked = await executions(test);
  const { cpu, committed, took, perSecond } = await cpuOfWriter(test, ids);
  const { frames = 0, arrivals = [], duplicates = 0 } = await crowd.end();
  const alone = await aloneCost(house, owner.cookie, owner.memberId);
  const delays = arrivals.map(([name, at]) => at - (committed[name] ?? Number.NaN));
  const quantiles = (samples: readonly number[], ...shares: number[]): string => shares.map(share => quantile(samples, share).toFixed(1)).join(' / ');
  const [all, delivery] = [cpu / Math.max(frames, 1), (cpu - unwatched.cpu) / Math.max(frames, 1)];
  const name = `200 subjects x 10 sockets, ${perSecond.toFixed(0)} events/s`;
  return [
    { what: `live, ${name}: acknowledged -> frame (p50 / p95 / p99)`, value: `${quantiles(delays, 0.5, 0.95, 0.99)} ms`, peer: `the writer's own commit: ${quantiles(took, 0.5, 0.95)} ms`, ratio: '', goal: 'p95 <= 5 ms, p99 <= 15 ms' },
    { what: `live, ${name}: CPU a delivery`, value: `${delivery.toFixed(0)} us`, peer: `an execution for each: ${alone.toFixed(0)} us`, ratio: `${(delivery / alone).toFixed(3)}x`, goal: '<= 60 us' },
    { what: `live, ${name}: CPU a frame, order and consumers included`, value: `${all.toFixed(0)} us`, peer: `nobody watching: ${(unwatched.cpu / events).toFixed(0)} us an event`, ratio: '', goal: '' },
    { what: `live, ${name}: executions an event`, value: (((await executions(test)) - asked) / events).toFixed(2), peer: `${String(frames)} frames of ${String(events * 10)}, ${String(duplicates)} twice`, ratio: '', goal: '<= 1' },
  ];
}

const events = 500;

/** What a writer's process tells, and the CPU microseconds the house spent meanwhile: on the order, the consumers, and whoever watches. */
async function cpuOfWriter({ ownerUrl }: TestHouse, ids: readonly string[]): Promise<{ cpu: number; committed: Record<string, number>; took: number[]; perSecond: number }> {
  const child = fork(fileURLToPath(new URL('writer.ts', import.meta.url)), [JSON.stringify({ url: ownerUrl, ids, events, everyMs: 10 })], { execArgv: process.execArgv });
  const before = process.cpuUsage();
  const [told] = (await once(child, 'message')) as [{ committed: Record<string, number>; took: number[]; perSecond: number }];
  await new Promise(done => setTimeout(done, 500));
  const { user, system } = process.cpuUsage(before);
  return { ...told, cpu: user + system };
}

/** CPU microseconds of one execution of the same question, as a gateway that executes for each subscriber would spend them. */
async function aloneCost({ gateway }: House, cookie: string, id: string): Promise<number> {
  const viewer = await gateway.viewers.of({ cookie }, 'bench-request');
  const ask = () => gateway.server.executeOperation({ query: 'query ($id: ID!) { memberChanged: member(id: $id) { id name state } }', variables: { id } }, { contextValue: { viewer, requestId: 'bench', log: silent, cost: 0, trace: { fetches: 0, statements: 0 }, live: true } as never });
  for (let n = 0; n < 50; n++) await ask();
  const before = process.cpuUsage();
  for (let n = 0; n < 300; n++) JSON.stringify((await ask()).body);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 300;
}

const silent = { info: () => undefined, error: () => undefined, warn: () => undefined, debug: () => undefined };

/** Sockets in a process of their own, so that their CPU is not the gateway's. */
async function openCrowd(order: { url: string; cookie: string; ids: string[]; each: number }): Promise<{ end(): Promise<Seen> }> {
  const child: ChildProcess = fork(fileURLToPath(new URL('crowd.ts', import.meta.url)), [JSON.stringify({ ...order, document })], { execArgv: process.execArgv });
  await once(child, 'message');
  return {
    async end() {
      const [answer, exited] = [once(child, 'message') as Promise<[Seen]>, once(child, 'exit')];
      child.send('end');
      const [seen] = await answer;
      await exited;
      return seen;
    },
  };
}
