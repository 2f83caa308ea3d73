import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { CallLimit } from './provider-client.js';

/** A limit on the calls to one provider, counted in platform.rate_limit by all processes together. `pool` is a pg pool that may write there. */
export function openCallLimit(pool: object, provider: string, { calls, seconds }: { calls: number; seconds: number }): CallLimit {
  const limiter = new RateLimiterPostgres({
    storeClient: pool, storeType: 'pool', schemaName: 'platform', tableName: 'rate_limit', tableCreated: true, clearExpiredByTimeout: false,
    keyPrefix: 'provider', points: calls, duration: seconds,
  });
  return async () => {
    try {
      await limiter.consume(provider);
      return 0;
    } catch (error) {
      if (error instanceof RateLimiterRes) return Math.max(1, error.msBeforeNext);
      throw error;
    }
  };
}
