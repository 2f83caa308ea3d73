import { audit, once, transact, type Context, type Transaction } from '@deskgraph/kit';
import { holdActive } from '../member/member.service.js';
import { hold } from '../team/team.service.js';
import type { Ticket } from '../ticket/ticket.entity.js';
import { alter, byId, own } from '../ticket/ticket.service.js';
import type { TicketAssignInput } from './assignment.inputs.js';

/** Whose work something is. */
export interface Assignment {
  readonly assigneeId?: string | null | undefined;
  readonly teamId?: string | null | undefined;
}

/** Gives a ticket to a member, a team, or nobody. */
export function assign(ctx: Context, input: TicketAssignInput): Promise<Ticket> {
  return transact(ctx, tx => once(tx, input, id => byId(tx, id), async () => {
    const ticket = await own(tx, input, 'assign');
    const { assigneeId, teamId } = ticket;
    await alter(tx, ticket, await checked(tx, input));
    await audit(tx, 'ticket.assign', ticket.id, { before: { assigneeId, teamId }, after: { assigneeId: ticket.assigneeId, teamId: ticket.teamId } });
    return ticket;
  }));
}

/** An assignment of whom there is: only what was said of it. Refuses a member or team that is not there by the field's name. */
export async function checked(tx: Transaction, { assigneeId, teamId }: Assignment): Promise<Partial<Pick<Ticket, 'assigneeId' | 'teamId'>>> {
  if (typeof assigneeId === 'string') await holdActive(tx, assigneeId, 'assigneeId');
  if (typeof teamId === 'string') await hold(tx, teamId, 'teamId');
  return { ...(assigneeId === undefined ? {} : { assigneeId }), ...(teamId === undefined ? {} : { teamId }) };
}
