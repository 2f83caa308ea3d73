import type { Policy } from '@deskgraph/kit';
import { TicketStatus, type Ticket } from './ticket.entity.js';

/** What may be done to a ticket, and by whom. `read` has a twin in SQL: `tickets().visible()`. */
export const ticketPolicy = {
  read: viewer => viewer.may('ticket.read'),
  assign: viewer => viewer.may('ticket.assign'),
  changeStatus: viewer => viewer.may('ticket.changeStatus'),
  changePriority: viewer => viewer.may('ticket.changePriority'),
  rename: viewer => viewer.may('ticket.rename'),
  tag: viewer => viewer.may('ticket.tag'),
  merge: viewer => viewer.may('ticket.merge'),
  unmerge: viewer => viewer.may('ticket.merge'),
  reply: viewer => viewer.may('message.reply'),
  note: viewer => viewer.may('message.note'),
  attach: viewer => viewer.may('message.reply') || viewer.may('message.note'),
} satisfies Policy<Ticket>;

export type TicketVerb = Exclude<keyof typeof ticketPolicy, 'read'>;

/** Whether a verb may be done to a ticket as it is, whoever does it: a merged one goes on elsewhere, and only it can be unmerged. */
export function isLegal(verb: TicketVerb, { mergedIntoId, requesterAddress }: Pick<Ticket, 'mergedIntoId' | 'requesterAddress'>): boolean {
  if (verb === 'unmerge') return mergedIntoId !== null;
  return mergedIntoId === null && (verb !== 'reply' || requesterAddress !== null);
}

/** Whether nobody's turn it is. */
export function isOver(status: TicketStatus): boolean {
  return status === TicketStatus.RESOLVED || status === TicketStatus.CLOSED;
}
