import { audit, emit, once, Refused, transact, type Context, type Transaction } from '@deskgraph/kit';
import { lockStanding } from '../customer/customer.service.js';
import { InteractionChannel, type Interaction } from './interaction.entity.js';
import type { InteractionNoteInput } from './interaction.inputs.js';
import { interactions } from './interaction.repository.js';

/** Writes a note on a customer. */
export function note(ctx: Context, input: InteractionNoteInput): Promise<Interaction> {
  const { customerId, summary } = input;
  const at = input.at ?? ctx.now();
  if (at > ctx.now()) throw new Refused('INVALID', 'What is noted has happened: not in the future.', 'at');
  return transact(ctx, tx =>
    once(tx, input, id => interactions(tx).byId(id), async () => {
      await lockStanding(tx, customerId, 'note', 'customerId');
      const kind = { channel: InteractionChannel.NOTE, direction: null, subjectKind: null, subjectId: null };
      const row = interactions(tx).create({ organizationId: tx.viewer.organizationId, id: tx.newId(), customerId, at, ...kind, summary, byId: tx.viewer.memberId });
      await interactions(tx).insert(row);
      await emit(tx, 'interaction.added', row.id, { related: [customerId] });
      await audit(tx, 'interaction.note', row.id, { after: { customerId, at } });
      return row;
    }),
  );
}

/** Notes something that another room has, such as a call, once. */
export async function noteFrom(tx: Transaction, customerId: string, { at, ...what }: Pick<Interaction, 'channel' | 'direction' | 'subjectKind' | 'subjectId' | 'at'>): Promise<void> {
  const row = interactions(tx).create({ organizationId: tx.viewer.organizationId, id: tx.newId(), customerId, at, ...what, summary: null, byId: null });
  if (await interactions(tx).add(row)) await emit(tx, 'interaction.added', row.id, { related: [customerId] });
}

/** How many interactions a customer has. */
export function countOf(ctx: Context, customerId: string): Promise<number> {
  return interactions(ctx).countOf(customerId);
}

/** Gives all of one customer's interactions to another. */
export function move(tx: Transaction, from: string, to: string): Promise<void> {
  return interactions(tx).move(from, to);
}
