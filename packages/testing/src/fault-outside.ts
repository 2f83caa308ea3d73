// Faults of the outside world: the mail server's, the switchboard's, and those of jobs that deal with either.
import { setTimeout as sleep } from 'node:timers/promises';
import { killed, type Fault, type FaultGround } from './fault-list.js';

/** Scripts what the sandbox's mail server does next. */
export async function scripted({ house }: FaultGround, trouble: object): Promise<void> {
  const response = await fetch(new URL('/api/failures', house.mailboxUrl), { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(trouble) });
  if (!response.ok) throw new Error(await response.text());
}

/** Invites somebody, which sends a mail; answers the address. */
export async function invite({ organization }: FaultGround): Promise<string> {
  const email = `fault-${crypto.randomUUID()}@example.com`;
  const admin = await organization.as('admin');
  const { roles } = await admin.ask<{ roles: { id: string; key: string }[] }>('{ roles { id key } }');
  await admin.ask('mutation ($input: MemberInviteInput!) { memberInvite(input: $input) { refusal { code } } }', { input: { email, roleId: roles.find(({ key }) => key === 'viewer')?.id } });
  return email;
}

/** How the newest mails of the organization ended, once they did. */
export async function ended({ organization, pool }: FaultGround, count: number): Promise<string[]> {
  const newest = 'select state from accounts.mail where organization_id = $1 order by created_at desc, id desc limit $2';
  for (const end = Date.now() + 60_000; ; await sleep(100)) {
    const { rows } = await pool.query<{ state: string }>(newest, [organization.id, count]);
    if (rows.every(({ state }) => state !== 'QUEUED') || Date.now() > end) return rows.map(({ state }) => state);
  }
}

/** Mails go out whatever the server does first: each is SENT, and in the mailbox under one Message-ID. */
const mailServer = (trouble: object) => async (ground: FaultGround): Promise<string[]> => {
  await scripted(ground, trouble);
  const addresses = [await invite(ground), await invite(ground)];
  const states = await ended(ground, 2);
  const arrived = await Promise.all(addresses.map(address => ground.house.mails(address)));
  return [
    ...(states.every(state => state === 'SENT') ? [] : [`mails ended as ${states.join(', ')}`]),
    ...(arrived.every(mails => mails.length >= 1) ? [] : ['a mail that counts as sent did not arrive']),
  ];
};

/** A mail that will never be taken is given up by itself, and holds up no other. */
async function poison(ground: FaultGround): Promise<string[]> {
  await scripted(ground, { at: 'RCPT', code: 550 });
  await invite(ground);
  const [first] = await ended(ground, 1);
  await invite(ground);
  const [second] = await ended(ground, 1);
  return first === 'FAILED' && second === 'SENT' ? [] : [`the refused mail is ${String(first)}, the next one ${String(second)}`];
}

interface Switchboard {
  readonly hookUrl: string;
  readonly secret: string;
}

export async function switchboard({ organization }: FaultGround): Promise<Switchboard> {
  const owner = await organization.as('owner');
  const { connectionCreate } = await owner.ask<{ connectionCreate: { connection: { hookUrl: string }; secret: string } }>(
    'mutation ($input: ConnectionCreateInput!) { connectionCreate(input: $input) { connection { hookUrl } secret } }',
    { input: { provider: 'pbx', name: `Faults ${crypto.randomUUID().slice(0, 8)}` } },
  );
  return { hookUrl: connectionCreate.connection.hookUrl, secret: connectionCreate.secret };
}

/** Has the sandbox's switchboard act calls out; answers its names for them. */
export async function place({ house }: FaultGround, { hookUrl, secret }: Switchboard, call: object, count: number): Promise<string[]> {
  return Promise.all(Array.from({ length: count }, async () => {
    const body = JSON.stringify({ hookUrl, secret, from: '+493012345678', to: '+33123456789', ...call });
    const response = await fetch(new URL('/api/calls', house.mailboxUrl), { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    return ((await response.json()) as { callId: string }).callId;
  }));
}

/** What is wrong with calls that were told of: each is there once, is over, and began and ended once. */
export async function wrongWith({ organization, pool }: FaultGround, callIds: readonly string[]): Promise<string[]> {
  const found = `select external_id, state, (select count(*)::int from platform.event e where e.subject_id = c.id and e.topic in ('call.started', 'call.ended')) as told
    from voice.call c where organization_id = $1 and external_id = any($2)`;
  for (const end = Date.now() + 60_000; ; await sleep(100)) {
    const { rows } = await pool.query<{ state: string; told: number }>(found, [organization.id, callIds]);
    const good = rows.length === callIds.length && rows.every(({ state, told }) => state === 'ENDED' && told === 2);
    if (good) return [];
    if (Date.now() > end) return [`of ${String(callIds.length)} calls ${String(rows.filter(({ state }) => state === 'ENDED').length)} ended, ${String(rows.filter(({ told }) => told > 2).length)} twice`];
  }
}

async function hookTrouble(ground: FaultGround): Promise<string[]> {
  const board = await switchboard(ground);
  const forged = await place(ground, { ...board, secret: `${board.secret}x` }, {}, 3);
  const calls = await place(ground, board, { copies: 3, reversed: true }, 5);
  const { rows } = await ground.pool.query('select from voice.call where organization_id = $1 and external_id = any($2)', [ground.organization.id, forged]);
  return [...(await wrongWith(ground, calls)), ...(rows.length > 0 ? ['a forged call was believed'] : [])];
}

async function burst(ground: FaultGround): Promise<string[]> {
  const board = await switchboard(ground);
  await killed(ground, 'worker');
  const calls = await place(ground, board, {}, 30);
  await ground.raised.restart('worker');
  return wrongWith(ground, calls);
}

/** Every fault of the outside world. */
export const outside: readonly Fault[] = [
  { name: 'the mail server says try again', strike: mailServer({ code: 451, times: 2 }) },
  { name: 'the mail server hangs up', strike: mailServer({ drop: true, times: 2 }) },
  { name: 'the mail server is slow', strike: mailServer({ slowMilliseconds: 3000, times: 2 }) },
  { name: 'the mail server talks nonsense', strike: mailServer({ at: 'RCPT', garbageBytes: 200, times: 2 }) },
  { name: 'the mail server answers with 50 MB', strike: mailServer({ at: 'RCPT', garbageBytes: 50_000_000, times: 2 }) },
  { name: 'a mail is refused for good', strike: poison },
  { name: 'webhooks come three times, backwards and forged', strike: hookTrouble },
  { name: '90 webhooks come while the worker is dead', strike: burst },
];
