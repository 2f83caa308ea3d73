import { beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { openHouse, type Organization, type TestHouse } from '@deskgraph/testing';
import { signed } from '@deskgraph/sandbox';
import { connect, handled, type Switchboard } from '../subgraphs/voice/test/switchboard.js';

const count = Number(process.env.DESKGRAPH_WEBHOOK_COUNT ?? 1000);
const seed = 20261127;
let house: TestHouse;
let organization: Organization;
let switchboard: Switchboard;
beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization('Webhooks');
  switchboard = await connect(await organization.as('owner'));
});

const stored = async (): Promise<number> => (await house.sql<{ count: number }>('select count(*)::int as count from platform.inbox where organization_id = $1', [organization.id]))[0]?.count ?? 0;
const post = async (body: string | Uint8Array, headers: Record<string, string>, url = switchboard.hookUrl) => {
  const started = performance.now();
  const response = await fetch(url, { method: 'POST', headers, body: body as never });
  const answer = (await response.json()) as { error?: { code: string } };
  return { status: response.status, code: answer.error?.code, ms: performance.now() - started, body: JSON.stringify(answer).replace(/"requestId":"[^"]*"/, '') };
};
const states = ['ringing', 'answered', 'ended'] as const;
const bodyOf = (callId: string, sequence: number): string => {
  const at = new Date(Date.UTC(2026, 10, 27, 12, 0, sequence)).toISOString();
  return JSON.stringify({ at, sequence, call: { id: callId, direction: 'inbound', from: '+493012345678', to: '+33123456789', state: states[sequence], started_at: '2026-11-27T12:00:00.000Z' } });
};

/** Numbers that look like chance, the same at every run. */
function* chance(state: number): Generator<number, never> {
  for (;;) {
    state = (state * 1103515245 + 12345) % 2147483648;
    yield state / 2147483648;
  }
}

describe(`${String(count)} webhooks, repeated, reordered, replayed and forged`, () => {
  it('leave each call as it ended, each effect once, and nothing of a forgery', async () => {
    const next = chance(seed);
    const random = (): number => next.next().value;
    const genuine = Array.from({ length: Math.ceil(count / 5) }, () => randomUUID()).flatMap(callId => states.map((_, sequence) => ({ id: randomUUID(), callId, sequence })));
    for (let n = 0; n + 1 < genuine.length; n++) if (random() < 0.2) [genuine[n], genuine[n + 1]] = [genuine[n + 1] as never, genuine[n] as never];
    const sent = genuine.flatMap(message => {
      const body = bodyOf(message.callId, message.sequence);
      const call = { kind: 'genuine', body, headers: signed(switchboard.secret, message.id, body) };
      const again = random() < 0.5 ? [call] : [];
      const replayed = random() < 0.08 ? [{ kind: 'old', body, headers: signed(switchboard.secret, randomUUID(), body, Math.floor(Date.now() / 1000) - 600) }] : [];
      const forgedBody = bodyOf(`forged-${message.callId}`, 2);
      const forged = random() < 0.08 ? [{ kind: 'forged', body: forgedBody, headers: signed('x'.repeat(40), randomUUID(), forgedBody) }] : [];
      return [call, ...again, ...replayed, ...forged];
    });
    const answers: { kind: string; status: number; ms: number }[] = [];

    const queue = [...sent];
    await Promise.all(Array.from({ length: 6 }, async () => {
      for (let message = queue.shift(); message; message = queue.shift()) answers.push({ kind: message.kind, ...(await post(message.body, message.headers)) });
    }));
    await handled(house, organization.id);

    const calls = await house.sql<{ external_id: string; state: string; sequence: number; answered: boolean }>('select external_id, state, sequence::int, answered_at is not null as answered from voice.call where organization_id = $1', [organization.id]);
    const [events] = await house.sql<{ ended: number; started: number }>(
      `select count(*) filter (where topic = 'call.ended')::int as ended, count(*) filter (where topic = 'call.started')::int as started from platform.event where organization_id = $1`,
      [organization.id],
    );
    const of = (kind: string) => answers.filter(answer => answer.kind === kind);
    expect(sent.length).toBeGreaterThanOrEqual(count * 0.9);
    expect(new Set(of('genuine').map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set([...of('forged'), ...of('old')].map(({ status }) => status))).toEqual(new Set([401]));
    expect(calls.filter(({ external_id: id }) => id.startsWith('forged'))).toEqual([]);
    expect(calls).toHaveLength(genuine.length / 3);
    expect(calls.filter(({ state, sequence, answered }) => state !== 'ENDED' || sequence !== 2 || !answered)).toEqual([]);
    expect(events).toEqual({ ended: genuine.length / 3, started: genuine.length / 3 });
    expect(await stored()).toBe(genuine.length);
  }, 300_000);
});

describe('a webhook that is not right', () => {
  const good = bodyOf('call-of-the-bad', 0);
  const cases: [what: string, call: () => ReturnType<typeof post>, status: number, code: string][] = [
    ['without a signature', () => post(good, { 'content-type': 'application/json' }), 401, 'UNAUTHENTICATED'],
    ['of an unknown connection', () => post(good, signed(switchboard.secret, randomUUID(), good), `${house.url}/hooks/voice/${randomUUID()}`), 401, 'UNAUTHENTICATED'],
    ['for another room', () => post(good, signed(switchboard.secret, randomUUID(), good), switchboard.hookUrl.replace('/voice/', '/accounts/')), 404, 'NOT_FOUND'],
    ['for no connection', () => post(good, signed(switchboard.secret, randomUUID(), good), `${house.url}/hooks/voice/1`), 404, 'NOT_FOUND'],
    ['whose body was written anew', () => post(JSON.stringify(JSON.parse(good), null, 1), signed(switchboard.secret, randomUUID(), good)), 401, 'UNAUTHENTICATED'],
    ['that is too long', () => post('x'.repeat(300_000), signed(switchboard.secret, randomUUID(), 'x')), 413, 'PAYLOAD_TOO_LARGE'],
    ...['', '{', 'null', '[1]', '"text"', '{"call":{}}', '\uFEFF{}', '{"a":'.repeat(2000)].map(body => [`signed, and saying ${JSON.stringify(body.slice(0, 12))}`, () => post(body, signed(switchboard.secret, randomUUID(), body)), 400, 'BAD_REQUEST'] as [string, () => ReturnType<typeof post>, number, string]),
  ];
  it.each(cases)('%s is refused and leaves nothing', async (_what, call, status, code) => {
    const before = await stored();

    const answer = await call();

    expect({ status: answer.status, code: answer.code }).toEqual({ status, code });
    expect(await stored()).toBe(before);
  });

  it('answers an unknown connection, one that is off and a bad signature with the same words', async () => {
    const owner = await organization.as('owner');
    const off = await connect(owner);
    await owner.ask('mutation ($input: ConnectionSwitchInput!) { connectionSwitch(input: $input) { refusal { code } } }', { input: { id: off.id, state: 'OFF' } });

    const answers = [
      await post(good, signed(off.secret, randomUUID(), good), off.hookUrl),
      await post(good, signed('x'.repeat(40), randomUUID(), good)),
      await post(good, signed('x'.repeat(40), randomUUID(), good), `${house.url}/hooks/voice/${randomUUID()}`),
    ];

    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
  });

  it('is told in two ways only by POST, and by the older secret for a day', async () => {
    const owner = await organization.as('owner');
    const rotated = await connect(owner);
    const { connectionRotateSecret } = await owner.ask<{ connectionRotateSecret: { secret: string } }>('mutation ($input: ConnectionRotateSecretInput!) { connectionRotateSecret(input: $input) { secret } }', { input: { id: rotated.id } });
    const both = [rotated.secret, connectionRotateSecret.secret];

    const now = await Promise.all(both.map(secret => post(good, signed(secret, randomUUID(), good), rotated.hookUrl)));
    await house.sql(`update platform.connection set previous_until = now() - interval '1 second' where id = $1`, [rotated.id]);
    const later = await Promise.all(both.map(secret => post(good, signed(secret, randomUUID(), good), rotated.hookUrl)));

    expect(now.map(({ status }) => status)).toEqual([200, 200]);
    expect(later.map(({ status }) => status)).toEqual([401, 200]);
    expect((await fetch(rotated.hookUrl)).status).toBe(405);
  });
});
