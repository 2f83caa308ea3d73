import type { Transaction } from '@deskgraph/kit';
import type { TicketEvent } from './ticket-event.entity.js';
import { ticketEvents } from './ticket-event.repository.js';

const longest = 500;

/** Writes into a ticket's history what was done to it. */
export async function note(tx: Transaction, { from, to, ...change }: Pick<TicketEvent, 'ticketId' | 'kind' | 'from' | 'to'>): Promise<void> {
  const { organizationId, credential, memberId } = tx.viewer;
  const row = { ...change, from: from?.slice(0, longest) ?? null, to: to?.slice(0, longest) ?? null };
  await ticketEvents(tx).insert({ ...row, organizationId, id: tx.newId(), memberId: credential === 'SYSTEM' ? null : memberId, at: tx.now() });
}

/** Adds to the history of tickets of the past. */
export function addAll(tx: Transaction, rows: readonly TicketEvent[]): Promise<void> {
  return ticketEvents(tx).addAll(rows);
}
