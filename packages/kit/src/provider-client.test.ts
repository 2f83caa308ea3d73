import { afterAll, describe, expect, it } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import { openHouse } from '@deskgraph/testing';
import pg from 'pg';
import { openCallLimit } from './call-limit.js';
import { openProviderClient, type CallFailure, type CallRecord, type ProviderClientOptions } from './provider-client.js';

class Failed extends Error implements CallFailure {
  readonly provider = 'post';
  readonly kind: CallFailure['kind'];
  readonly retryable: boolean;
  readonly retryAfterSeconds: number | undefined;
  constructor({ kind, retryable, retryAfterSeconds }: Omit<CallFailure, 'provider'>, message = 'failed') {
    super(message);
    this.kind = kind;
    this.retryable = retryable;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

const down = (retryAfterSeconds?: number) => new Failed({ kind: 'UNAVAILABLE', retryable: true, retryAfterSeconds });
const open = (changes: Partial<ProviderClientOptions<Failed>> = {}) =>
  openProviderClient({
    provider: 'post',
    timeoutMs: 100,
    attempts: 3,
    firstDelayMs: 1,
    longestDelayMs: 50,
    breaker: { outages: 100, restMs: 100 },
    random: Math.random,
    failure: (facts, message) => new Failed(facts, message),
    isFailure: (error): error is Failed => error instanceof Failed,
    ...changes,
  });

/** Records calls, and answers from a script whose last entry stands for all that follow. */
function script(...answers: (Failed | string)[]) {
  const records: CallRecord[] = [];
  const asked: number[] = [];
  return {
    records,
    asked,
    record: async (call: CallRecord) => { records.push(call); },
    work: async () => {
      asked.push(performance.now());
      const answer = answers[Math.min(asked.length, answers.length) - 1];
      if (answer instanceof Failed) throw answer;
      return answer;
    },
  };
}

describe('a provider client', () => {
  it('asks again when that may help, and writes one call down with its attempts', async () => {
    const { records, record, work } = script(down(), down(), 'sent');

    const answer = await open().call('letter.send', { record }, work);

    expect(answer).toBe('sent');
    expect(records).toEqual([{ provider: 'post', operation: 'letter.send', outcome: 'OK', status: null, attempts: 3, durationMs: expect.any(Number) }]);
  });

  it('gives up after its attempts', async () => {
    const { records, asked, record, work } = script(down());

    await expect(open().call('letter.send', { record }, work)).rejects.toMatchObject({ kind: 'UNAVAILABLE' });

    expect(asked).toHaveLength(3);
    expect(records).toMatchObject([{ outcome: 'UNAVAILABLE', attempts: 3 }]);
  });

  it('takes no for an answer', async () => {
    const { records, record, work } = script(new Failed({ kind: 'REFUSED', retryable: false }));

    await expect(open().call('letter.send', { record }, work)).rejects.toMatchObject({ kind: 'REFUSED' });

    expect(records).toMatchObject([{ outcome: 'REFUSED', attempts: 1 }]);
  });

  it('waits as long as it is asked to, and does not when that is longer than its patience', async () => {
    const patient = script(down(0.2), 'sent');
    const hurried = script(down(60), 'sent');

    await open({ longestDelayMs: 400 }).call('letter.send', {}, patient.work);
    await expect(open().call('letter.send', {}, hurried.work)).rejects.toMatchObject({ retryAfterSeconds: 60 });

    expect(patient.asked[1]! - patient.asked[0]!).toBeGreaterThanOrEqual(199);
    expect(hurried.asked).toHaveLength(1);
  });

  it('ends an attempt that takes too long as TIMEOUT, and tells the work', async () => {
    const { records, record } = script();
    const ended: boolean[] = [];

    const call = open({ attempts: 1 }).call('letter.send', { record }, async signal => {
      await wait(5000, undefined, { signal }).catch(() => { ended.push(signal.aborted); throw new Error('late'); });
    });

    await expect(call).rejects.toMatchObject({ kind: 'TIMEOUT', retryable: true });
    expect(ended).toEqual([true]);
    expect(records).toMatchObject([{ outcome: 'TIMEOUT', attempts: 1 }]);
  });

  it('leaves a provider alone that is down, lets one call try after the rest, and goes on when it is back', async () => {
    const client = open({ attempts: 1, breaker: { outages: 2, restMs: 100 } });
    const { records, asked, record, work } = script(down(), down(), down(), 'sent');
    const call = () => client.call('letter.send', { record }, work).then(String, (error: unknown) => (error as Failed).kind);

    const first = [await call(), await call(), await call()];
    await wait(120);
    const half = [await call(), await call()];
    await wait(120);
    const back = [await call(), await call()];

    expect([first, half, back]).toEqual([['UNAVAILABLE', 'UNAVAILABLE', 'UNAVAILABLE'], ['UNAVAILABLE', 'UNAVAILABLE'], ['sent', 'sent']]);
    expect(asked).toHaveLength(5);
    expect(records.map(({ attempts }) => attempts)).toEqual([1, 1, 0, 1, 0, 1, 1]);
  });

  it('ends with the caller\'s reason when the caller gives up', async () => {
    const { records, record } = script();
    const caller = new AbortController();

    const call = open({ timeoutMs: 5000 }).call('letter.send', { signal: caller.signal, record }, async signal => wait(5000, undefined, { signal }));
    setTimeout(() => { caller.abort(new Error('stopping')); }, 20);

    await expect(call).rejects.toThrow('stopping');
    expect(records).toEqual([]);
  });
});

describe('a limit on calls', () => {
  const pools: pg.Pool[] = [];
  afterAll(async () => { await Promise.all(pools.map(pool => pool.end())); });

  it('is one for all processes, and holds a call back without asking the provider', async () => {
    const house = await openHouse();
    const provider = `post-${crypto.randomUUID()}`;
    const clients = [1, 2].map(() => {
      const pool = new pg.Pool({ connectionString: house.loginUrl('worker'), max: 2 });
      pools.push(pool);
      return open({ attempts: 1, limit: openCallLimit(pool, provider, { calls: 3, seconds: 60 }) });
    });
    const { asked, records, record, work } = script('sent');

    const outcomes = await Promise.allSettled([0, 1, 0, 1, 0].map(which => clients[which]!.call('letter.send', { record }, work)));

    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected', 'rejected']);
    expect(asked).toHaveLength(3);
    expect(records.filter(({ attempts }) => attempts === 0)).toMatchObject([{ outcome: 'UNAVAILABLE' }, { outcome: 'UNAVAILABLE' }]);
  });
});
