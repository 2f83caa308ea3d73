import type { OrderState } from '../../gql/graphql.js';
import type { Step } from '../../parts/Steps.js';

/** A state as people say it, and its tone. */
export const stateWords: Readonly<Record<OrderState, { readonly label: string; readonly tone: 'plain' | 'good' | 'bad' | 'warn' | 'accent' }>> = {
  NEW: { label: 'New', tone: 'accent' },
  REQUIRES_ACTION: { label: 'Needs a decision', tone: 'warn' },
  BACKORDERED: { label: 'Waits for stock', tone: 'warn' },
  RESERVED: { label: 'Reserved', tone: 'accent' },
  PAID: { label: 'Paid', tone: 'accent' },
  APPROVED_ON_TERMS: { label: 'Approved on terms', tone: 'accent' },
  FULFILLING: { label: 'Partly shipped', tone: 'accent' },
  SHIPPED: { label: 'Shipped', tone: 'good' },
  COMPLETED: { label: 'Completed', tone: 'good' },
  CANCELLED: { label: 'Cancelled', tone: 'bad' },
  EXPIRED: { label: 'Expired', tone: 'bad' },
};

/** All states, in the order in which an order comes through them. */
export const states = Object.keys(stateWords) as OrderState[];

const way = ['New', 'Reserved', 'Paid', 'Shipped', 'Completed'] as const;
const reached: Readonly<Record<OrderState, number>> = {
  NEW: 0,
  REQUIRES_ACTION: 1,
  BACKORDERED: 1,
  RESERVED: 1,
  PAID: 2,
  APPROVED_ON_TERMS: 2,
  FULFILLING: 3,
  SHIPPED: 3,
  COMPLETED: 4,
  CANCELLED: 0,
  EXPIRED: 0,
};

/** Where an order is on its way, from where it has been: a waiting one waits at the stop it cannot reach, an ended one ends after the last it reached. */
export function stepsOf(state: OrderState, been: readonly OrderState[]): Step[] {
  const isEnded = state === 'CANCELLED' || state === 'EXPIRED';
  const isWaiting = state === 'REQUIRES_ACTION' || state === 'BACKORDERED';
  const isDone = state === 'COMPLETED';
  const passed = been.filter(one => one !== 'REQUIRES_ACTION' && one !== 'BACKORDERED');
  const here = isEnded ? Math.max(0, ...passed.map(one => reached[one])) + 1 : reached[state];
  const stops: Step[] = way.map((label, place) => {
    if (place < here || (isDone && place === here)) return { label: nameOf(label, been, state), state: 'passed' };
    if (isEnded && place === here) return { label: stateWords[state].label, state: 'ended' };
    if (place > here) return { label, state: 'ahead' };
    if (isWaiting) return { label, state: 'waiting', detail: stateWords[state].label };
    return state === 'FULFILLING' ? { label, state: 'here', detail: 'Some of it' } : { label: nameOf(label, been, state), state: 'here' };
  });
  return isEnded ? stops.slice(0, here + 1) : stops;
}

// What was approved on terms is not paid yet.
function nameOf(label: (typeof way)[number], been: readonly OrderState[], state: OrderState): string {
  const isOnTerms = [...been, state].includes('APPROVED_ON_TERMS');
  return label === 'Paid' && isOnTerms ? 'On terms' : label;
}
