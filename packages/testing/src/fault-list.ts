// The faults that `npm run faults` strikes: those of processes and connections here, others in fault-outside.ts, fault-time.ts and fault-place.ts.
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { outside } from './fault-outside.js';
import { ofPlace } from './fault-place.js';
import { ofTime } from './fault-time.js';
import type { Organization, Person, TestHouse } from './house.js';
import type { RaisedHouse } from './raise.js';
import { openSocket } from './socket.js';
import { soon } from './told.js';

/** Where a fault strikes. */
export interface FaultGround {
  readonly raised: RaisedHouse;
  readonly house: TestHouse;
  readonly organization: Organization;
  readonly owner: Person;
  readonly pool: pg.Pool;
}

/** One kind of fault. */
export interface Fault {
  readonly name: string;
  /** Does harm once; resolves when whatever must be started again by hand is. Answers what it found broken beside the promises that hold for all. */
  readonly strike: (ground: FaultGround) => Promise<string[] | undefined>;
}

/** Ends a process without a word. */
export async function killed({ raised }: FaultGround, role: string): Promise<void> {
  process.kill(raised.processes.get(role)?.pid ?? 0, 'SIGKILL');
  await raised.processes.get(role)?.ended;
}

const kill = (role: string) => async (ground: FaultGround): Promise<undefined> => {
  await killed(ground, role);
  await ground.raised.restart(role);
};
const terminate = (pattern: string) => async ({ pool }: FaultGround): Promise<undefined> => {
  await pool.query('select pg_terminate_backend(pid) from pg_stat_activity where application_name like $1 and pid <> pg_backend_pid()', [pattern]).catch(() => undefined);
};
const still = (role: string, ms: number, meanwhile: (ground: FaultGround) => Promise<string[] | undefined> = () => Promise.resolve(undefined)) => async (ground: FaultGround): Promise<string[] | undefined> => {
  const { pid = 0 } = ground.raised.processes.get(role) ?? {};
  process.kill(pid, 'SIGSTOP');
  try {
    const [found] = await Promise.all([meanwhile(ground), sleep(ms)]);
    return found;
  } finally {
    process.kill(pid, 'SIGCONT');
  }
};

/** Asks two rooms of which one is silent: what the other knows must come, in time, and the rest be refused by its type. */
export async function partial({ owner }: FaultGround): Promise<string[]> {
  const asked = performance.now();
  const { body } = await owner.askRaw('{ members(first: 1) { totalCount } calls(first: 1) { totalCount } }');
  const codes = (body.errors ?? []).map(({ extensions }) => extensions.code);
  return [
    ...(body.data?.members ? [] : ['what another room knows did not come']),
    ...(codes.every(code => code === 'SUBGRAPH_UNAVAILABLE') && codes.length > 0 ? [] : [`a silent room was refused as ${codes.join(', ') || 'nothing'}`]),
    ...(performance.now() - asked > 12_000 ? ['a silent room was waited for'] : []),
  ];
}

/** Holds every connection of a room up behind one table. */
async function locked({ pool }: FaultGround): Promise<undefined> {
  const client = await pool.connect();
  try {
    await client.query('begin; lock table accounts.role in access exclusive mode');
    await sleep(3000);
    await client.query('commit');
  } finally {
    client.release();
  }
}

/** Sockets are cut, something happens, and all of them come back at once with their cursors. */
async function storm({ house, organization, owner }: FaultGround): Promise<string[]> {
  const [count, query] = [50, 'subscription ($id: ID!, $after: String) { memberChanged(id: $id, after: $after) { name } }'];
  const manager = await organization.as('manager');
  const rename = (name: string): Promise<unknown> => owner.ask('mutation ($name: String!) { viewerRename(input: { name: $name }) { refusal { code } } }', { name });
  const identities = await Promise.all(Array.from({ length: 5 }, async () => ({ authorization: `Bearer ${await organization.apiKey(['member.read'])}` })));
  const open = (n: number) => openSocket(house.url, identities[n % identities.length] ?? manager);
  const sockets = Array.from({ length: count }, (_, n) => open(n));
  const watching = await Promise.all(sockets.map(socket => socket.watch(query, { id: owner.memberId })));
  await rename(`Before ${crypto.randomUUID()}`);
  const seen = await Promise.all(watching.map(one => one.next()));
  for (const socket of sockets) socket.cut();
  const missed = `Missed ${crypto.randomUUID()}`;
  await rename(missed);
  const back = Array.from({ length: count }, (_, n) => open(n));
  const again = await Promise.all(back.map((socket, n) => socket.watch(query, { id: owner.memberId, after: seen[n]?.extensions?.position })));
  const told = await Promise.all(again.map(async one => (await one.next().catch(() => undefined))?.data?.memberChanged as { name?: string } | undefined));
  await sleep(300);
  const twice = again.filter(({ frames }) => frames.length > 1).length;
  await Promise.all(back.map(socket => socket.close()));
  const lost = told.filter(member => member?.name !== missed).length;
  return [...(lost > 0 ? [`${String(lost)} of ${String(count)} sockets were not told what they missed`] : []), ...(twice > 0 ? [`${String(twice)} sockets were told twice`] : [])];
}

/** Somebody signs out while their socket is open. */
async function revoked({ house, organization }: FaultGround): Promise<string[]> {
  const { email } = await organization.as('viewer');
  const signedIn = await house.call('/auth/sign-in', { email, password: 'correct horse battery staple' });
  const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const socket = openSocket(house.url, { cookie });
  await socket.watch('subscription ($id: ID!) { memberChanged(id: $id) { name } }', { id: (await organization.as('owner')).memberId });
  let code = 0;
  void socket.closed.then(closed => { code = closed; });
  await house.call('/auth/sign-out', {}, { cookie });
  return (await soon(() => Promise.resolve(code), 4401, 5000)) === 4401 ? [] : ['the socket of a session that ended stayed open'];
}

/** Every fault, the control first: a harness that finds violations without a fault is wrong. */
export const faults: readonly Fault[] = [
  { name: 'none (control)', strike: async () => { await sleep(300); return undefined; } },
  { name: 'kill -9 of a room', strike: kill('accounts') },
  { name: 'kill -9 of the gateway', strike: kill('gateway') },
  { name: 'kill -9 of the worker', strike: kill('worker') },
  { name: 'the sequencer loses its connection', strike: terminate('deskgraph-sequencer') },
  { name: 'consumers lose their connection', strike: terminate('deskgraph-consumers%') },
  { name: 'rooms lose their connections', strike: terminate('deskgraph-accounts%') },
  { name: 'whoever listens loses the connection', strike: async ground => { await terminate('deskgraph-live%')(ground); return terminate('deskgraph-revocations')(ground); } },
  {
    name: 'kill -9 of Postgres',
    async strike({ pool }) {
      const { rows: [row] } = await pool.query<{ pid: number }>(`select (regexp_split_to_array(pg_read_file('postmaster.pid'), '\\n'))[1]::int as pid`);
      if (row) process.kill(row.pid, 'SIGKILL');
      await sleep(300);
      return undefined;
    },
  },
  { name: 'the worker stands still for 3 s', strike: still('worker', 3000) },
  { name: 'a room stands still', strike: still('voice', 1000, partial) },
  { name: 'a table is locked for 3 s', strike: locked },
  { name: '50 sockets are cut and come back at once', strike: storm },
  { name: 'a session ends with its socket open', strike: revoked },
  ...outside,
  ...ofTime,
  ...ofPlace,
];
