import { circuitBreaker, ConsecutiveBreaker, DelegateBackoff, handleWhen, isBrokenCircuitError, retry, TaskCancelledError, timeout, TimeoutStrategy, wrap } from 'cockatiel';

/** Why a call failed, in the words of the ports. */
export type CallFailureKind = 'REFUSED' | 'UNAVAILABLE' | 'TIMEOUT' | 'NOT_CONFIGURED';

/** The facts of a failed call; an adapter's own error carries them. */
export interface CallFailure {
  readonly provider: string;
  readonly kind: CallFailureKind;
  readonly retryable: boolean;
  readonly retryAfterSeconds?: number | undefined;
}

/** What is written down of a call: never a body, a credential or an address. */
export interface CallRecord {
  readonly provider: string;
  readonly operation: string;
  readonly outcome: 'OK' | CallFailureKind;
  /** The provider's status code, where its protocol has one. */
  readonly status: number | null;
  /** How often the provider was really asked; 0 when the breaker or the rate limit held the call back. */
  readonly attempts: number;
  readonly durationMs: number;
}

/** What a call is made with, beside the work itself. */
export interface CallOptions {
  /** Aborting rejects with the signal's reason and is no failure of the provider's. */
  readonly signal?: AbortSignal | undefined;
  /** Hears of the call once it is over. */
  readonly record?: ((call: CallRecord) => Promise<void>) | undefined;
}

/** Waits for a place among the calls of all processes; answers how many milliseconds to wait, 0 for go on. */
export type CallLimit = () => Promise<number>;

/** How patient a client is. */
export interface ProviderClientOptions<Failed extends Error & CallFailure> {
  readonly provider: string;
  /** One attempt. */
  readonly timeoutMs: number;
  /** Attempts in all, the first included. Work that may not be repeated must be given 1. */
  readonly attempts: number;
  /** The longest first wait; it doubles with each attempt up to `longestDelayMs`, and the real one is anything between 0 and that. */
  readonly firstDelayMs: number;
  /** A provider that asks for more patience than this is not asked again by this call. */
  readonly longestDelayMs: number;
  /** After so many outages in a row nobody asks for `restMs`; then one call tries. */
  readonly breaker: { readonly outages: number; readonly restMs: number };
  readonly limit?: CallLimit | undefined;
  readonly random: () => number;
  /** Makes the adapter's own error. */
  readonly failure: (facts: CallFailure, message: string) => Failed;
  /** The adapter's own error, if this is one. */
  readonly isFailure: (error: unknown) => error is Failed;
  /** Whether a failure means that the provider is down, not that it minds this request; UNAVAILABLE and TIMEOUT unless given. */
  readonly isOutage?: ((error: Failed) => boolean) | undefined;
  /** The status code a failure came with. */
  readonly statusOf?: ((error: Failed) => number | null) | undefined;
}

/** Asks one provider, with patience that has an end. */
export interface ProviderClient {
  /** Runs `work`, again where that may help. Throws the adapter's error, or what `work` threw if it is none. */
  call<T>(operation: string, options: CallOptions, work: (signal: AbortSignal) => Promise<T>): Promise<T>;
}

/** A client for one provider; its breaker is shared by all calls through it. */
export function openProviderClient<Failed extends Error & CallFailure>(options: ProviderClientOptions<Failed>): ProviderClient {
  const { provider, timeoutMs, limit, failure, isFailure, statusOf = () => null } = options;
  const isOutage = options.isOutage ?? (({ kind }: Failed) => kind === 'UNAVAILABLE' || kind === 'TIMEOUT');
  const breaker = circuitBreaker(handleWhen(error => isFailure(error) && isOutage(error)), {
    halfOpenAfter: options.breaker.restMs,
    breaker: new ConsecutiveBreaker(options.breaker.outages),
  });

  const told = (error: unknown): unknown => {
    if (error instanceof TaskCancelledError) return failure({ provider, kind: 'TIMEOUT', retryable: true }, `${provider} did not answer in time.`);
    if (!isBrokenCircuitError(error)) return error;
    const retryAfterSeconds = Math.ceil(options.breaker.restMs / 1000);
    return failure({ provider, kind: 'UNAVAILABLE', retryable: true, retryAfterSeconds }, `${provider} was not available a moment ago and is not asked for now.`);
  };

  const attempt = async <T>(signal: AbortSignal | undefined, counted: () => void, work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    const waitMs = (await limit?.()) ?? 0;
    if (waitMs > 0) throw failure({ provider, kind: 'UNAVAILABLE', retryable: true, retryAfterSeconds: Math.ceil(waitMs / 1000) }, `${provider} is asked as often as it allows.`);
    const once = timeout(timeoutMs, TimeoutStrategy.Aggressive);
    const tell = (error: unknown): never => { throw signal?.aborted ? error : told(error); };
    return breaker
      .execute(() => {
        counted();
        return once.execute(({ signal: inner }) => work(inner), signal).catch(tell);
      })
      .catch(tell);
  };

  const patience = retry(handleWhen(error => isFailure(error) && error.retryable && waitOf(error) <= options.longestDelayMs), {
    maxAttempts: options.attempts - 1,
    backoff: new DelegateBackoff<{ attempt: number; result: { error: Error } | { value: unknown } }>(({ attempt: number, result }) => {
      const asked = 'error' in result && isFailure(result.error) ? waitOf(result.error) : 0;
      return asked + options.random() * Math.min(options.longestDelayMs, options.firstDelayMs * 2 ** (number - 1));
    }),
  });

  return {
    async call(operation, { signal, record }, work) {
      signal?.throwIfAborted();
      const begun = performance.now();
      let attempts = 0;
      const over = async (outcome: CallRecord['outcome'], status: number | null): Promise<void> =>
        record?.({ provider, operation, outcome, status, attempts, durationMs: Math.round(performance.now() - begun) });
      const asking = wrap(patience).execute(() => attempt(signal, () => { attempts++; }, work), signal);
      const answer = await asking.catch(async (error: unknown) => {
        if (isFailure(error)) await over(error.kind, statusOf(error));
        signal?.throwIfAborted();
        throw error;
      });
      await over('OK', null).catch(() => undefined); // what was done is done, noted or not
      return answer;
    },
  };
}

function waitOf({ retryAfterSeconds = 0 }: CallFailure): number {
  return retryAfterSeconds * 1000;
}
