import { publish, withdraw, type Transaction } from '@deskgraph/kit';
import { isOver } from '../ticket/ticket.policy.js';
import { ticketTexts } from './ticket-text.repository.js';

/** Has a ticket found by what is said in it now: settled while nobody's turn it is, and not at all once it goes on in another. `id` is its own or that of a message in it. */
export async function tell(tx: Transaction, id: string): Promise<void> {
  const said = await ticketTexts(tx).of(id);
  if (!said) return;
  const document = { kind: 'TICKET', subjectId: said.ticketId } as const;
  if (said.isMerged) return withdraw(tx, document);
  return publish(tx, { ...document, title: said.subject, text: said.text, state: isOver(said.status) ? 'SETTLED' : 'OPEN' });
}
