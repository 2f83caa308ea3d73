import type { Context, Transaction } from '@deskgraph/kit';
import { SourceKind } from '../passage/passage.entity.js';
import { forget, index, inTurn } from '../passage/passage.service.js';
import { ticketTokens, ticketTokensFor } from './document.policy.js';
import { documents } from './document.repository.js';

/** Has a ticket found by its text as it is now, or, while it is not settled, not at all. */
export async function reindex(tx: Transaction, ticketId: string): Promise<void> {
  await inTurn(tx);
  const source = { kind: SourceKind.TICKET, id: ticketId };
  const [document] = await documents(tx).ofTickets([ticketId]);
  if (document?.state !== 'SETTLED') return forget(tx, source);
  return index(tx, { ...source, version: document.version, acl: ticketTokens, title: document.title, body: document.text });
}

/** Those of some tickets that are settled, for viewers who may find any. */
export async function settled(ctx: Context, ids: readonly string[]): Promise<ReadonlySet<string>> {
  return new Set(ids.length === 0 || ticketTokensFor(ctx.viewer).length === 0 ? [] : await documents(ctx).settled(ids));
}
