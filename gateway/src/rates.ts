import type { Pool } from 'pg';
import type { Log, Viewer } from '@deskgraph/kit';
import type { Metrics } from './metrics.js';
import { openBuckets, type Charge, type Store } from './rates/bucket.js';

/** How much one caller may ask for. Points are the cost of operations; a window of `seconds` starts with the first request in it. */
export interface RateOptions {
  /** Of one person in one organization, or of one API key. Must be at least the highest cost one operation may have. */
  readonly points: number;
  readonly seconds: number;
  /** Of one address with nobody signed in. */
  readonly anonymousPoints: number;
  /** With Postgres unreachable: count in this process alone, or refuse everything with UNAVAILABLE. */
  readonly whenStoreIsDown: 'allow-in-memory' | 'refuse';
  readonly auth?: Partial<AuthRates>;
}

/** Requests to `/auth` in a window of `seconds`. */
export interface AuthRates {
  readonly seconds: number;
  /** Of one address, to all of `/auth`. */
  readonly perAddress: number;
  /** Of one address, to one of the doors where something can be guessed. */
  readonly perDoor: number;
  /** The same, about one person: tries at one password. */
  readonly perPerson: number;
}

/** Who pays, and how much is left. */
export interface Rates {
  /** Takes the cost of one operation from its caller. */
  operation(viewer: Viewer | null, address: string, points: number): Promise<Charge>;
  /** Whether the caller is known to have nothing left, without asking the store. */
  spent(viewer: Viewer | null, address: string): Charge | undefined;
  /** Counts one request to `/auth`. `door` and `person` (an address of mail) are given where something can be guessed. */
  auth(address: string, door: string | null, person: string | null): Promise<Charge>;
  /** Whether the last question to the store failed. */
  readonly down: boolean;
  close(): void;
}

const authDefaults: AuthRates = { seconds: 60, perAddress: 120, perDoor: 30, perPerson: 10 };

/** Opens the rate limits over `platform.rate_limit`. */
export function openRates(options: { pool: Pool; log: Log; metrics: Metrics } & RateOptions): Rates {
  const { points, seconds, anonymousPoints, metrics } = options;
  const auth = { ...authDefaults, ...options.auth };
  const { bucket, state, close } = openBuckets(options);
  const people = bucket('viewer', points, seconds);
  const strangers = bucket('anonymous', anonymousPoints, seconds);
  const addresses = bucket('auth', auth.perAddress, auth.seconds);
  const doors = bucket('auth-door', auth.perDoor, auth.seconds);
  const persons = bucket('auth-person', auth.perPerson, auth.seconds);

  const ownBucket = (viewer: Viewer | null, address: string) =>
    viewer ? ([people, payer(viewer)] as const) : ([strangers, address] as const);
  const counted = (kind: string, charge: Charge): Charge => {
    if (!charge.allowed) metrics.limited(kind);
    return charge;
  };

  return {
    async operation(viewer, address, cost) {
      const [own, key] = ownBucket(viewer, address);
      return counted('operation', await own.take(key, Math.max(1, Math.ceil(cost))));
    },
    spent(viewer, address) {
      const [own, key] = ownBucket(viewer, address);
      const charge = own.spent(key);
      return charge && counted('operation', charge);
    },
    async auth(address, door, person) {
      const charges = [await addresses.take(address, 1)];
      if (door !== null) charges.push(await doors.take(`${address} ${door}`, 1));
      if (door !== null && person !== null) charges.push(await persons.take(`${address} ${door} ${person.trim().toLowerCase()}`, 1));
      return counted('auth', tightest(charges));
    },
    get down() {
      return state.down;
    },
    close,
  };
}

/** One key, one purse; a person has one per organization, however many sessions. */
function payer(viewer: Viewer): string {
  return viewer.credential === 'API_KEY' ? `key ${viewer.credentialId}` : `person ${viewer.id} ${viewer.organizationId}`;
}

/** The charge that refuses, else the one that will refuse first. */
function tightest(charges: readonly Charge[]): Charge {
  return charges.reduce((worst, charge) => {
    if (worst.allowed !== charge.allowed) return worst.allowed ? charge : worst;
    return charge.remaining / charge.quota < worst.remaining / worst.quota ? charge : worst;
  });
}

/** The `RateLimit` and `RateLimit-Policy` fields (draft-ietf-httpapi-ratelimit-headers), and Retry-After on a refusal. */
export function rateHeaders({ name, quota, seconds, remaining, resetSeconds, allowed, unavailable }: Charge): Record<string, string> {
  const retry: Record<string, string> = allowed ? {} : { 'retry-after': String(resetSeconds) };
  if (unavailable) return retry;
  return { 'ratelimit-policy': `"${name}";q=${quota};w=${seconds}`, ratelimit: `"${name}";r=${remaining};t=${resetSeconds}`, ...retry };
}

export type { Charge, Store };
