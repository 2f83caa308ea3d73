import { wordsOf, type Transaction } from '@deskgraph/kit';
import type { Ticket } from '../ticket/ticket.entity.js';
import { terms } from './search.repository.js';

type Findable = Pick<Ticket, 'id' | 'subject' | 'requesterName'>;

/** Makes new tickets findable by the words of their subject and of what the requester is called. */
export async function index(tx: Transaction, tickets: readonly Findable[]): Promise<void> {
  const words = tickets.flatMap(({ id: ticketId, subject, requesterName }) => wordsOf([subject, requesterName ?? '']).map(word => ({ ticketId, word })));
  if (words.length > 0) await terms(tx).add(words);
}

/** Makes a ticket findable by what it says now, and by nothing else it was found by before. */
export async function reindex(tx: Transaction, ticket: Findable): Promise<void> {
  await terms(tx).forget(ticket.id);
  await index(tx, [ticket]);
}
