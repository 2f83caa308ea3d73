// Faults of the ground the house stands on: a migration that is killed, a disk that is full, memory that somebody wants all of.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Fault, FaultGround } from './fault-list.js';
import { placeFor, png, sendFile } from './pictures.js';
import { openSocket, type TestSocket } from './socket.js';

const hooks = ['--conditions=development', '--import', new URL('../../../scripts/swc-hooks.mjs', import.meta.url).href];
const migrateFile = fileURLToPath(new URL('../../host/src/migrate.ts', import.meta.url));

/** `npm run migrate` on a database of its own; answers its end: a code, or the signal that killed it. */
function migrating(url: string, secret: string): { readonly pid: number; readonly ended: Promise<number | string>; readonly isOver: () => boolean; readonly steps: () => number } {
  const child = spawn(process.execPath, [...hooks, migrateFile], { stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env.PATH, DESKGRAPH_ENV: 'test', DESKGRAPH_DATABASE_URL: url, DESKGRAPH_SECRET: secret } });
  let lines = 0;
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => { lines += text.toString('utf8').split('\n').length - 1; });
  return { pid: child.pid ?? 0, isOver: () => child.exitCode !== null || child.signalCode !== null, steps: () => lines, ended: once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | string) };
}

/** A migration dies in the middle, several times; the next run completes it, and the tables are what they would have been. */
async function killedMigration({ house, pool }: FaultGround): Promise<string[]> {
  const database = `killed_${crypto.randomUUID().slice(0, 8)}`;
  await pool.query(`create database ${database} owner deskgraph_owner`);
  try {
    const url = house.loginUrl('deskgraph_owner', database);
    let killed = 0;
    for (const steps of [1, 7, 25, 60]) {
      const run = migrating(url, house.secret);
      for (const end = Date.now() + 30_000; run.steps() < steps && !run.isOver() && Date.now() < end; await sleep(5));
      await sleep(Math.random() * 30);
      if (!run.isOver()) process.kill(run.pid, 'SIGKILL');
      killed += (await run.ended) === 'SIGKILL' ? 1 : 0;
    }
    const last = await migrating(url, house.secret).ended;
    const [again, drift] = [await house.inside<string[]>('/migrate', { url, times: 1 }), await house.inside<string[]>('/drift', { url })];
    return [
      ...(killed > 0 ? [] : ['no migration was killed']),
      ...(last === 0 ? [] : [`the migration after killed ones ended with ${String(last)}`]),
      ...(again.length === 0 ? [] : [`it left ${String(again.length)} steps undone`]),
      ...drift.map(change => `after killed migrations: ${change}`),
    ];
  } finally {
    await pool.query(`drop database ${database} with (force)`);
  }
}

const run = promisify(execFile);

/** A room may write no file beyond a few bytes, as on a full disk; then it may again. */
async function fullDisk({ raised, organization, owner, pool }: FaultGround): Promise<string[]> {
  const [pid, bytes] = [String(raised.processes.get('accounts')?.pid), new Uint8Array(png(200_000))];
  const upload = await placeFor(owner, bytes.length);
  const small = new Uint8Array(png(1000));
  const stored = async (): Promise<string> => JSON.stringify((await pool.query(`select state, count(*)::int as count from platform.file where organization_id = $1 and removed_at is null group by 1 order by 1`, [organization.id])).rows);
  const before = await stored();
  await run('prlimit', ['--pid', pid, '--fsize=65536:']);
  const refused = await sendFile(upload, bytes).catch((error: unknown) => ({ status: 0, body: { error: { code: String(error), message: '' } } }));
  const during = await stored();
  await run('prlimit', ['--pid', pid, '--fsize=unlimited:']);
  const [taken, next] = [await sendFile(upload, bytes), await sendFile(await placeFor(owner, small.length), small)];
  return [
    ...(refused.status >= 500 && refused.body.error?.code ? [] : [`a file that could not be written was answered ${String(refused.status)} ${String(refused.body.error?.code)}`]),
    ...(during === before ? [] : [`a file that could not be written left ${during} where ${before} was`]),
    ...(taken.status === 201 && next.status === 201 ? [] : [`with room again, files were answered ${String(taken.status)} and ${String(next.status)}`]),
  ];
}

const megabytesOf = (pid: number): number => Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1]) / 1024;
const watch = 'subscription ($id: ID!) { memberChanged(id: $id) { name } }';

/** One viewer wants 10,000 subscriptions: what the limits allow is served, the rest refused, and nobody else notices. */
async function greedy({ raised, house, organization, owner }: FaultGround): Promise<string[]> {
  const [wanted, perSocket, other] = [10_000, 500, await organization.as('manager')];
  const neighbour = openSocket(house.url, other);
  const watching = await neighbour.watch(watch, { id: owner.memberId });
  const pid = raised.processes.get('gateway')?.pid ?? 0;
  const before = megabytesOf(pid);
  const sockets = Array.from({ length: wanted / perSocket + 1 }, () => openSocket(house.url, owner));
  const outcomes = await Promise.all(sockets.map(socket => Promise.race([socket.ask('{ __typename }').then(() => 'open'), socket.closed.then(code => `closed ${String(code)}`)])));
  const open = sockets.filter((_, n) => outcomes[n] === 'open');
  const all = (await Promise.all(open.map(socket => fill(socket, owner.memberId, perSocket)))).flat();
  const ends = await Promise.all(all.map(one => Promise.race([one.over, sleep(500, 'going')])));
  const going = all.filter((_, n) => ends[n] === 'going');
  const codes = new Set(ends.flatMap(end => (Array.isArray(end) ? (end as { extensions: { code: string } }[]).map(({ extensions }) => extensions.code) : [])));
  const name = `Greedy ${crypto.randomUUID()}`;
  await owner.ask('mutation ($name: String!) { viewerRename(input: { name: $name }) { refusal { code } } }', { name });
  const told = [await watching.next().then(() => 1, () => 0), (await Promise.all(going.map(one => one.next().then(() => 1, () => 0)))).filter(one => one === 1).length];
  const grown = megabytesOf(pid) - before;
  await Promise.all([neighbour, ...sockets].map(socket => socket.close()));
  return [
    ...(outcomes.filter(outcome => outcome === 'closed 1013').length === 1 && open.length === 20 ? [] : [`${String(open.length)} sockets of one viewer were open`]),
    ...(going.length > 0 && going.length <= 20 * 100 ? [] : [`${String(going.length)} subscriptions of one viewer were taken`]),
    ...(all.length === wanted && codes.size === 1 && codes.has('TOO_MANY_SUBSCRIPTIONS') ? [] : [`of ${String(all.length)} subscriptions some were refused as ${[...codes].join(', ')}`]),
    ...(told[0] === 1 && told[1] === going.length ? [] : [`${String(told[1])} of ${String(going.length)} subscriptions were told, and of the neighbour's ${String(told[0])}`]),
    ...(grown < 200 ? [] : [`the gateway grew by ${grown.toFixed(0)} MB`]),
  ];
}

/** As many subscriptions as asked for, no faster than a socket may ask. */
async function fill(socket: TestSocket, id: string, count: number) {
  const all: Awaited<ReturnType<TestSocket['watch']>>[] = [];
  while (all.length < count) {
    all.push(...(await Promise.all(Array.from({ length: Math.min(80, count - all.length) }, () => socket.watch(watch, { id })))));
    await sleep(1000);
  }
  return all;
}

/** Every fault of the ground. */
export const ofPlace: readonly Fault[] = [
  { name: 'kill -9 of a migration', strike: killedMigration },
  { name: 'no room for files', strike: fullDisk },
  { name: 'one viewer wants 10,000 subscriptions', strike: greedy },
];
