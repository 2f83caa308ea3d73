import { fork } from 'node:child_process';
import { once } from 'node:events';
import { isDeepStrictEqual } from 'node:util';
import { fileURLToPath } from 'node:url';
import { freePort, subgraphs } from '@deskgraph/host';
import { deriveKey, type ViewerClaims } from '@deskgraph/kit';
import { openHouse, raiseHouse, type RaisedHouse } from '@deskgraph/testing';
import { stageCase } from './case-data.js';
import { caseView, inbox, small, type Question } from './case-queries.js';
import { cpuOf, installPeers, startHive, startOne, type Running } from './contestants.js';
import type { Block, Order } from './load.js';
import { fetchesOf } from './plan.js';
import { quantile, type Figure } from './table.js';

const connections = 50;
const rounds = 6;

/** One that answers the questions, and the processes whose CPU that takes. */
interface Contestant {
  readonly name: string;
  readonly gateway: number | null;
  readonly rooms: readonly number[];
  order(question: Question): Promise<Omit<Order, 'count'>>;
}

/** What one round of one contestant took, a request. */
interface Round {
  readonly cpu: number;
  readonly ofGateway: number;
  readonly rate: number;
  readonly delays: readonly number[];
  readonly failures: number;
}

/** Our gateway, apart and in one process, beside Hive Gateway with either planner and the rooms asked directly: all over the same rooms, in interleaved rounds. */
export async function measurePeers(tell: (text: string) => void): Promise<Figure[]> {
  installPeers();
  const closers: (() => unknown)[] = [];
  try {
    const load = openLoad();
    closers.push(() => load.close());
    const places = Object.fromEntries(await Promise.all(subgraphs.map(async ({ name }) => [name, `http://127.0.0.1:${String(await freePort())}`] as const)));
    tell('raising a house of many processes, with a durable Postgres');
    const settings = { DESKGRAPH_OTLP_ENDPOINT: await load.sink, DESKGRAPH_RATE_LIMIT_POINTS: '1000000000', DESKGRAPH_LOG_LEVEL: 'error' };
    const raised = await raiseHouse({ mode: 'each', durable: true, settings: { ...settings, DESKGRAPH_ROOMS: Object.entries(places).map(([name, url]) => `${name}=${url}`).join(',') } });
    closers.push(() => raised.close());
    const test = await openHouse(raised.standing);
    const staged = await stageCase(test, await test.organization('Case'), connections);

    const key = deriveKey(test.secret, 'viewer').toString('hex');
    const pids = (names: readonly string[]): number[] => names.map(name => raised.processes.get(name)?.pid ?? 0);
    const rooms = pids(subgraphs.map(({ name }) => name));
    const one = await startOne({ ...settings, DESKGRAPH_TRACE: 'on', DESKGRAPH_SECRET: test.secret, DESKGRAPH_DATABASE_URL: test.loginUrls.deskgraph_owner ?? '' });
    closers.push(() => one.close());
    const hives: Running[] = [];
    for (const rust of [false, true]) {
      const hive = await startHive({ rust, places, key });
      closers.push(() => hive.close());
      hives.push(hive);
    }
    const viewers = await viewersOf(raised, staged.keys);
    const over = (name: string, url: string, gateway: number, behind: readonly number[]): Contestant => ({
      name, gateway, rooms: behind, order: question => Promise.resolve({ gateway: { url, body: JSON.stringify(question), keys: staged.keys } }),
    });
    const contestants: Contestant[] = [
      over('ours, remote', test.url, pids(['gateway'])[0] ?? 0, rooms),
      over('ours, one process', one.url, one.pid, []),
      over('Hive, JavaScript planner', hives[0]?.url ?? '', hives[0]?.pid ?? 0, rooms),
      over('Hive, Rust planner', hives[1]?.url ?? '', hives[1]?.pid ?? 0, rooms),
      { name: 'the rooms directly', gateway: null, rooms, order: async question => ({ rooms: { places, key, viewers, fetches: await fetchesOf(question, raised.house.rooms.map(({ room }) => room), viewers[0] as ViewerClaims) } }) },
    ];

    const figures: Figure[] = [];
    const questions: [string, Question, number][] = [['case view', caseView(staged.ticketId), 150], ['inbox, 50 rows', inbox(50), 200], ['one room, a few fields', small, 1000]];
    for (const [what, question, count] of questions) {
      tell(`asking for the ${what}`);
      figures.push(...figuresOf(what, await race(contestants, question, count, load, tell)));
    }
    return figures;
  } finally {
    for (const close of closers.reverse()) await close();
  }
}

/** All contestants in turn, several times; the first round warms up. */
async function race(contestants: readonly Contestant[], question: Question, count: number, load: Load, tell: (text: string) => void): Promise<Map<string, Round[]>> {
  const orders = await Promise.all(contestants.map(contestant => contestant.order(question)));
  const taken = new Map<string, Round[]>(contestants.map(({ name }) => [name, []]));
  let expected: unknown;
  for (let round = 0; round < rounds; round++) {
    for (const [index, { name, gateway, rooms }] of contestants.entries()) {
      const own = (): number => (gateway === null ? 0 : cpuOf([gateway]));
      const [before, ownBefore] = [cpuOf(rooms), own()];
      const { seconds, delays, failures, sample } = await load.run({ count, ...orders[index] });
      const ofGateway = (own() - ownBefore) / count;
      const cpu = ofGateway + (cpuOf(rooms) - before) / count;
      if (failures > count / 50) throw new Error(`${name} failed ${String(failures)} times of ${String(count)}: ${sample.slice(0, 1000)}`);
      if (gateway !== null && failures === 0) {
        const { data } = JSON.parse(sample) as { data: unknown };
        expected ??= data;
        if (!isDeepStrictEqual(data, expected)) throw new Error(`${name} answers something else: ${sample.slice(0, 1000)}`);
      }
      if (round > 0) taken.get(name)?.push({ cpu, ofGateway, rate: count / seconds, delays, failures });
      tell(`  round ${String(round)}, ${name}: ${cpu.toFixed(1)} ms (gateway ${ofGateway.toFixed(1)}), ${(count / seconds).toFixed(0)}/s`);
    }
  }
  return taken;
}

/** A row for each contestant, beside Hive's JavaScript planner; ours apart also beside its Rust planner. */
function figuresOf(what: string, taken: ReadonlyMap<string, readonly Round[]>): Figure[] {
  const median = (of: readonly number[]): number => quantile(of, 0.5);
  const cpuBeside = (name: string, peer: string): { peer: string; ratio: string } => {
    const [own, other] = [taken.get(name) ?? [], taken.get(peer) ?? []];
    return { peer: `${peer}: ${median(other.map(({ cpu }) => cpu)).toFixed(1)} ms`, ratio: `${median(own.map(({ cpu }, round) => (other[round]?.cpu ?? NaN) / cpu)).toFixed(2)}x` };
  };
  const row = (name: string, peer: string, goal: string): Figure => {
    const own = taken.get(name) ?? [];
    const delays = own.flatMap(({ delays: each }) => each);
    const failures = own.reduce((sum, each) => sum + each.failures, 0);
    const [cpu, ofGateway, rate] = (['cpu', 'ofGateway', 'rate'] as const).map(part => median(own.map(each => each[part])));
    return { what: `${what}: ${name}`, value: `CPU ${cpu?.toFixed(1) ?? ''} ms (gateway ${ofGateway?.toFixed(1) ?? ''}), ${rate?.toFixed(0) ?? ''}/s, p95 ${quantile(delays, 0.95).toFixed(0)} ms${failures > 0 ? `, ${String(failures)} failed` : ''}`, ...cpuBeside(name, peer), goal };
  };
  const [js, rust] = ['Hive, JavaScript planner', 'Hive, Rust planner'];
  const isGoal = what === 'case view';
  return [
    row('ours, remote', js, isGoal ? '>= 1.3x' : ''),
    row('ours, remote', rust, isGoal ? '>= 1x' : ''),
    row('ours, one process', js, isGoal ? '>= 2x' : ''),
    row(rust, js, ''),
    row('the rooms directly', js, ''),
  ];
}

/** Whom the keys belong to, as the room accounts says. */
async function viewersOf({ house }: RaisedHouse, keys: readonly string[]): Promise<ViewerClaims[]> {
  const accounts = house.rooms.find(({ subgraph }) => subgraph.name === 'accounts')?.room;
  return Promise.all(keys.map(async key => {
    const response = await accounts?.fetch(new Request('http://accounts/internal/viewer', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ authorization: `Bearer ${key}`, requestId: 'bench' }) }));
    const { viewer } = (await response?.json()) as { viewer: ViewerClaims | null };
    if (!viewer) throw new Error('A key is unknown.');
    return viewer;
  }));
}

/** The process that asks. */
interface Load {
  /** Where traces are taken in. */
  readonly sink: Promise<string>;
  run(order: Order): Promise<Block>;
  close(): void;
}

function openLoad(): Load {
  const child = fork(fileURLToPath(new URL('load.ts', import.meta.url)), { execArgv: process.execArgv });
  const next = async <T>(): Promise<T> => ((await once(child, 'message')) as [T])[0];
  return {
    sink: next<{ sink: string }>().then(({ sink }) => sink),
    async run(order) {
      const answer = next<{ block?: Block; error?: string }>();
      child.send(order);
      const { block, error } = await answer;
      if (!block) throw new Error(error ?? 'Nothing was asked.');
      return block;
    },
    close: () => { child.disconnect(); },
  };
}
