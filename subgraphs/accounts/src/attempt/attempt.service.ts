import { Refused, type Transaction } from '@deskgraph/kit';
import { attempts, type AttemptKind } from './attempt.repository.js';

/** How often, in how long. */
const limits: Readonly<Record<AttemptKind, { most: number; windowMs: number }>> = {
  SIGN_IN: { most: 10, windowMs: 15 * 60_000 },
  MAIL: { most: 20, windowMs: 3600_000 },
};
const longestMs = Math.max(...Object.values(limits).map(({ windowMs }) => windowMs));

/** Refuses, with the wait that would help. */
export class TooManyRequests extends Refused {
  constructor(readonly retryAfterSeconds: number) {
    super('TOO_MANY_REQUESTS', 'Too many attempts for this address. Wait a while, or ask for a new password.');
  }
}

/** Says why no further password is tried for this address now; null when one may be. Known and unknown addresses are alike. */
export async function refusedForNow(tx: Transaction, email: string): Promise<TooManyRequests | null> {
  const { most, windowMs } = limits.SIGN_IN;
  const tried = await attempts(tx).open('SIGN_IN', email, windowMs);
  if (!tried || tried.count < most) return null;
  return new TooManyRequests(Math.ceil((tried.startedAt.getTime() + windowMs - tx.now().getTime()) / 1000));
}

/** Counts a password that was wrong. */
export async function countFailure(tx: Transaction, email: string): Promise<void> {
  await attempts(tx).sweep(longestMs);
  await attempts(tx).add('SIGN_IN', email, limits.SIGN_IN.windowMs);
}

/** Forgets the failures: the person has shown who they are. */
export async function clearFailures(tx: Transaction, email: string): Promise<void> {
  await attempts(tx).clear('SIGN_IN', email);
}

/** Whether one more mail may be asked for this address; counts it. Asking too often is answered like any other time, and sends nothing. */
export async function mayMail(tx: Transaction, email: string): Promise<boolean> {
  const { most, windowMs } = limits.MAIL;
  const asked = await attempts(tx).open('MAIL', email, windowMs);
  if (asked && asked.count >= most) return false;
  await attempts(tx).add('MAIL', email, windowMs);
  return true;
}
