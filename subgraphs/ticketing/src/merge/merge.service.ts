import { audit, emit, emitEach, once, Refused, transact, type Context, type Transaction } from '@deskgraph/kit';
import { move as moveFiles } from '../attachment/attachment.service.js';
import { move, tally } from '../message/message.service.js';
import { TicketEventKind } from '../ticket-event/ticket-event.entity.js';
import { note } from '../ticket-event/ticket-event.service.js';
import { TicketStatus, type Ticket } from '../ticket/ticket.entity.js';
import { admit, broughtBy, byId, change, lock, own, peopleOf, repoint, touch, turn } from '../ticket/ticket.service.js';
import type { TicketMergePreview } from './merge.entity.js';
import type { TicketMergeInput, TicketUnmergeInput } from './merge.inputs.js';

type Pair = Pick<TicketMergeInput, 'sourceId' | 'targetId'>;

/** Merges a ticket into another: what was said in it is said there, in the order of time, mail to it comes there from now on, and whoever's turn it was there or here is on turn. */
export function merge(ctx: Context, input: TicketMergeInput): Promise<Ticket> {
  const { sourceId, targetId } = input;
  refuseSelf(input);
  return transact(ctx, tx => once(tx, input, id => byId(tx, id), async () => {
    const { source, target } = await ownBoth(tx, sourceId, targetId);
    const moved = await move(tx, source.id, target.id);
    await moveFiles(tx, source.id, target.id);
    await repoint(tx, source.id, target.id);
    await turn(tx, target, statusOf(source, target));
    await change(tx, source, { status: TicketStatus.CLOSED, mergedIntoId: target.id, resolvedAt: source.resolvedAt ?? tx.now() });
    await touch(tx, target);
    await note(tx, { ticketId: source.id, kind: TicketEventKind.MERGED_INTO, from: null, to: target.id });
    await note(tx, { ticketId: target.id, kind: TicketEventKind.TOOK_IN, from: null, to: source.id });
    await emit(tx, 'ticket.merged', source.id, { related: [...peopleOf(source), target.id] });
    await emit(tx, 'ticket.changed', target.id, { related: peopleOf(target) });
    await audit(tx, 'ticket.merge', target.id, { before: { sourceId: source.id }, after: { messages: moved } });
    return target;
  }));
}

/** What `merge` would do, without doing it. */
export async function preview(ctx: Context, { sourceId, targetId }: Pair): Promise<TicketMergePreview> {
  refuseSelf({ sourceId, targetId });
  const [source, target] = [await byId(ctx, sourceId), await byId(ctx, targetId)];
  admit(ctx, source, 'merge', 'sourceId');
  admit(ctx, target, 'merge', 'targetId');
  const { noteCount, ...moved } = await tally(ctx, source.id);
  return { source, target, status: statusOf(source, target), ...moved, noteCount: ctx.viewer.may('message.readNotes') ? noteCount : null };
}

/** Takes a merge back: what was said in the ticket before, and what had been merged into it, goes back to it, and it is open. What came since stays. */
export function unmerge(ctx: Context, input: TicketUnmergeInput): Promise<Ticket> {
  return transact(ctx, tx => once(tx, input, id => byId(tx, id), async () => {
    const seen = await byId(tx, input.id);
    if (seen?.mergedIntoId) await inOrder(tx, [seen.id, seen.mergedIntoId]);
    const source = await own(tx, input, 'unmerge');
    const targetId = source.mergedIntoId;
    if (targetId === null || targetId !== seen?.mergedIntoId) throw new Refused('UNAVAILABLE', 'Somebody merges it at this moment. Try again.', 'id');
    const [target, parts] = [await byId(tx, targetId), await broughtBy(tx, source.id, targetId)];
    const moved = await move(tx, targetId, source.id, [source.id, ...parts]);
    await repoint(tx, targetId, source.id, parts);
    await change(tx, source, { status: TicketStatus.OPEN, mergedIntoId: null, resolvedAt: null });
    await note(tx, { ticketId: source.id, kind: TicketEventKind.UNMERGED_FROM, from: targetId, to: null });
    await note(tx, { ticketId: targetId, kind: TicketEventKind.GAVE_BACK, from: source.id, to: null });
    await emit(tx, 'ticket.unmerged', source.id, { related: [...peopleOf(source), targetId] });
    await emitEach(tx, 'ticket.unmerged', parts, { related: [targetId] });
    await emitEach(tx, 'ticket.merged', parts, { related: [source.id] });
    await emit(tx, 'ticket.changed', targetId, { related: target ? peopleOf(target) : [] });
    await audit(tx, 'ticket.unmerge', source.id, { before: { mergedIntoId: targetId }, after: { messages: moved } });
    return source;
  }));
}

/** Whose turn it is in two that are one: somebody's whose it was in either, the organization's first. */
function statusOf(source: Ticket, target: Ticket): TicketStatus {
  return [TicketStatus.OPEN, TicketStatus.PENDING].find(status => source.status === status || target.status === status) ?? target.status;
}

function refuseSelf({ sourceId, targetId }: Pair): void {
  if (sourceId.toLowerCase() === targetId.toLowerCase()) throw new Refused('INVALID', 'A ticket cannot be merged into itself.', 'targetId');
}

/** Locks both, the smaller id first, so that of two opposite merges one waits and is refused. */
async function ownBoth(tx: Transaction, sourceId: string, targetId: string): Promise<{ source: Ticket; target: Ticket }> {
  await inOrder(tx, [sourceId, targetId]);
  return { source: await own(tx, { id: sourceId }, 'merge', 'sourceId'), target: await own(tx, { id: targetId }, 'merge', 'targetId') };
}

async function inOrder(tx: Transaction, ids: readonly string[]): Promise<void> {
  for (const id of [...ids].map(one => one.toLowerCase()).sort()) await lock(tx, id);
}
