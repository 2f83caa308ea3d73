import type { Transaction } from '@deskgraph/kit';
import type { OrderTransition } from './order-transition.entity.js';
import { orderTransitions } from './order-transition.repository.js';

/** Writes a step of an order into its history. */
export async function note(tx: Transaction, transition: Pick<OrderTransition, 'orderId' | 'from' | 'to' | 'reason'>): Promise<void> {
  const { organizationId, credential, memberId } = tx.viewer;
  await orderTransitions(tx).insert({ ...transition, organizationId, id: tx.newId(), memberId: credential === 'SYSTEM' ? null : memberId, at: tx.now() });
}

/** Adds steps of orders of the past to their history. */
export function addAll(tx: Transaction, rows: readonly OrderTransition[]): Promise<void> {
  return orderTransitions(tx).addAll(rows);
}
