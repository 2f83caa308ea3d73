import { authorize, emit, transact, type Context, type Transaction } from '@deskgraph/kit';
import type { Ticket } from '../ticket/ticket.entity.js';
import { ticketPolicy } from '../ticket/ticket.policy.js';
import { byId } from '../ticket/ticket.service.js';
import type { Presence } from './presence.entity.js';
import type { PresenceLeaveInput, PresenceTouchInput } from './presence.inputs.js';
import { presences } from './presence.repository.js';

/** Who is there says so every ten seconds; whoever does not for so long is gone. */
const freshMs = 20_000;
const most = 50;

/** Who has a ticket open now; null where the viewer may not see it. */
export async function at(ctx: Context, ticketId: string): Promise<Presence | null> {
  const ticket = await byId(ctx, ticketId);
  if (!ticket || !ticketPolicy.read(ctx.viewer)) return null;
  return { ticketId: ticket.id, members: await presences(ctx).at(ticket.id, staleAt(ctx), most) };
}

/** Notes that the viewer has a ticket open, and that others of the organization have theirs no more. Tells when somebody comes, goes, or does something else. */
export function touch(ctx: Context, input: PresenceTouchInput): Promise<Presence> {
  return note(ctx, input.ticketId, async (tx, ticket) => {
    for (const gone of await presences(tx).forget(staleAt(tx))) await emit(tx, 'presence.left', gone.ticketId, { related: [gone.memberId] });
    const { memberId } = tx.viewer;
    const { before } = await presences(tx).touch(ticket.id, memberId, input.mode, staleAt(tx));
    if (before === null) await emit(tx, 'presence.entered', ticket.id, { related: [memberId] });
    else if (before !== input.mode) await emit(tx, 'presence.changed', ticket.id, { related: [memberId] });
  });
}

/** Notes that the viewer has a ticket open no longer. */
export function leave(ctx: Context, input: PresenceLeaveInput): Promise<Presence> {
  return note(ctx, input.ticketId, async (tx, ticket) => {
    const { memberId } = tx.viewer;
    if (await presences(tx).leave(ticket.id, memberId)) await emit(tx, 'presence.left', ticket.id, { related: [memberId] });
  });
}

function note(ctx: Context, ticketId: string, work: (tx: Transaction, ticket: Ticket) => Promise<void>): Promise<Presence> {
  return transact(ctx, async tx => {
    const ticket = await byId(tx, ticketId);
    authorize(tx, ticketPolicy, 'read', ticket, 'ticketId');
    await work(tx, ticket);
    tx.audited.count++; // who looks at what is nobody's record
    return { ticketId: ticket.id, members: await presences(tx).at(ticket.id, staleAt(tx), most) };
  });
}

function staleAt({ now }: Context): Date {
  return new Date(now().getTime() - freshMs);
}
