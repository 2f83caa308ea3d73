import type { Transaction } from '@deskgraph/kit';
import type { TicketChange } from './ticket-change.entity.js';
import { ticketChanges } from './ticket-change.repository.js';

const longest = 500;

/** Writes into a ticket's history what was done to it. */
export async function note(tx: Transaction, { from, to, ...change }: Pick<TicketChange, 'ticketId' | 'kind' | 'from' | 'to'>): Promise<void> {
  const { organizationId, credential, memberId } = tx.viewer;
  const row = { ...change, from: from?.slice(0, longest) ?? null, to: to?.slice(0, longest) ?? null };
  await ticketChanges(tx).insert({ ...row, organizationId, id: tx.newId(), memberId: credential === 'SYSTEM' ? null : memberId, at: tx.now() });
}

/** Adds to the history of tickets of the past. */
export function addAll(tx: Transaction, rows: readonly TicketChange[]): Promise<void> {
  return ticketChanges(tx).addAll(rows);
}
