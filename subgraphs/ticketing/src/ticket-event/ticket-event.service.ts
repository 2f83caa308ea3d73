import type { Transaction } from '@deskgraph/kit';
import type { TicketEvent } from './ticket-event.entity.js';
import { ticketEvents } from './ticket-event.repository.js';

const longest = 500;

/** What was done to a ticket, at a time or now. */
type Deed = Pick<TicketEvent, 'ticketId' | 'kind' | 'from' | 'to'> & Partial<Pick<TicketEvent, 'at'>>;

/** Writes into a ticket's history what was done to it. */
export function note(tx: Transaction, deed: Deed): Promise<void> {
  return noteAll(tx, [deed]);
}

/** Writes into the histories of tickets what was done to them. */
export function noteAll(tx: Transaction, deeds: readonly Deed[]): Promise<void> {
  const { organizationId, credential, memberId } = tx.viewer;
  const by = { organizationId, memberId: credential === 'SYSTEM' ? null : memberId, at: tx.now() };
  return ticketEvents(tx).addAll(deeds.map(({ from, to, ...deed }) => ({ ...by, ...deed, id: tx.newId(), from: from?.slice(0, longest) ?? null, to: to?.slice(0, longest) ?? null })));
}

/** Adds to the history of tickets of the past. */
export function addAll(tx: Transaction, rows: readonly TicketEvent[]): Promise<void> {
  return ticketEvents(tx).addAll(rows);
}
