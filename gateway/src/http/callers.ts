import { createHash } from 'node:crypto';
import type { Request } from 'express';
import type { Viewer } from '@deskgraph/kit';
import { rateHeaders, type Charge, type Rates } from '../rates.js';
import { credentialsOf, type Credentials, type Viewers } from '../viewer.js';
import { HttpRefusal } from './answers.js';
import { scopeOf } from './scope.js';

/** Says whom credentials belong to, and charges their address for bad ones. Throws as `Viewers.of` does, and with 429. */
export type Hearing = (credentials: Credentials, requestId: string, address: string) => Promise<Viewer | null>;

/** Says who a request comes from, as `Hearing` does. */
export type Callers = (request: Request) => Promise<Viewer | null>;

const mostRemembered = 10_000;

/**
 * Opens it. An address with nothing left is not heard with credentials that have not opened anything before: guesses then stop reaching the
 * database, while people already at work behind the same address go on.
 */
export function openHearing({ viewers, rates }: { viewers: Viewers; rates: Rates }): Hearing {
  const good = new Set<string>(); // digests, in order of last use

  return async (credentials, requestId, address) => {
    if (credentials.cookie === undefined && credentials.authorization === undefined) return null;
    const key = digest(credentials);
    if (!good.has(key)) refuseSpent(rates.spent(null, address));
    try {
      const viewer = await viewers.of(credentials, requestId);
      good.delete(key);
      good.add(key);
      if (good.size > mostRemembered) good.delete(good.values().next().value ?? key);
      return viewer;
    } catch (error) {
      good.delete(key);
      if (error instanceof HttpRefusal && error.status === 401) await rates.operation(null, address, 1); // guessing keys is not free
      throw error;
    }
  };
}

/** Hears whoever sends requests. */
export function openCallers(hear: Hearing, cookieName: string): Callers {
  return async request => {
    const { requestId, address } = scopeOf(request);
    return hear(credentialsOf(request.headers, cookieName), requestId, address);
  };
}

/** Throws 429 for a caller known to have nothing left. */
export function refuseSpent(spent: Charge | undefined): void {
  if (spent) throw new HttpRefusal(429, 'RATE_LIMITED', 'Too many requests. Try again later.', rateHeaders(spent));
}

const digest = ({ cookie, authorization }: Credentials) =>
  createHash('sha256')
    .update(authorization ?? cookie ?? '')
    .digest('base64');
