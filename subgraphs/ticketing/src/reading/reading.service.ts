import { authorize, Refused, transact, transactAs, type Context, type JobContext, type JobOrder, type Transaction } from '@deskgraph/kit';
import type { Ticket } from '../ticket/ticket.entity.js';
import { isOver, ticketPolicy } from '../ticket/ticket.policy.js';
import { byId } from '../ticket/ticket.service.js';
import type { TicketReadInput, TicketUnreadInput } from './reading.inputs.js';
import { readingByTicket } from './reading.loader.js';
import { readings } from './reading.repository.js';

const dayMs = 86_400_000;
/** What nobody has said a word in for so long does not count as unread to who never opened it. */
const freshMs = 30 * dayMs;
/** Longer than `freshMs`, so that nothing becomes unread by being forgotten. */
const keptMs = 90 * dayMs;
const batch = 1000;

/** Notes that the viewer has read a ticket. Tells nobody. */
export function read(ctx: Context, { id, upTo }: TicketReadInput): Promise<Ticket> {
  const now = ctx.now();
  return mark(ctx, id, upTo && upTo < now ? upTo : now);
}

/** Has a ticket count as unread until the viewer reads it. Tells nobody. */
export function unread(ctx: Context, { id }: TicketUnreadInput): Promise<Ticket> {
  return mark(ctx, id, null);
}

/** Whether a ticket waits for the viewer to read it: somebody else was the last to say or do something, since they last read it. */
export async function isUnread(ctx: Context, { id, status, activeAt, activeById }: Ticket): Promise<boolean> {
  const reading = await readingByTicket(ctx).load(id);
  if (reading?.readAt === null) return true;
  const since = reading?.readAt ?? new Date(ctx.now().getTime() - freshMs);
  return !isOver(status) && activeById !== ctx.viewer.memberId && activeAt > since;
}

/** Forgets what somebody has read who is no member any more. */
export function forget(tx: Transaction, memberId: string): Promise<void> {
  return readings(tx).forget(memberId);
}

/** Forgets what was read long ago. */
export async function tidy(ctx: JobContext<unknown>, { organizationId, jobId }: JobOrder): Promise<void> {
  for (let count = batch; count === batch && !ctx.signal.aborted; ) {
    count = await transactAs(ctx, organizationId, jobId, tx => readings(tx).sweep(new Date(tx.now().getTime() - keptMs), batch));
  }
}

function mark(ctx: Context, id: string, readAt: Date | null): Promise<Ticket> {
  if (ctx.viewer.credential === 'API_KEY') throw new Refused('FORBIDDEN', 'A key reads nothing for its maker.');
  return transact(ctx, async tx => {
    const ticket = await byId(tx, id);
    authorize(tx, ticketPolicy, 'read', ticket, 'id');
    await readings(tx).mark(ticket.id, readAt);
    tx.audited.count++; // who has read what is nobody's record
    return ticket;
  });
}
