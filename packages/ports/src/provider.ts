/** How a provider is set up, shown wherever its work is shown: `sandbox` produced nothing outside this machine. */
export type ProviderState = 'configured' | 'sandbox' | 'off';

/**
 * Why a provider did not do what was asked.
 * REFUSED: it said no to this very request. UNAVAILABLE: it could not be reached, or asked for patience.
 * TIMEOUT: it did not answer in time, so the effect may or may not have happened: repeat with the same idempotency key.
 * NOT_CONFIGURED: it is off, or it does not accept our credentials; the request waits for an operator.
 */
export type ProviderFailureKind = 'REFUSED' | 'UNAVAILABLE' | 'TIMEOUT' | 'NOT_CONFIGURED';

/** The facts of a failure. */
export interface ProviderFailure {
  /** The adapter's name, e.g. `smtp`. */
  readonly provider: string;
  readonly kind: ProviderFailureKind;
  /** Whether the same request may succeed later, by itself or once an operator acted. */
  readonly retryable: boolean;
  /** How long the provider asked us to wait, in seconds. */
  readonly retryAfterSeconds?: number | undefined;
}

/** The one error an adapter throws. Its message is for operators and never holds credentials. */
export class ProviderFailed extends Error implements ProviderFailure {
  override readonly name = 'ProviderFailed';
  readonly provider: string;
  readonly kind: ProviderFailureKind;
  readonly retryable: boolean;
  readonly retryAfterSeconds: number | undefined;

  constructor(failure: ProviderFailure, message: string) {
    super(message);
    this.provider = failure.provider;
    this.kind = failure.kind;
    this.retryable = failure.retryable;
    this.retryAfterSeconds = failure.retryAfterSeconds;
  }
}

/** A call that is over, for the integration log: never a body, a credential or an address. */
export interface ProviderCall {
  readonly provider: string;
  readonly operation: string;
  readonly outcome: 'OK' | ProviderFailureKind;
  /** The provider's status code, where its protocol has one. */
  readonly status: number | null;
  /** How often the provider was really asked. */
  readonly attempts: number;
  readonly durationMs: number;
}

/** What a provider's health looks like right now. */
export interface ProviderCheck {
  readonly state: ProviderState;
  /** Whether it answered and accepted our credentials; false when off. */
  readonly ready: boolean;
  /** Null when ready. */
  readonly failure: { readonly kind: ProviderFailureKind; readonly message: string } | null;
}
