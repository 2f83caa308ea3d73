import { createHash } from 'node:crypto';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Pool } from 'pg';
import type { Log } from '@deskgraph/kit';
import type { Metrics } from '../metrics.js';
import { within } from '../sources.js';

/** What one question to a limit came to. */
export interface Charge {
  readonly allowed: boolean;
  /** The store is down and the policy is to refuse. */
  readonly unavailable: boolean;
  readonly name: string;
  readonly quota: number;
  readonly seconds: number;
  readonly remaining: number;
  readonly resetSeconds: number;
}

/** One limit: so many points a window for each key. */
export interface Bucket {
  take(key: string, points: number): Promise<Charge>;
  /** The refusal this process already knows of, or undefined. */
  spent(key: string): Charge | undefined;
}

/** Where the counters are kept, and how it is. */
export interface Store {
  readonly down: boolean;
}

interface BucketOptions {
  readonly pool: Pool;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly whenStoreIsDown: 'allow-in-memory' | 'refuse';
}

/** A store slower than this is as good as down. */
const patienceMs = 1000;
/** So long is a failed store left alone. */
const pauseMs = 1000;
const complaintEveryMs = 60_000;
const sweepEveryMs = 5 * 60_000;

/** Opens limits over one table; they share the knowledge that it is unreachable. */
export function openBuckets({ pool, log, metrics, whenStoreIsDown }: BucketOptions) {
  const state = { down: false, pausedUntil: 0, complainedAt: -Infinity };
  const table = {
    storeClient: pool,
    storeType: 'pool',
    schemaName: 'platform',
    tableName: 'rate_limit',
    tableCreated: true,
    clearExpiredByTimeout: false,
  };

  const failed = (error: unknown) => {
    state.down = true;
    state.pausedUntil = Date.now() + pauseMs;
    metrics.rateStore(false);
    if (Date.now() - state.complainedAt < complaintEveryMs) return;
    state.complainedAt = Date.now();
    log.error({ error, policy: whenStoreIsDown }, 'the store of the rate limits is unreachable');
  };

  const answered = () => {
    if (!state.down) return;
    state.down = false;
    metrics.rateStore(true);
    log.warn({}, 'the store of the rate limits is back');
  };

  const bucket = (name: string, points: number, seconds: number): Bucket => {
    const limit = { keyPrefix: name, points, duration: seconds };
    // a caller with nothing left is refused from memory: a flood does not reach Postgres
    const stored = new RateLimiterPostgres({ ...table, ...limit, inMemoryBlockOnConsumed: points });
    const inMemory = new RateLimiterMemory(limit);
    const chargeOf = (allowed: boolean, remaining: number, ms: number, unavailable = false): Charge => {
      const resetSeconds = Math.max(1, Math.ceil(ms / 1000));
      return { allowed, unavailable, name, quota: points, seconds, remaining, resetSeconds };
    };
    const taken = (work: Promise<RateLimiterRes>): Promise<Charge> =>
      work.then(
        ({ remainingPoints, msBeforeNext }) => chargeOf(true, remainingPoints, msBeforeNext),
        (refusal: unknown) => {
          if (refusal instanceof RateLimiterRes) return chargeOf(false, 0, refusal.msBeforeNext);
          throw refusal;
        },
      );

    return {
      async take(key, cost) {
        if (Date.now() >= state.pausedUntil) {
          try {
            const charge = await within(patienceMs, taken(stored.consume(hashed(key), cost)));
            answered();
            return charge;
          } catch (error) {
            failed(error);
          }
        }
        return whenStoreIsDown === 'refuse' ? chargeOf(false, 0, pauseMs, true) : taken(inMemory.consume(hashed(key), cost));
      },
      spent(key) {
        const ms = blockedFor(stored, hashed(key));
        return ms > 0 ? chargeOf(false, 0, ms) : undefined;
      },
    };
  };

  const sweep = setInterval(() => {
    pool.query('delete from platform.rate_limit where expire < $1', [Date.now()]).catch(failed);
  }, sweepEveryMs).unref();

  return { bucket, state: state as Store, close: () => clearInterval(sweep) };
}

/** In the library since 2.0, in its types not yet. */
function blockedFor(limiter: RateLimiterPostgres, key: string): number {
  return (limiter as unknown as { getInMemoryBlockMsBeforeExpire(key: string): number }).getInMemoryBlockMsBeforeExpire(
    limiter.getKey(key),
  );
}

/** A caller's key as it is stored: addresses and ids are people's, and a counter needs neither. */
function hashed(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}
