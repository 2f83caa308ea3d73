import type { Transaction } from '@deskgraph/kit';
import { merges } from './ticket.repository.js';

/** The ticket that stands for one: itself, or where it was merged the one it goes on in. It is not merged elsewhere until the transaction ends. */
export async function standing(tx: Transaction, ticketId: string): Promise<string> {
  await merges(tx).lock(ticketId);
  return (await merges(tx).targetOf(ticketId)) ?? ticketId;
}

/** Notes that one ticket goes on in another. */
export async function merge(tx: Transaction, sourceId: string, targetId: string): Promise<void> {
  await merges(tx).lock(sourceId);
  await merges(tx).add(sourceId, targetId);
}

/** Notes that a ticket goes on by itself again. */
export async function unmerge(tx: Transaction, ticketId: string): Promise<void> {
  await merges(tx).lock(ticketId);
  await merges(tx).remove(ticketId);
}
