// Faults of time: clocks that are wrong, and processes that stand still and come back as if nothing had happened.
import { setTimeout as sleep } from 'node:timers/promises';
import { killed, partial, type Fault, type FaultGround } from './fault-list.js';
import { ended, invite, place, scripted, switchboard, wrongWith } from './fault-outside.js';

/** What gives a process a clock that is wrong by so many hours, without touching the machine's. */
const skewed = (hours: number): Record<string, string> => {
  const code = `const off = ${String(hours * 3_600_000)}, Real = Date; globalThis.Date = class Date extends Real {
    constructor(...given) { given.length === 0 ? super(Real.now() + off) : super(...given); }
    static now() { return Real.now() + off; } };`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}` };
};

/** Somebody's clock is wrong for as long as something is looked at. */
const wrongClock = (role: string, hours: number, meanwhile: (ground: FaultGround) => Promise<string[]>) => async (ground: FaultGround): Promise<string[]> => {
  await killed(ground, role);
  await ground.raised.restart(role, skewed(hours));
  const found = await meanwhile(ground);
  await killed(ground, role);
  await ground.raised.restart(role);
  return found;
};

/** A mail goes out once, calls are told of once, and no schedule runs before its time, whatever the worker thinks of the time. */
async function work(ground: FaultGround): Promise<string[]> {
  const { pool, house, organization } = ground;
  const early = `select count(*)::int as early from platform.schedule where last_enqueued_at > now() + interval '1 minute' or due_at > now() + interval '1 day 1 minute'`;
  const ran = async (): Promise<number> => (await pool.query<{ ran: number }>('select count(*)::int as ran from platform.schedule where organization_id = $1 and last_job_id is not null', [organization.id])).rows[0]?.ran ?? 0;
  const before = await ran();
  const [address, calls] = [await invite(ground), await place(ground, await switchboard(ground), {}, 3)];
  const [[state], wrong] = [await ended(ground, 1), await wrongWith(ground, calls)];
  const mails = await house.mails(address);
  const { rows: [schedules] } = await pool.query<{ early: number }>(early);
  return [
    ...wrong,
    ...(state === 'SENT' && mails.length === 1 ? [] : [`the mail is ${String(state)}, and ${String(mails.length)} times in the mailbox`]),
    ...((schedules?.early ?? 0) > 0 || (await ran()) > before ? ['a schedule ran before its time'] : []),
  ];
}

/** The jobs of mails are good for so many seconds from now on; a minute is too long to wait for. */
async function lease({ pool }: FaultGround, seconds: number): Promise<void> {
  await pool.query(`update jobs.queue set expire_seconds = $1 where name = 'accounts.mail'`, [seconds]);
}

async function until(isSo: () => Promise<boolean>, milliseconds: number): Promise<boolean> {
  for (const end = Date.now() + milliseconds; Date.now() < end; await sleep(50)) if (await isSo()) return true;
  return false;
}

/** A worker stands still in the middle of a mail until its time for it is over and another has sent it; then it goes on. */
async function zombie(ground: FaultGround): Promise<string[]> {
  const { raised, pool, organization, house } = ground;
  const old = raised.processes.get('worker');
  if (!old) return ['there is no worker'];
  const job = async (): Promise<{ state: string; attempts: number; ended: Date | null } | undefined> =>
    (await pool.query<{ state: string; attempts: number; ended: Date | null }>(`select state, attempts, ended_at as ended from platform.job where organization_id = $1 and name = 'accounts.mail' order by created_at desc limit 1`, [organization.id])).rows[0];
  const waiting = async (): Promise<number> => (await pool.query('select from platform.event where position is null')).rowCount ?? 0;
  await lease(ground, 4);
  await scripted(ground, { at: 'RCPT', slowMilliseconds: 1500 });
  const address = await invite(ground);
  const ran = await until(async () => (await job())?.state === 'RUNNING', 10_000);
  await sleep(300); // it has begun to talk to the server
  process.kill(old.pid, 'SIGSTOP');
  const found: string[] = [];
  try {
    await sleep(5000);
    await raised.restart('worker');
    if (!(await until(async () => (await job())?.state === 'DONE', 150_000))) found.push('nobody took over the job of a worker that stands still');
    if (!(await until(async () => (await waiting()) < 50, 45_000))) found.push('nobody orders events while their leader stands still');
  } finally {
    process.kill(old.pid, 'SIGCONT');
    await lease(ground, 60);
  }
  const settled = await job();
  await sleep(2000);
  const [after, letters] = [await job(), await house.mails(address)];
  await old.close();
  if (!ran) found.push('the mail was never begun');
  if (letters.length !== 1) found.push(`the mail is in the mailbox ${String(letters.length)} times`);
  if (JSON.stringify(settled) !== JSON.stringify(after)) found.push(`what a zombie said of a job that was over counted: ${JSON.stringify([settled, after])}`);
  return found;
}

/** Whoever leads stands still, loses the lead, and wakes up beside the next one, with transactions under way. */
async function twoLeaders(ground: FaultGround): Promise<string[]> {
  const { raised, pool } = ground;
  const old = raised.processes.get('worker');
  if (!old) return ['there is no worker'];
  await raised.restart('worker');
  const board = await switchboard(ground);
  const calls = await place(ground, board, {}, 10);
  process.kill(old.pid, 'SIGSTOP');
  try {
    await pool.query(`select pg_terminate_backend(l.pid) from pg_locks l join pg_stat_activity a using (pid) where l.locktype = 'advisory' and l.granted and a.application_name like 'deskgraph-%'`);
    calls.push(...(await place(ground, board, {}, 10)));
    await sleep(1500);
  } finally {
    process.kill(old.pid, 'SIGCONT');
  }
  calls.push(...(await place(ground, board, {}, 10)));
  const wrong = await wrongWith(ground, calls);
  await old.close();
  return wrong;
}

/** Every fault of time. */
export const ofTime: readonly Fault[] = [
  { name: "a room's clock is an hour ahead", strike: wrongClock('voice', 1, partial) },
  { name: "a room's clock is an hour behind", strike: wrongClock('voice', -1, partial) },
  { name: "the worker's clock is an hour ahead", strike: wrongClock('worker', 1, work) },
  { name: "the worker's clock is an hour behind", strike: wrongClock('worker', -1, work) },
  { name: 'a worker stands still past its time for a job', strike: zombie },
  { name: 'two leaders at once', strike: twoLeaders },
];
