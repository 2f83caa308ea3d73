import { audit, auditAll, bulk, emit, emitAll, once, Refused, transact, type Context, type Transaction } from '@deskgraph/kit';
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

/** A note that was written before, by a member. */
export interface PastNote {
  readonly id: string;
  readonly customerId: string;
  readonly summary: string;
  readonly memberId: string;
  readonly at: Date;
}

/** Adds notes of the past, for the house itself. Those that are known change nothing. */
export function importAll(ctx: Context, rows: readonly PastNote[]): Promise<number> {
  return bulk(ctx, rows, async tx => {
    const { organizationId } = tx.viewer;
    const added = await interactions(tx).unknown(rows);
    const kind = { channel: InteractionChannel.NOTE, direction: null, subjectKind: null, subjectId: null };
    await interactions(tx).addAll(added.map(({ id, customerId, summary, memberId, at }) => ({ organizationId, id, customerId, originCustomerId: null, at, ...kind, summary, byId: memberId })));
    await emitAll(tx, added.map(({ id, customerId, at }) => ({ topic: 'interaction.added', subjectId: id, related: [customerId], at })));
    await auditAll(tx, added.map(({ id, customerId, at }) => ({ action: 'interaction.note', subjectId: id, after: { customerId, at }, at })));
    return added.length;
  });
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

/** Gives the interactions of these origins back to one customer from another; answers how many. */
export function giveBack(tx: Transaction, to: string, origins: readonly string[], from: string): Promise<number> {
  return interactions(tx).giveBack(to, origins, from);
}
